import type { FieldTest } from '../../evaluate/plan.js';
import { type AddressRange, addressRange } from '../../evaluate/values/addresses.js';
import type { FieldMapping } from '../../fields/field-type.js';
import { addressKey } from '../../fields/ip-text.js';
import { areDisjoint, isCovered, type TextPattern, textPattern } from './patterns.js';

/** Values that satisfy a test, as far as they can be compared with those of another. */
export type ValueSet =
  | { readonly kind: 'all' }
  | { readonly kind: 'texts'; readonly patterns: readonly TextPattern[] }
  | { readonly kind: 'numbers'; readonly intervals: readonly Interval[] }
  | { readonly kind: 'booleans'; readonly values: readonly boolean[] }
  | { readonly kind: 'addresses'; readonly ranges: readonly AddressRange[] }
  /** Texts that hold one of the phrases; a word alone is a phrase. */
  | { readonly kind: 'phrases'; readonly phrases: readonly (readonly string[])[] };

interface Interval {
  readonly from: number;
  readonly to: number;
  /** Whether the ends belong to it. */
  readonly fromIncluded: boolean;
  readonly toIncluded: boolean;
}

/** Longer lists are not compared with others as long. */
const mostPairs = 20_000;

/**
 * The values of a field with this mapping that satisfy a test; undefined for those of regular expressions and the like,
 * which are not compared, and where two texts can mean the same, as in dates.
 */
export function valuesOf(test: FieldTest, mapping: FieldMapping | undefined): ValueSet | undefined {
  const found = valuesOfTest(test);
  if (found?.kind !== 'texts') return found;
  switch (mapping?.type) {
    case 'date':
    case 'date_nanos':
    case 'version':
      return undefined;
    case 'ip': {
      const keys = found.patterns.map(({ text }) => addressKey(text));
      const known = keys.filter((key) => key !== undefined);
      if (known.length < keys.length) return undefined;
      return { kind: 'addresses', ranges: known.map((key) => ({ first: key, last: key })) };
    }
    default: {
      if (!mapping?.normalizer) return found;
      return { kind: 'texts', patterns: found.patterns.map(({ text }) => textPattern(text, true)) };
    }
  }
}

function valuesOfTest(test: FieldTest): ValueSet | undefined {
  switch (test.kind) {
    case 'exists':
      return { kind: 'all' };
    case 'either':
      return unionOf(test.tests.map(valuesOfTest));
    case 'words':
      return { kind: 'phrases', phrases: test.words.map((word) => [word]) };
    case 'phrase':
      return test.words.length === 0 ? undefined : { kind: 'phrases', phrases: [test.words] };
    case 'one-of': {
      const { values, caseInsensitive } = test;
      if (values.length === 0) return undefined;
      if (values.every((value) => typeof value === 'string')) {
        // What would be a wildcard elsewhere is itself here, and cannot be told apart in a pattern.
        if (values.some((value) => /[*?]/.test(value))) return undefined;
        return { kind: 'texts', patterns: values.map((text) => textPattern(text, caseInsensitive)) };
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
      return { kind: 'texts', patterns: patterns.map((text) => textPattern(text, caseInsensitive)) };
    }
    case 'affix': {
      const { text, place, caseInsensitive } = test;
      if (/[*?]/.test(text)) return undefined;
      const pattern = `${place === 'start' ? '' : '*'}${text}${place === 'end' ? '' : '*'}`;
      return { kind: 'texts', patterns: [textPattern(pattern, caseInsensitive)] };
    }
    case 'block': {
      const ranges = test.blocks.map(addressRange);
      const known = ranges.filter((range) => range !== undefined);
      return known.length < ranges.length ? undefined : { kind: 'addresses', ranges: known };
    }
    default:
      return undefined;
  }
}

/** The union of sets of one kind. */
function unionOf(sets: readonly (ValueSet | undefined)[]): ValueSet | undefined {
  const [first] = sets;
  if (sets.some((set) => set?.kind === 'all')) return { kind: 'all' };
  if (!first || sets.some((set) => set?.kind !== first.kind)) return undefined;
  const same = sets as readonly ValueSet[];
  switch (first.kind) {
    case 'texts':
      return { kind: 'texts', patterns: same.flatMap((set) => (set.kind === 'texts' ? set.patterns : [])) };
    case 'addresses':
      return {
        kind: 'addresses',
        ranges: same.flatMap((set) => (set.kind === 'addresses' ? set.ranges : [])),
      };
    case 'phrases':
      return { kind: 'phrases', phrases: same.flatMap((set) => (set.kind === 'phrases' ? set.phrases : [])) };
    default:
      return undefined;
  }
}

function closed(from: number, to: number): Interval {
  return { from, to, fromIncluded: true, toIncluded: true };
}

/** Returns how many values, patterns or ranges a set is made of. */
export function countOf(set: ValueSet): number {
  switch (set.kind) {
    case 'all':
      return 1;
    case 'texts':
      return set.patterns.length;
    case 'numbers':
      return set.intervals.length;
    case 'booleans':
      return set.values.length;
    case 'addresses':
      return set.ranges.length;
    case 'phrases':
      return set.phrases.length;
  }
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
  if (inner.kind === 'addresses' && outer.kind === 'addresses') {
    return inner.ranges.every(({ first, last }) =>
      outer.ranges.some((other) => other.first <= first && last <= other.last),
    );
  }
  if (inner.kind === 'phrases' && outer.kind === 'phrases') {
    if (inner.phrases.length * outer.phrases.length > mostPairs) return false;
    return inner.phrases.every((phrase) => outer.phrases.some((other) => isPartOf(other, phrase)));
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
  if (a.kind === 'addresses' && b.kind === 'addresses')
    return a.ranges.every(({ first, last }) =>
      b.ranges.every((other) => last < other.first || other.last < first),
    );
  if (a.kind === 'booleans' && b.kind === 'booleans')
    return a.values.every((value) => !b.values.includes(value));
  return false;
}

/** Whether the words of a phrase stand side by side in another. */
function isPartOf(phrase: readonly string[], longer: readonly string[]): boolean {
  return longer.some((_, start) => phrase.every((word, index) => longer[start + index] === word));
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
