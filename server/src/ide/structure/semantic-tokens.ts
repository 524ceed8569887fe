import type { Analysis } from '../../lint/analysis.js';
import { queryUnits, targetsOf } from '../../lint/query-units.js';
import { findFunction } from '../../query/eql/functions.js';
import { filtersOf, walkExpression } from '../../query/eql/walk.js';
import type { Span } from '../../text/span.js';

export const semanticTokenTypes = ['property', 'enumMember', 'function', 'variable'] as const;
export const semanticTokenModifiers = ['unknown', 'optional'] as const;

/** What a place means, beyond what its form tells. */
export interface SemanticToken {
  readonly span: Span;
  readonly type: (typeof semanticTokenTypes)[number];
  readonly modifiers: readonly (typeof semanticTokenModifiers)[number][];
}

/** The fields of the query, known or not, its categories and functions, in the order of the text. */
export function semanticTokens(analysis: Analysis): SemanticToken[] {
  const { eql, catalogue, queryToDocument } = analysis;
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
  for (const filter of eql?.tree ? filtersOf(eql.tree) : []) {
    add(filter.category.span, 'enumMember');
    walkExpression(filter.condition, (node) => {
      if (node.kind === 'call')
        add(node.nameSpan, 'function', ...(findFunction(node.name) ? [] : (['unknown'] as const)));
    });
  }
  return tokens
    .sort((a, b) => a.span.start - b.span.start)
    .filter(({ span }, index, all) => index === 0 || all[index - 1]!.span.end <= span.start);
}
