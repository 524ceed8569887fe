/**
 * For each range operator, whether it accepts a value that compares to the bound as negative, zero or
 * positive.
 */
export const compareOrder = {
  '<': (order: number): boolean => order < 0,
  '<=': (order: number): boolean => order <= 0,
  '>': (order: number): boolean => order > 0,
  '>=': (order: number): boolean => order >= 0,
} as const;
