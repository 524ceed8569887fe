import type { Analysis } from '../../server/src/analysis/analysis.js';
import type { EqlQuery } from '../../server/src/query/eql/syntax.js';
import type { KqlQuery } from '../../server/src/query/kql/syntax.js';
import type { ParsedQuery } from '../../server/src/query/syntax.js';
import type { RuleSummary } from '../../server/src/rule/rule-index.js';
import type { Span } from '../../server/src/text/span.js';
import type { Random } from './random.js';

/** A rule without a planted mistake. */
export interface Original {
  /** From the folder of the checkout. */
  readonly path: string;
  readonly text: string;
  readonly analysis: Analysis;
  readonly eql: ParsedQuery<EqlQuery> | undefined;
  readonly kql: ParsedQuery<KqlQuery> | undefined;
  /** What of it was found without the mistake, counted by code and message. */
  readonly findings: ReadonlyMap<string, number>;
}

/** A rule with one planted mistake. */
export interface Mutant {
  readonly text: string;
  /** Where the mistake stands in the text; a finding that overlaps one of them is at the right place. */
  readonly expected: readonly Span[];
  /** Codes that count as found; those of the kind when absent. */
  readonly codes?: readonly string[];
  /** Codes that may be found as well, because what they report has to be repaired on its own. */
  readonly company?: readonly string[];
  /** A rule beside it that takes part in the mistake. */
  readonly neighbour?: RuleSummary;
  /** Instead of the path of the original. */
  readonly path?: string;
}

/** A kind of mistake. */
export interface MutationKind {
  /** In words, for the table. */
  readonly name: string;
  /** Codes that count as found. */
  readonly codes: readonly string[];
  /** Plants one in a rule; undefined where the rule has no place for it. */
  mutate(original: Original, random: Random): Mutant | undefined;
}

/** Whether two spans share a character, or an empty one touches the other. */
export function meets(a: Span, b: Span): boolean {
  if (a.start === a.end || b.start === b.end) return a.start <= b.end && b.start <= a.end;
  return a.start < b.end && b.start < a.end;
}
