interface ParsedVersion {
  readonly numbers: readonly bigint[];
  readonly prerelease: readonly string[];
}

const versionPattern = /^(\d+(?:\.\d+)*)(?:-([0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*))?(?:\+[0-9A-Za-z.-]+)?$/;

function parse(text: string): ParsedVersion | undefined {
  const match = versionPattern.exec(text);
  if (!match) return undefined;
  return { numbers: match[1]!.split('.').map(BigInt), prerelease: match[2]?.split('.') ?? [] };
}

/**
 * Compares two values of a `version` field by semantic version precedence. Strings that are not versions sort
 * after all versions, alphabetically (docs/semantics/eql.md#addresses-and-versions). Returns a negative
 * number, zero or a positive one. The package `semver` accepts exactly three numbers up to 2^53,
 * Elasticsearch accepts any.
 */
export function compareVersionValues(a: string, b: string): number {
  const left = parse(a);
  const right = parse(b);
  if (!left || !right) {
    if (left || right) return left ? -1 : 1;
    return compareText(a, b);
  }
  for (let index = 0; index < Math.max(left.numbers.length, right.numbers.length); index++) {
    const difference = (left.numbers[index] ?? 0n) - (right.numbers[index] ?? 0n);
    if (difference !== 0n) return difference < 0n ? -1 : 1;
  }
  return comparePrerelease(left.prerelease, right.prerelease);
}

function comparePrerelease(a: readonly string[], b: readonly string[]): number {
  if (a.length === 0 || b.length === 0) return b.length - a.length;
  for (let index = 0; index < Math.max(a.length, b.length); index++) {
    const [left, right] = [a[index], b[index]];
    if (left === undefined) return -1;
    if (right === undefined) return 1;
    if (left === right) continue;
    const numeric = [/^\d+$/.test(left), /^\d+$/.test(right)];
    if (numeric[0] && numeric[1]) return BigInt(left) < BigInt(right) ? -1 : 1;
    if (numeric[0] !== numeric[1]) return numeric[0] ? -1 : 1;
    return compareText(left, right);
  }
  return 0;
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
