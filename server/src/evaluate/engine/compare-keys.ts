/**
 * Compares the keys of two groups as an aggregation orders its buckets: null first, then by value. Negative when `a` comes
 * first.
 */
export function compareKeys(a: readonly unknown[], b: readonly unknown[]): number {
  for (const [index, left] of a.entries()) {
    const right = b[index];
    if (left === right) continue;
    if (left === null || left === undefined) return -1;
    if (right === null || right === undefined) return 1;
    const isNumber = typeof left === 'number' && typeof right === 'number';
    const [x, y] = isNumber ? [left, right] : [String(left), String(right)];
    if (x !== y) return x < y ? -1 : 1;
  }
  return 0;
}
