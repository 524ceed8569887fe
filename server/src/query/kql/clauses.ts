import type { KqlIs, KqlNode, KqlNot, KqlValue } from './syntax.js';

/** A clause about one field: `field: value` or `field: (…)`, optionally preceded by `not`. */
export interface Clause {
  readonly field: KqlValue;
  /** Whether a `not` precedes the field. */
  readonly negated: boolean;
  /** How the values of a list are connected. Undefined for a single value. */
  readonly list: 'and' | 'or' | undefined;
  /** The offset of the `not` or the field. */
  readonly start: number;
}

/** Returns a node as one clause, or undefined for anything else. */
export function clauseAt(node: KqlNode): Clause | undefined {
  switch (node.kind) {
    case 'is':
      return (
        node.field && { field: node.field, negated: false, list: undefined, start: node.field.span.start }
      );
    case 'and':
    case 'or': {
      const field = fieldOfList(node);
      return field && { field, negated: false, list: node.kind, start: field.span.start };
    }
    case 'not': {
      const inner = clauseAt(node.operand);
      if (!inner || inner.negated || isValueNot(node)) return undefined;
      return { ...inner, negated: true, start: node.span.start };
    }
    default:
      return undefined;
  }
}

/** Returns the field of a node that is a list of values: the tree repeats the field for each value. */
export function fieldOfList(node: KqlNode): KqlValue | undefined {
  switch (node.kind) {
    case 'is':
      return node.field;
    case 'not':
      return isValueNot(node) ? fieldOfList(node.operand) : undefined;
    case 'and':
    case 'or': {
      const [first, ...others] = node.operands.map(fieldOfList);
      return first && others.every((field) => field?.span.start === first.span.start) ? first : undefined;
    }
    default:
      return undefined;
  }
}

/** Returns whether a `not` is inside the list of a field: `field: (not a)`. */
export function isValueNot(node: KqlNode): node is KqlNot & { readonly operand: KqlIs } {
  if (node.kind !== 'not') return false;
  const field = firstField(node.operand);
  return field !== undefined && field.span.start < node.span.start;
}

/** Returns where a node starts that is not part of a list. */
export function startOf(node: KqlNode): number {
  if (node.kind === 'not' && !isValueNot(node)) return node.span.start;
  return Math.min(node.span.start, firstField(node)?.span.start ?? node.span.start);
}

function firstField(node: KqlNode): KqlValue | undefined {
  switch (node.kind) {
    case 'is':
    case 'range':
      return node.field;
    case 'nested':
      return node.path;
    case 'not':
      return firstField(node.operand);
    case 'and':
    case 'or':
      return firstField(node.operands[0]!);
    default:
      return undefined;
  }
}
