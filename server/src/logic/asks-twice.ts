import type { Analysis } from '../analysis/analysis.js';
import { eqlFilters } from '../analysis/query-parts.js';
import { fieldOfList, isValueNot } from '../query/kql/clauses.js';
import { kqlLanguage } from '../query/kql/language.js';
import type { KqlNode } from '../query/kql/syntax.js';

/**
 * Returns whether a query tests a field twice, so that its conditions can conflict. It only looks at names,
 * since most queries do not. False only if `findConflicts` finds nothing. `categoryField` is the field of the
 * word before `where`.
 */
export function asksTwice(analysis: Analysis, categoryField: string): boolean {
  const condition = analysis.parsed(kqlLanguage)?.tree?.condition;
  if (condition) return repeatsField(condition, '', new Map());
  return eqlFilters(analysis).some(({ category, fields }) => {
    const seen = new Set(category.any ? [] : [categoryField]);
    return fields.some(({ name }) => seen.size === seen.add(name).size);
  });
}

/**
 * Returns whether a field is in several clauses of a condition, or the values of its list are not just
 * alternatives. `path` is that of the enclosing nested field, `seen` maps full field names to their
 * positions.
 */
function repeatsField(node: KqlNode, path: string, seen: Map<string, number>): boolean {
  switch (node.kind) {
    case 'and':
      if (fieldOfList(node)) return true;
      return node.operands.some((operand) => repeatsField(operand, path, seen));
    case 'or':
      return node.operands.some((operand) => repeatsField(operand, path, seen));
    case 'not':
      return isValueNot(node) || repeatsField(node.operand, path, seen);
    case 'nested':
      return repeatsField(node.condition, `${path}${node.path.text}.`, seen);
    case 'is':
    case 'range': {
      if (!node.field) return false;
      const name = path + node.field.text;
      const { start } = node.field.span;
      const place = seen.get(name);
      if (place === undefined) seen.set(name, start);
      // The tree expands a list of values, so its field is repeated.
      return place !== undefined && place !== start;
    }
    case 'missing':
      return false;
  }
}
