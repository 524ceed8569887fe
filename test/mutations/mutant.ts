import type { Analysis } from '../../server/src/analysis/analysis.js';
import type { EqlQuery } from '../../server/src/query/eql/syntax.js';
import type { KqlQuery } from '../../server/src/query/kql/syntax.js';
import type { ParsedQuery } from '../../server/src/query/syntax.js';
import type { RuleSummary } from '../../server/src/rule/rule-index.js';
import type { Span } from '../../server/src/text/span.js';
import type { Random } from './random.js';

/** A rule without a planted mistake. */
export interface Original {
  /** Relative to the folder of the checkout. */
  readonly path: string;
  readonly text: string;
  readonly analysis: Analysis;
  readonly eql: ParsedQuery<EqlQuery> | undefined;
  readonly kql: ParsedQuery<KqlQuery> | undefined;
  /** Findings without the mistake, counted by code and message. */
  readonly findings: ReadonlyMap<string, number>;
}

/** A rule with one planted mistake. */
export interface Mutant {
  readonly text: string;
  /** Spans of the mistake; a finding that overlaps one of them is at the right position. */
  readonly expected: readonly Span[];
  /** Codes that count as found; by default those of the kind. */
  readonly codes?: readonly string[];
  /** Codes that may also be reported, because their finding needs a separate fix. */
  readonly company?: readonly string[];
  /** Another rule that is part of the mistake. */
  readonly neighbour?: RuleSummary;
  /** Replaces the path of the original. */
  readonly path?: string;
}

/** A kind of mistake. */
export interface MutationKind {
  /** A short description for the table. */
  readonly name: string;
  /** Codes that count as found. */
  readonly codes: readonly string[];
  /** Plants one mistake in a rule; returns undefined if that is not possible. */
  mutate(original: Original, random: Random): Mutant | undefined;
}

/** Returns whether two spans overlap, or an empty one touches the other. */
export function meets(a: Span, b: Span): boolean {
  if (a.start === a.end || b.start === b.end) return a.start <= b.end && b.start <= a.end;
  return a.start < b.end && b.start < a.end;
}
