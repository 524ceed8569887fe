import { remember } from '../../text/remember.js';

/** Returns the numbers of a version such as `9.3.0` or `8.19`; a part that is not a number counts as 0. */
const numbersOf = remember((version): readonly number[] =>
  version.split(/[.-]/).map((part) => Number.parseInt(part, 10) || 0),
);

/**
 * Compares versions of stacks and packages. Fields of type `version` have a different order. Negative if `a`
 * is older, positive if it is newer, zero if they are equal. Missing components count as 0.
 */
export function compareVersions(a: string, b: string): number {
  const [left, right] = [numbersOf(a), numbersOf(b)];
  for (let part = 0; part < Math.max(left.length, right.length); part++) {
    const difference = (left[part] ?? 0) - (right[part] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
