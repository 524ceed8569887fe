/** The operators of EQL as they are written (docs/semantics/eql.md#grammar), which are their kinds of token too. */
export const arithmeticOperators = ['+', '-', '*', '/', '%'] as const;
/** With `=`, which is none and often written for one. */
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

/** Levels of `precedence` at which the parts of an expression are read. */
export const levels = {
  condition: 0,
  conjunction: 2,
  negation: 3,
  sum: 5,
  signed: 7,
} as const;
