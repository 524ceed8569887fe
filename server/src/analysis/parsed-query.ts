import type { Language, QueryPart, QueryString } from '../query/language.js';
import type { Span } from '../text/span.js';
import type { AnalysedQuery, Analysis } from './analysis.js';
import { perAnalysis } from './per-analysis.js';

/**
 * Creates a stage from the language's view of a query's tree. Empty if the query could not be parsed or the
 * language does not support it.
 */
function ofTree<Item>(
  ask: (language: Language<unknown>, tree: unknown, query: AnalysedQuery) => readonly Item[] | undefined,
): (analysis: Analysis) => readonly Item[] {
  return perAnalysis(({ query }) => {
    const tree = query?.parsed.tree;
    return (query && tree !== undefined && ask(query.language, tree, query)) || [];
  });
}

/** The parts of a rule's query in any language. Many lints use them. */
export const queryParts = ofTree<QueryPart>((language, tree, { parsed, resolved }) =>
  language.parts?.(tree, parsed.text, language.resolve && resolved()),
);

/** The index patterns that the query of a rule itself names. */
export const queryIndices = ofTree<string>((language, tree) => language.indices?.(tree));

/** All strings of a query in source order. */
export const queryStrings = ofTree<QueryString>((language, tree) => language.strings?.(tree));

/** The spans that the query negates. */
export const queryNegations = ofTree<Span>((language, tree) => language.negations?.(tree));

/** Returns whether the query searches for ordered events. */
export function isSequence({ query }: Analysis): boolean {
  return query?.parsed.tree !== undefined && query.language.steps?.(query.parsed.tree)?.isSequence === true;
}

/** Returns how many steps or commands the query has, or undefined for a language without them. */
export function countSteps({ query }: Analysis): number | undefined {
  const { tree } = query?.parsed ?? {};
  return tree === undefined ? undefined : query?.language.steps?.(tree)?.steps.length;
}
