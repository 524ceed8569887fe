import type { EsqlType } from '../types.js';
import type { Column, Lists } from './columns.js';

/** What is known about an expression. */
export interface Typed {
  readonly type: EsqlType;
  /** Whether it is the same in every row. */
  readonly isConstant: boolean;
  /** A string that can be converted if another type is expected: a literal, or a column that is one. */
  readonly literal: string | undefined;
  readonly lists: Lists;
  /** Whether it can be null even if its arguments are not. */
  readonly isNullable: boolean;
  /** The column that the expression refers to. */
  readonly column: Column | undefined;
}

/** The type of an unknown expression, for which nothing is reported. */
export const unknown: Typed = {
  type: 'unknown',
  isConstant: false,
  literal: undefined,
  lists: 'maybe',
  isNullable: true,
  column: undefined,
};

/** Returns an expression of a type that is computed from others. */
export function calculated(type: EsqlType, operands: readonly Typed[], lists: Lists = 'no'): Typed {
  return {
    type,
    isConstant: operands.every(({ isConstant }) => isConstant),
    literal: undefined,
    lists,
    isNullable: operands.some(({ isNullable, lists: own }) => isNullable || own !== 'no'),
    column: undefined,
  };
}
