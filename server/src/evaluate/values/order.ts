/** For each operator of a range, whether it admits a value whose order to the bound is negative, zero or positive. */
export const compareOrder = {
  '<': (order: number): boolean => order < 0,
  '<=': (order: number): boolean => order <= 0,
  '>': (order: number): boolean => order > 0,
  '>=': (order: number): boolean => order >= 0,
} as const;
