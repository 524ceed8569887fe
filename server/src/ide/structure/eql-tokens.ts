import type { Analysis } from '../../analysis/analysis.js';
import { findFunction } from '../../query/eql/functions.js';
import { eqlLanguage } from '../../query/eql/language.js';
import { filtersOf, walkExpression } from '../../query/eql/walk.js';
import type { SemanticToken } from '../types.js';

/** Returns the categories and functions of an EQL query. */
export function eqlTokens(analysis: Analysis): readonly SemanticToken[] {
  const tree = analysis.parsed(eqlLanguage)?.tree;
  const tokens: SemanticToken[] = [];
  for (const { category, condition } of tree ? filtersOf(tree) : []) {
    tokens.push({ span: category.span, type: 'enumMember', modifiers: [] });
    walkExpression(condition, (node) => {
      if (node.kind !== 'call') return;
      const modifiers = findFunction(node.name) ? [] : (['unknown'] as const);
      tokens.push({ span: node.nameSpan, type: 'function', modifiers });
    });
  }
  return tokens;
}
