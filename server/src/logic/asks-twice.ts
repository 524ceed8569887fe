import type { Analysis } from '../analysis/analysis.js';
import { eqlFilters } from '../analysis/query-parts.js';
import { fieldOfList, isValueNot } from '../query/kql/clauses.js';
import { kqlLanguage } from '../query/kql/language.js';
import type { KqlNode } from '../query/kql/syntax.js';

/**
 * Whether a query asks twice for one field, so that what it asks can conflict: told from the names alone, since most
 * queries do not. False only where `findConflicts` finds nothing. `categoryField` is the field that the word before `where`
 * stands for.
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
 * Whether a field stands in several clauses of a condition, or the values of its list are more than alternatives. `path`
 * is that of the nested field around it, `seen` where each field was seen, by its full name.
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
      // A list of values is written out in the tree: its field comes again and again.
      return place !== undefined && place !== start;
    }
    case 'missing':
      return false;
  }
}
