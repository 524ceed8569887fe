import type { Language, QueryPart, QueryString } from '../query/language.js';
import type { Span } from '../text/span.js';
import type { AnalysedQuery, Analysis } from './analysis.js';
import { perAnalysis } from './per-analysis.js';

/** What the language of a query says of its tree; nothing where that was not understood or the language cannot tell. */
function ofTree<Item>(
  ask: (language: Language<unknown>, tree: unknown, query: AnalysedQuery) => readonly Item[] | undefined,
): (analysis: Analysis) => readonly Item[] {
  return perAnalysis(({ query }) => {
    const tree = query?.parsed.tree;
    return (query && tree !== undefined && ask(query.language, tree, query)) || [];
  });
}

/** The parts of the query of a rule, whatever its language. Many look at them. */
export const queryParts = ofTree<QueryPart>((language, tree, { parsed, resolved }) =>
  language.parts?.(tree, parsed.text, language.resolve && resolved()),
);

/** The index patterns that the query of a rule names itself. */
export const queryIndices = ofTree<string>((language, tree) => language.indices?.(tree));

/** All strings of a query in the order of the text. */
export const queryStrings = ofTree<QueryString>((language, tree) => language.strings?.(tree));

/** What the query negates. */
export const queryNegations = ofTree<Span>((language, tree) => language.negations?.(tree));

/** Whether the query looks for events in an order. */
export function isSequence({ query }: Analysis): boolean {
  return query?.parsed.tree !== undefined && query.language.steps?.(query.parsed.tree)?.isSequence === true;
}

/** How many steps or commands the query has; undefined for a language without them. */
export function countSteps({ query }: Analysis): number | undefined {
  const { tree } = query?.parsed ?? {};
  return tree === undefined ? undefined : query?.language.steps?.(tree)?.steps.length;
}
