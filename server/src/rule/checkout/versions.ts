/** The numbers of a version such as `9.3.0` or `8.19`; what is no number counts as 0. */
function numbersOf(version: string): number[] {
  return version.split(/[.-]/).map((part) => Number.parseInt(part, 10) || 0);
}

/**
 * Compares versions of stacks and packages; fields of the type `version` have an order of their own. Negative when `a` is
 * the older version, positive when the newer, zero when equal; missing parts count as 0.
 */
export function compareVersions(a: string, b: string): number {
  const [left, right] = [numbersOf(a), numbersOf(b)];
  for (let part = 0; part < Math.max(left.length, right.length); part++) {
    const difference = (left[part] ?? 0) - (right[part] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
