import { compareVersions } from './versions.js';

/**
 * Returns whether a version range, as in packages' Kibana condition, includes a version: `^8.12.0 || ^9.0.0`,
 * `~8.3.0`, `>=8.0.0 <9.0.0`. An empty range includes all. The package `semver` rejects versions of two
 * numbers, which stacks have.
 */
export function admits(range: string, version: string): boolean {
  if (range.trim() === '') return true;
  return range
    .split('||')
    .some((alternative) => conditionsOf(alternative).every((condition) => holds(condition, version)));
}

interface Condition {
  readonly operator: string;
  readonly version: string;
}

function conditionsOf(text: string): Condition[] {
  return [...text.matchAll(/(\^|~|>=|<=|>|<|=)?\s*v?(\d+(?:\.\d+)*)/g)].map(
    ([, operator = '=', version]) => ({
      operator,
      version: version!,
    }),
  );
}

function holds({ operator, version: bound }: Condition, version: string): boolean {
  const order = compareVersions(version, bound);
  const [major, minor] = bound.split('.').map(Number) as [number, number?];
  switch (operator) {
    case '^':
      return order >= 0 && compareVersions(version, `${major + 1}`) < 0;
    case '~':
      return order >= 0 && compareVersions(version, `${major}.${(minor ?? 0) + 1}`) < 0;
    case '>=':
      return order >= 0;
    case '<=':
      return order <= 0;
    case '>':
      return order > 0;
    case '<':
      return order < 0;
    default:
      return order === 0;
  }
}

/**
 * Returns the patch numbers that a range names for a major and minor number: `[4]` of `^8.19.4 || ^9.1.0` for
 * 8.19.
 */
export function patchesNamed(range: string, major: number, minor: number): number[] {
  return conditionsOf(range).flatMap(({ version }) => {
    const [first, second, patch] = version.split('.').map(Number);
    return first === major && second === minor && patch !== undefined ? [patch] : [];
  });
}
