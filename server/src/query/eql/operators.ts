/** The operators of EQL as they are written (spec/EQL.md section 2), which are their kinds of token too. */
export const arithmeticOperators = ['+', '-', '*', '/', '%'] as const;
/** With `=`, which is none and often written for one. */
export const comparisonOperators = ['==', '!=', '<', '<=', '>', '>=', '='] as const;
export const membershipOperators = ['in', 'in~'] as const;
export const patternOperators = [':', 'like', 'like~', 'regex', 'regex~'] as const;
