import type { Analysis } from '../../analysis/analysis.js';
import { columnMentions } from '../../analysis/esql-mentions.js';
import { esqlFunction } from '../../query/esql/functions/functions.js';
import { esqlLanguage } from '../../query/esql/language.js';
import { eachExpression } from '../../query/esql/walk.js';
import type { SemanticToken } from '../types.js';

/** Returns the functions of an ES|QL query, and the columns that it creates. */
export function esqlTokens(analysis: Analysis): readonly SemanticToken[] {
  const tree = analysis.parsed(esqlLanguage)?.tree;
  if (!tree) return [];
  const tokens: SemanticToken[] = [];
  eachExpression(tree, (node) => {
    if (node.kind !== 'call') return;
    const modifiers = esqlFunction(node.name) ? [] : (['unknown'] as const);
    tokens.push({ span: node.nameSpan, type: 'function', modifiers });
  });
  for (const { mentions } of columnMentions(analysis))
    for (const { span, column, name } of mentions) {
      const isField = !column || column.origin === 'field' || column.field === name;
      // The text of an expression is the name of its column.
      const isExpression = span.end - span.start === name.length && /[\s()]/.test(name);
      if (isField || isExpression) continue;
      tokens.push({ span, type: column.origin === 'metadata' ? 'enumMember' : 'variable', modifiers: [] });
    }
  return tokens;
}
