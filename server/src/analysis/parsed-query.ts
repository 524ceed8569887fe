import type { QueryPart, QueryString } from '../query/language.js';
import type { Span } from '../text/span.js';
import type { Analysis } from './analysis.js';
import { perAnalysis } from './per-analysis.js';

/** The parts of the query of a rule, whatever its language; none where that cannot tell them. Many look at them. */
export const queryParts = perAnalysis(({ query }): readonly QueryPart[] =>
  query?.parsed.tree ? (query.language.parts?.(query.parsed.tree) ?? []) : [],
);

/** All strings of a query in the order of the text. */
export const queryStrings = perAnalysis(({ query }): readonly QueryString[] =>
  query?.parsed.tree ? (query.language.strings?.(query.parsed.tree) ?? []) : [],
);

/** What the query negates. */
export const queryNegations = perAnalysis(({ query }): readonly Span[] =>
  query?.parsed.tree ? (query.language.negations?.(query.parsed.tree) ?? []) : [],
);

/** Whether the query looks for events in an order. */
export function isSequence({ query }: Analysis): boolean {
  return query?.parsed.tree !== undefined && query.language.steps?.(query.parsed.tree)?.isSequence === true;
}
