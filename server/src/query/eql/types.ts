import { type FieldMapping, familyOf, type TypeFamily } from '../../fields/field-type.js';
import { findFunction } from './functions.js';
import type { Expression } from './syntax.js';
import { childrenOf } from './walk.js';

/** The type of an expression: `null` for the literal, `unknown` for a field without a known mapping. */
export type ExpressionType = TypeFamily | 'null' | 'unknown';

/** Returns the mapping of a field, or undefined if nothing is known about it. */
export type MappingLookup = (name: string) => FieldMapping | undefined;

/** Returns the type of an expression, without looking into its conditions. */
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

/** Returns the name of an expression's type in Elasticsearch's error messages. */
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

/** Returns whether an expression consists of numbers and signs. */
export function isArithmetic(expression: Expression): boolean {
  return expression.kind === 'arithmetic' || expression.kind === 'negative';
}

/** Returns the non-numeric operands of arithmetic, including those of nested arithmetic. */
export function wrongOperands(expression: Expression, mappingOf: MappingLookup): Expression[] {
  if (!isArithmetic(expression)) return [];
  return childrenOf(expression).flatMap((operand) => {
    const type = typeOf(operand, mappingOf);
    if (type !== 'number' && type !== 'unknown' && type !== 'null') return [operand];
    return wrongOperands(operand, mappingOf);
  });
}

/** Returns whether values of the two types can be equal at all. Unknown and null fit everything. */
export function canCompare(left: ExpressionType, right: ExpressionType): boolean {
  if (left === right) return true;
  if (left === 'unknown' || right === 'unknown' || left === 'null' || right === 'null') return true;
  const pair = new Set([left, right]);
  if (pair.has('string')) return pair.has('date') || pair.has('ip') || pair.has('version');
  return pair.has('number') && pair.has('date');
}
