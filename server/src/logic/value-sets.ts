import type { FieldTest } from '../evaluate/plan/plan.js';
import { addressRange } from '../evaluate/values/addresses.js';
import type { FieldMapping } from '../fields/field-type.js';
import { textPattern } from './patterns.js';
import {
  areRangesDisjoint,
  closed,
  isRangeSubset,
  type RangeSet,
  rangePairs,
  rangeSet,
} from './range-sets.js';
import { areTextsDisjoint, isTextSubset, type TextSet, textPairs, textSet } from './text-sets.js';

/** The values that satisfy a test, as far as they can be compared with those of another test. */
export type ValueSet =
  | { readonly kind: 'all' }
  | TextSet
  | { readonly kind: 'numbers'; readonly set: RangeSet<number> }
  | { readonly kind: 'booleans'; readonly values: ReadonlySet<boolean> }
  | { readonly kind: 'addresses'; readonly set: RangeSet<string> }
  | PhraseSet;

/** Strings that contain one of the phrases. A single word is a phrase too. */
interface PhraseSet {
  readonly kind: 'phrases';
  readonly phrases: readonly (readonly string[])[];
  /** Phrases of one word, and those of several words. */
  readonly words: ReadonlySet<string>;
  readonly longer: readonly (readonly string[])[];
}

/**
 * Returns the values of a field with this mapping that satisfy a test. Returns undefined for regular
 * expressions and other tests that are not compared, and if two strings can mean the same value, as in dates.
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
      return addressesIn(found.patterns.map(({ text }) => text));
    }
    default: {
      if (!mapping?.normalizer) return found;
      return textSet(found.patterns.map(({ text }) => textPattern(text, true)));
    }
  }
}

/**
 * Returns the values of constants for a field of unknown type, where they represent strings and their
 * readings as other types. Equal strings are then equal values, unless one value has several spellings.
 */
function valuesOfReadings(values: readonly unknown[]): ValueSet | undefined {
  const texts = new Set(values.map(String));
  const strings = new Set(values.filter((value) => typeof value === 'string'));
  if (strings.size < texts.size || [...strings].some((text) => /[*?]/.test(text))) return undefined;
  return textSet([...strings].map((text) => textPattern(text, false)));
}

function valuesOfTest(test: FieldTest): ValueSet | undefined {
  switch (test.kind) {
    case 'exists':
      return { kind: 'all' };
    case 'either':
      return unionOf(test.tests.map(valuesOfTest));
    case 'words':
      return phraseSet(test.words.map((word) => [word]));
    case 'phrase':
      return test.words.length === 0 ? undefined : phraseSet([test.words]);
    case 'one-of': {
      const { values, caseInsensitive } = test;
      if (values.length === 0) return undefined;
      if (values.every((value) => typeof value === 'string')) {
        // A wildcard character is literal here, which a pattern cannot express.
        if (values.some((value) => /[*?]/.test(value))) return undefined;
        return textSet(values.map((text) => textPattern(text, caseInsensitive)));
      }
      if (values.every((value) => typeof value === 'number')) {
        return { kind: 'numbers', set: rangeSet(values.map((value) => closed(value, value))) };
      }
      if (values.every((value) => typeof value === 'boolean'))
        return { kind: 'booleans', values: new Set(values) };
      return valuesOfReadings(values);
    }
    case 'range': {
      const { operator, value } = test;
      if (typeof value !== 'number') return undefined;
      const included = operator.endsWith('=');
      const interval = operator.startsWith('<')
        ? { from: Number.NEGATIVE_INFINITY, to: value, fromIncluded: false, toIncluded: included }
        : { from: value, to: Number.POSITIVE_INFINITY, fromIncluded: included, toIncluded: false };
      return { kind: 'numbers', set: rangeSet([interval]) };
    }
    case 'wildcard': {
      const { patterns, caseInsensitive } = test;
      return textSet(patterns.map((text) => textPattern(text, caseInsensitive)));
    }
    case 'affix': {
      const { text, place, caseInsensitive } = test;
      if (/[*?]/.test(text)) return undefined;
      const pattern = `${place === 'start' ? '' : '*'}${text}${place === 'end' ? '' : '*'}`;
      return textSet([textPattern(pattern, caseInsensitive)]);
    }
    case 'block':
      return addressesIn(test.blocks);
    default:
      return undefined;
  }
}

/** Returns the addresses of blocks and single addresses, or undefined if one is neither. */
function addressesIn(texts: readonly string[]): ValueSet | undefined {
  const ranges = texts.map(addressRange);
  const known = ranges.filter((range) => range !== undefined);
  return known.length < ranges.length
    ? undefined
    : { kind: 'addresses', set: rangeSet(known.map(({ first, last }) => closed(first, last))) };
}

/** Returns the union of sets of one kind. */
function unionOf(sets: readonly (ValueSet | undefined)[]): ValueSet | undefined {
  const [first] = sets;
  if (sets.some((set) => set?.kind === 'all')) return { kind: 'all' };
  if (!first || sets.some((set) => set?.kind !== first.kind)) return undefined;
  const same = sets as readonly ValueSet[];
  switch (first.kind) {
    case 'texts':
      return textSet(same.flatMap((set) => (set.kind === 'texts' ? set.patterns : [])));
    case 'addresses':
      return {
        kind: 'addresses',
        set: {
          points: new Set(same.flatMap((set) => (set.kind === 'addresses' ? [...set.set.points] : []))),
          ranges: same.flatMap((set) => (set.kind === 'addresses' ? set.set.ranges : [])),
        },
      };
    case 'phrases':
      return phraseSet(same.flatMap((set) => (set.kind === 'phrases' ? set.phrases : [])));
    default:
      return undefined;
  }
}

function phraseSet(phrases: readonly (readonly string[])[]): PhraseSet {
  return {
    kind: 'phrases',
    phrases,
    words: new Set(phrases.flatMap((phrase) => (phrase.length === 1 ? phrase : []))),
    longer: phrases.filter((phrase) => phrase.length > 1),
  };
}

/** Returns how many values, patterns or ranges a set consists of. */
export function sizeOf(set: ValueSet): number {
  switch (set.kind) {
    case 'all':
      return 1;
    case 'texts':
      return set.patterns.length;
    case 'numbers':
    case 'addresses':
      return set.set.points.size + set.set.ranges.length;
    case 'booleans':
      return set.values.size;
    case 'phrases':
      return set.phrases.length;
  }
}

/**
 * Returns how many pairs of patterns or ranges a comparison considers. Values that are looked up do not form
 * pairs.
 */
export function pairsOf(a: ValueSet, b: ValueSet): number {
  if (a.kind === 'texts' && b.kind === 'texts') return textPairs(a, b);
  if (a.kind === 'numbers' && b.kind === 'numbers') return rangePairs(a.set, b.set);
  if (a.kind === 'addresses' && b.kind === 'addresses') return rangePairs(a.set, b.set);
  if (a.kind === 'phrases' && b.kind === 'phrases')
    return a.phrases.length * b.longer.length + a.longer.length * b.phrases.length;
  return 0;
}

/** Returns whether every value of `inner` is certainly one of `outer`. */
export function isSubset(inner: ValueSet, outer: ValueSet): boolean {
  if (outer.kind === 'all') return true;
  if (inner.kind === 'texts' && outer.kind === 'texts') return isTextSubset(inner, outer);
  if (inner.kind === 'numbers' && outer.kind === 'numbers') return isRangeSubset(inner.set, outer.set);
  if (inner.kind === 'addresses' && outer.kind === 'addresses') return isRangeSubset(inner.set, outer.set);
  if (inner.kind === 'phrases' && outer.kind === 'phrases')
    return inner.phrases.every(
      (phrase) =>
        phrase.some((word) => outer.words.has(word)) || outer.longer.some((other) => isPartOf(other, phrase)),
    );
  if (inner.kind === 'booleans' && outer.kind === 'booleans')
    return [...inner.values].every((value) => outer.values.has(value));
  return false;
}

/** Returns whether certainly no value is in both. */
export function isDisjoint(a: ValueSet, b: ValueSet): boolean {
  if (a.kind === 'texts' && b.kind === 'texts') return areTextsDisjoint(a, b);
  if (a.kind === 'numbers' && b.kind === 'numbers') return areRangesDisjoint(a.set, b.set);
  if (a.kind === 'addresses' && b.kind === 'addresses') return areRangesDisjoint(a.set, b.set);
  if (a.kind === 'booleans' && b.kind === 'booleans')
    return ![...a.values].some((value) => b.values.has(value));
  return false;
}

/** Returns whether the words of a phrase are adjacent in another. */
function isPartOf(phrase: readonly string[], longer: readonly string[]): boolean {
  return longer.some((_, start) => phrase.every((word, index) => longer[start + index] === word));
}
