import { isProtectedPlace, type Trust, type TrustLevel, trustLevels } from './field-trust.js';
import type { Scalar } from './field-values.js';

/** A condition on one field: that it has one of some values, or a given prefix and suffix. */
export interface Clause {
  readonly field: string;
  readonly trust: Exclude<Trust, 'never'>;
  readonly test:
    | { readonly kind: 'values'; readonly values: readonly Scalar[] }
    | { readonly kind: 'pattern'; readonly prefix: string; readonly suffix: string };
}

/** Conditions that must hold together. */
export type Conjunction = readonly Clause[];

/** Returns whether an event with these values satisfies a condition. */
export function clauseHolds(
  { field, test }: Clause,
  values: ReadonlyMap<string, readonly Scalar[]>,
): boolean {
  const own = values.get(field);
  if (!own) return false;
  if (test.kind === 'values') return own.some((value) => test.values.includes(value));
  const { prefix, suffix } = test;
  return own.some(
    (value) =>
      typeof value === 'string' &&
      value.length >= prefix.length + suffix.length &&
      value.startsWith(prefix) &&
      value.endsWith(suffix),
  );
}

/** Returns how far a condition can be trusted; for a path this depends on the folder. */
export function levelOf({ trust, test }: Clause): TrustLevel {
  const level = trustLevels[trust];
  if (trust !== 'place') return level;
  const paths = test.kind === 'values' ? test.values : [test.prefix];
  return paths.every((path) => isProtectedPlace(String(path))) ? level : { ...trustLevels.name, cost: 5 };
}

/** Returns a condition's cost: higher if it has several values, highest if a part is open. */
export function costOf(clause: Clause): number {
  const { test } = clause;
  const shape = test.kind === 'pattern' ? 1.5 : 0.25 * (test.values.length - 1);
  return levelOf(clause).cost + shape;
}

/** Returns the subject of a field: a host and its name are one subject, and so are two hashes of a file. */
export function subjectOf(field: string): string {
  const [, who] = /^(host|user|source|client)\b/.exec(field) ?? [];
  return who ?? field.replace(/\.hash\.\w+$/, '.hash');
}

/** Returns whether a condition is about who caused an event, and not what happened. */
export function saysWho({ trust }: Clause): boolean {
  return trust === 'account';
}

/** Returns whether a condition alone is unique: nothing else has this hash. */
export function isUnique({ field, test }: Clause): boolean {
  return test.kind === 'values' && /\.hash\.\w+$/.test(field);
}
