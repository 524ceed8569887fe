import type { Analysis } from '../analysis/analysis.js';
import type { Bypass } from '../rule/checkout/checkout-settings.js';
import type { LintCode } from '../text/lint-codes.generated.js';
import type { Fix, Problem, ProblemCode, RelatedPlace, Severity } from '../text/problem.js';
import type { Span } from '../text/span.js';

/** `default` checks run everywhere; `elastic` ones only where the conventions of Elastic's own rules apply. */
export type Profile = 'default' | 'elastic';

/** What a lint reports; spans and edits are in the file. The code is the id of the lint. */
export interface LintFinding {
  readonly span: Span;
  /** What is wrong and why, in one or two sentences. */
  readonly message: string;
  /** Instead of the severity of the lint. */
  readonly severity?: Severity;
  /** What to do about it. */
  readonly help?: string;
  readonly fix?: Fix;
  readonly related?: readonly RelatedPlace[];
}

/** Rules a lint looks at: all but deprecated ones, only those in production, only deprecated ones, or all. */
export type LintScope = 'active' | 'production' | 'deprecated' | 'any';

interface LintDescription {
  /** Code of its findings, and the name of its file. */
  readonly id: LintCode;
  readonly severity: Severity;
  /** `default` when absent. */
  readonly profile?: Profile;
  /** Severity in the profile `elastic`, where that differs. */
  readonly elasticSeverity?: Severity;
  /** Reported only where the configuration gives it a level. */
  readonly off?: true;
  /** `active` when absent. */
  readonly scope?: LintScope;
  /**
   * Who refuses such a rule or its search: every lint that is an error in the profile `default` says so. What only
   * detection-rules refuses is a warning at most there, and an error in the profile `elastic`.
   */
  readonly refusedBy?: 'Elasticsearch' | 'Kibana' | 'TOML';
  /**
   * What refuses the same in detection-rules: a test as `test_all_rules.test_tag_prefix`, or a part of the loader or the
   * schema as `definitions.DATE_PATTERN`. A test that the test configuration leaves out switches the lint off.
   */
  readonly counterpart?: string;
  /**
   * Names of keys and tables that it judges. Where one of them is itself reported as unknown, misplaced or of the wrong
   * type, the lint says nothing: it would only repeat the cause.
   */
  readonly judges?: readonly string[];
  /** Codes of findings that have the same cause: where one of them is found in the rule, the lint says nothing. */
  readonly echoes?: readonly ProblemCode[];
  /** The part of the validation of detection-rules that it belongs to and that can be switched off there. */
  readonly bypass?: Bypass;
  /** What is wrong, as a title. */
  readonly summary: string;
  /** Why it matters. */
  readonly why: string;
  /** A query, keys of a rule or a whole file with the mistake, see `completeExample`. */
  readonly avoid: string;
  /** The same without. */
  readonly prefer: string;
}

/** A check of its own. */
export interface CheckingLint extends LintDescription {
  check(analysis: Analysis, report: (finding: LintFinding) => void): void;
}

/** Where problems come from that are found on the way, before any lint runs or after all have. */
export type ProblemSource = 'toml' | 'schema' | 'query' | 'suppression';

/** Describes a problem that no lint looks for: it is found by the TOML reader, the schema, the parser and checker of a query, or when comments are applied. */
export interface ForwardingLint extends LintDescription {
  readonly forwards: ProblemSource;
}

export type Lint = CheckingLint | ForwardingLint;

/** A lint: one check with its documentation. The file `checks/<family>/<id>.ts` exports it as default and nothing else refers to it. */
export function defineLint<Kind extends Lint>(lint: Kind): Kind {
  return lint;
}

/** The finding as a problem with the code and severity of its lint. */
export function toProblem(lint: Lint, finding: LintFinding): Problem {
  return { ...finding, code: lint.id, severity: finding.severity ?? lint.severity };
}
