/**
 * The operators of EQL as they are written (docs/semantics/eql.md#grammar), which are also their token kinds.
 */
export const arithmeticOperators = ['+', '-', '*', '/', '%'] as const;
/** Includes `=`, a common mistake. */
export const comparisonOperators = ['==', '!=', '<', '<=', '>', '>=', '='] as const;
export const membershipOperators = ['in', 'in~'] as const;
export const patternOperators = [':', 'like', 'like~', 'regex', 'regex~'] as const;

/**
 * Precedence of the operators (docs/semantics/eql.md#grammar). `not` binds tighter than `and`, but looser than
 * comparisons.
 */
export const precedence: Readonly<Partial<Record<string, number>>> = {
  or: 1,
  and: 2,
  ...Object.fromEntries(comparisonOperators.map((operator) => [operator, 4])),
  '+': 5,
  '-': 5,
  '*': 6,
  '/': 6,
  '%': 6,
};

/** Levels of `precedence` at which the operands of an expression are read. */
export const levels = {
  condition: 0,
  conjunction: 2,
  negation: 3,
  sum: 5,
  signed: 7,
} as const;
