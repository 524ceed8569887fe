import type { Analysis } from '../../analysis/analysis.js';
import { queryUnits, targetsOf } from '../../analysis/query-units.js';
import type { Span } from '../../text/span.js';
import { helpFor } from '../languages.js';
import type { SemanticToken } from '../types.js';

/** Returns the fields of the query, known or not, and its categories and functions, in text order. */
export function semanticTokens(analysis: Analysis): SemanticToken[] {
  const { catalogue, queryToDocument } = analysis;
  const tokens: SemanticToken[] = [];
  const add = (
    span: Span,
    type: SemanticToken['type'],
    ...modifiers: SemanticToken['modifiers'][number][]
  ): void => {
    if (span.end > span.start) tokens.push({ span: queryToDocument(span), type, modifiers });
  };
  for (const unit of queryUnits(analysis)) {
    const targets = targetsOf(analysis, unit);
    for (const { name, optional, span } of unit.fields) {
      const known = catalogue.knows(name) || targets.some((target) => target.catalogue.knows(name));
      add(
        span,
        'property',
        ...(known ? [] : (['unknown'] as const)),
        ...(optional ? (['optional'] as const) : []),
      );
    }
  }
  for (const { span, type, modifiers } of helpFor(analysis.rule.language)?.tokens?.(analysis) ?? [])
    add(span, type, ...modifiers);
  return tokens
    .sort((a, b) => a.span.start - b.span.start)
    .filter(({ span }, index, all) => index === 0 || all[index - 1]!.span.end <= span.start);
}
