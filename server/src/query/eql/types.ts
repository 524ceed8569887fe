import { type FieldMapping, familyOf, type TypeFamily } from '../../fields/field-type.js';
import { findFunction } from './functions.js';
import type { Expression } from './syntax.js';
import { childrenOf } from './walk.js';

/** What an expression yields; `null` for the literal, `unknown` where a field has no known mapping. */
export type ExpressionType = TypeFamily | 'null' | 'unknown';

/** The mapping of a field, or undefined when nothing is known of it. */
export type MappingLookup = (name: string) => FieldMapping | undefined;

/** The type of an expression, without looking into its conditions. */
export function typeOf(expression: Expression, mappingOf: MappingLookup): ExpressionType {
  switch (expression.kind) {
    case 'string':
      return 'string';
    case 'number':
    case 'arithmetic':
    case 'negative':
      return 'number';
    case 'null':
      return 'null';
    case 'field': {
      const mapping = mappingOf(expression.name);
      return mapping ? familyOf(mapping.type) : 'unknown';
    }
    case 'call':
      return findFunction(expression.name)?.returns ?? 'unknown';
    case 'missing':
      return 'unknown';
    default:
      return 'boolean';
  }
}

/** The name of an expression's type as Elasticsearch words it in its errors. */
export function typeName(expression: Expression, mappingOf: MappingLookup): string {
  switch (expression.kind) {
    case 'field':
      return mappingOf(expression.name)?.type ?? 'unknown';
    case 'number':
      return expression.type;
    case 'string':
      return 'keyword';
    default: {
      const type = typeOf(expression, mappingOf);
      return type === 'string' ? 'keyword' : type;
    }
  }
}

/** Whether it is made of numbers and signs. */
export function isArithmetic(expression: Expression): boolean {
  return expression.kind === 'arithmetic' || expression.kind === 'negative';
}

/** The operands of arithmetic, those of arithmetic within it too, that are no numbers. */
export function wrongOperands(expression: Expression, mappingOf: MappingLookup): Expression[] {
  if (!isArithmetic(expression)) return [];
  return childrenOf(expression).flatMap((operand) => {
    const type = typeOf(operand, mappingOf);
    if (type !== 'number' && type !== 'unknown' && type !== 'null') return [operand];
    return wrongOperands(operand, mappingOf);
  });
}

/** Whether values of the two types can be equal at all; unknown and null fit everything. */
export function canCompare(left: ExpressionType, right: ExpressionType): boolean {
  if (left === right) return true;
  if (left === 'unknown' || right === 'unknown' || left === 'null' || right === 'null') return true;
  const pair = new Set([left, right]);
  if (pair.has('string')) return pair.has('date') || pair.has('ip') || pair.has('version');
  return pair.has('number') && pair.has('date');
}
