import type { FieldTest } from '../../evaluate/plan.js';
import { areDisjoint, isCovered, type TextPattern } from './patterns.js';

/** Values that satisfy a test, as far as they can be compared with those of another. */
export type ValueSet =
  | { readonly kind: 'all' }
  | { readonly kind: 'texts'; readonly patterns: readonly TextPattern[] }
  | { readonly kind: 'numbers'; readonly intervals: readonly Interval[] }
  | { readonly kind: 'booleans'; readonly values: readonly boolean[] };

interface Interval {
  readonly from: number;
  readonly to: number;
  /** Whether the ends belong to it. */
  readonly fromIncluded: boolean;
  readonly toIncluded: boolean;
}

/** Longer lists are not compared with others as long. */
const mostPairs = 20_000;

/** The values that satisfy a test; undefined for those of regular expressions and the like, which are not compared. */
export function valuesOf(test: FieldTest): ValueSet | undefined {
  switch (test.kind) {
    case 'exists':
      return { kind: 'all' };
    case 'one-of': {
      const { values, caseInsensitive } = test;
      if (values.length === 0) return undefined;
      if (values.every((value) => typeof value === 'string')) {
        // What would be a wildcard elsewhere is itself here, and cannot be told apart in a pattern.
        if (values.some((value) => /[*?]/.test(value))) return undefined;
        return { kind: 'texts', patterns: values.map((text) => ({ text, caseInsensitive })) };
      }
      if (values.every((value) => typeof value === 'number')) {
        return { kind: 'numbers', intervals: values.map((value) => ({ ...closed(value, value) })) };
      }
      if (values.every((value) => typeof value === 'boolean')) return { kind: 'booleans', values };
      return undefined;
    }
    case 'range': {
      const { operator, value } = test;
      if (typeof value !== 'number') return undefined;
      const included = operator.endsWith('=');
      const interval = operator.startsWith('<')
        ? { from: Number.NEGATIVE_INFINITY, to: value, fromIncluded: false, toIncluded: included }
        : { from: value, to: Number.POSITIVE_INFINITY, fromIncluded: included, toIncluded: false };
      return { kind: 'numbers', intervals: [interval] };
    }
    case 'wildcard': {
      const { patterns, caseInsensitive } = test;
      return { kind: 'texts', patterns: patterns.map((text) => ({ text, caseInsensitive })) };
    }
    case 'affix': {
      const { text, place, caseInsensitive } = test;
      if (/[*?]/.test(text)) return undefined;
      const pattern = `${place === 'start' ? '' : '*'}${text}${place === 'end' ? '' : '*'}`;
      return { kind: 'texts', patterns: [{ text: pattern, caseInsensitive }] };
    }
    default:
      return undefined;
  }
}

function closed(from: number, to: number): Interval {
  return { from, to, fromIncluded: true, toIncluded: true };
}

/** Whether every value of `inner` certainly is one of `outer`. */
export function isSubset(inner: ValueSet, outer: ValueSet): boolean {
  if (outer.kind === 'all') return true;
  if (inner.kind === 'texts' && outer.kind === 'texts') {
    if (inner.patterns.length * outer.patterns.length > mostPairs) return false;
    return inner.patterns.every((pattern) => outer.patterns.some((other) => isCovered(pattern, other)));
  }
  if (inner.kind === 'numbers' && outer.kind === 'numbers') {
    return inner.intervals.every((interval) => outer.intervals.some((other) => contains(other, interval)));
  }
  if (inner.kind === 'booleans' && outer.kind === 'booleans')
    return inner.values.every((value) => outer.values.includes(value));
  return false;
}

/** Whether certainly no value is in both. */
export function isDisjoint(a: ValueSet, b: ValueSet): boolean {
  if (a.kind === 'texts' && b.kind === 'texts') {
    if (a.patterns.length * b.patterns.length > mostPairs) return false;
    return a.patterns.every((pattern) => b.patterns.every((other) => areDisjoint(pattern, other)));
  }
  if (a.kind === 'numbers' && b.kind === 'numbers')
    return a.intervals.every((interval) => b.intervals.every((other) => apart(interval, other)));
  if (a.kind === 'booleans' && b.kind === 'booleans')
    return a.values.every((value) => !b.values.includes(value));
  return false;
}

function contains(outer: Interval, inner: Interval): boolean {
  const from =
    outer.from < inner.from || (outer.from === inner.from && (outer.fromIncluded || !inner.fromIncluded));
  const to = outer.to > inner.to || (outer.to === inner.to && (outer.toIncluded || !inner.toIncluded));
  return from && to;
}

function apart(a: Interval, b: Interval): boolean {
  const before = (left: Interval, right: Interval): boolean =>
    left.to < right.from || (left.to === right.from && !(left.toIncluded && right.fromIncluded));
  return before(a, b) || before(b, a);
}
