import type { Analysis } from '../analysis/analysis.js';
import type { Language } from '../query/language.js';
import type { Bypass } from '../rule/checkout/checkout-settings.js';
import type { LintCode } from '../text/lint-codes.generated.js';
import type { Fix, Problem, ProblemCode, RelatedPlace, Severity } from '../text/problem.js';
import type { Span } from '../text/span.js';

/**
 * `default` checks run everywhere, `elastic` ones only where the conventions of Elastic's own rules apply.
 */
export type Profile = 'default' | 'elastic';

/** A finding of a lint. Spans and edits are in the file. The code is the id of the lint. */
export interface LintFinding {
  readonly span: Span;
  /** What is wrong and why, in one or two sentences. */
  readonly message: string;
  /** Overrides the severity of the lint. */
  readonly severity?: Severity;
  /** What to do about it. */
  readonly help?: string;
  readonly fix?: Fix;
  readonly related?: readonly RelatedPlace[];
}

/**
 * The rules that a lint checks: all except deprecated ones, only those in production, only deprecated ones,
 * or all.
 */
export type LintScope = 'active' | 'production' | 'deprecated' | 'any';

interface LintDescription {
  /** The code of its findings, and the name of its file. */
  readonly id: LintCode;
  readonly severity: Severity;
  /** Defaults to `default`. */
  readonly profile?: Profile;
  /** The severity in the profile `elastic`, if it differs. */
  readonly elasticSeverity?: Severity;
  /** Only reported if the configuration sets a level for it. */
  readonly off?: true;
  /** Defaults to `active`. */
  readonly scope?: LintScope;
  /** The language whose queries it checks. Other rules skip it. */
  readonly language?: Pick<Language<unknown>, 'name'>;
  /**
   * Who rejects such a rule or its search. Every lint that is an error in the profile `default` has it. What
   * only detection-rules rejects is at most a warning there, and an error in the profile `elastic`.
   */
  readonly refusedBy?: 'Elasticsearch' | 'Kibana' | 'TOML';
  /**
   * What rejects the same in detection-rules: a test such as `test_all_rules.test_tag_prefix`, or a part of
   * the loader or the schema such as `definitions.DATE_PATTERN`. If the test configuration skips the test,
   * the lint is off.
   */
  readonly counterpart?: string;
  /**
   * Names of keys and tables that it judges. If one of them is itself reported as unknown, misplaced or of
   * the wrong type, the lint reports nothing: it would only repeat the cause.
   */
  readonly judges?: readonly string[];
  /** Codes of findings with the same cause: if one of them is found in the rule, the lint reports nothing. */
  readonly echoes?: readonly ProblemCode[];
  /** The validation step of detection-rules that it belongs to, which can be switched off there. */
  readonly bypass?: Bypass;
  /** The mistake, as a title. */
  readonly summary: string;
  /** Why it matters. */
  readonly why: string;
  /** A query, keys of a rule or a whole file with the mistake, see `completeExample`. */
  readonly avoid: string;
  /** The same without the mistake. */
  readonly prefer: string;
}

/** A lint with a check function. */
export interface CheckingLint extends LintDescription {
  check(analysis: Analysis, report: (finding: LintFinding) => void): void;
}

/** The sources of problems that are found before any lint runs or after all have run. */
export type ProblemSource = 'toml' | 'schema' | 'query' | 'suppression';

/**
 * Describes a problem that no lint looks for: it is found by the TOML parser, the schema, the parser and
 * checker of a query, or while applying comments.
 */
export interface ForwardingLint extends LintDescription {
  readonly forwards: ProblemSource;
}

export type Lint = CheckingLint | ForwardingLint;

/**
 * A lint: one check with its documentation. The file `checks/<family>/<id>.ts` exports it as default, and
 * nothing else refers to it.
 */
export function defineLint<Kind extends Lint>(lint: Kind): Kind {
  return lint;
}

/** Converts a finding to a problem with the code and severity of its lint. */
export function toProblem(lint: Lint, finding: LintFinding): Problem {
  return { ...finding, code: lint.id, severity: finding.severity ?? lint.severity };
}
