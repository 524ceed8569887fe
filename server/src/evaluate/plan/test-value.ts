import { dateReader, type Instant, readDateConstant, wholeMilliseconds } from '../../fields/dates.js';
import type { FieldMapping } from '../../fields/field-type.js';
import { addressKey } from '../../fields/ip-text.js';
import { foldForField, hasOneSidedCase, lowerCase } from '../../query/patterns/case.js';
import { compileLuceneRegex } from '../../query/patterns/lucene/match.js';
import { compileOneSided } from '../../query/patterns/one-sided.js';
import { compileStars, compileWildcard } from '../../query/patterns/wildcard.js';
import { addressRange } from '../values/addresses.js';
import { compareOrder } from '../values/order.js';
import type { Value } from '../values/read.js';
import { compareVersionValues } from '../values/versions.js';
import { oneOfPatterns } from './pattern-list.js';
import type { FieldTest, RangeOperator } from './plan.js';
import { compilePhrases, compileWordTest } from './test-words.js';

/** A test of one value that was read according to the field's mapping. */
export type ValueTest = (value: Value) => boolean;

/**
 * Compiles a test for a field of this mapping. `now` is in nanoseconds since 1970 and the base of date math.
 * A constant outside the field's type is never equal to a value. Throws a `RegexSyntaxError` for an invalid
 * expression.
 */
export function compileTest(test: FieldTest, mapping: FieldMapping | undefined, now: bigint): ValueTest {
  /**
   * Values of a normalised field are lower-cased, and so are the constants that a query compares with them.
   */
  const normalised = mapping?.normalizer === 'lowercase';
  switch (test.kind) {
    case 'exists':
      return () => true;
    case 'one-of':
      if (mapping?.type === 'ip')
        return compileBlocks(
          test.values.filter((value) => typeof value === 'string'),
          mapping,
        );
      return anyOf(
        test.values.map((value) => equals(value, test.caseInsensitive, mapping, now)),
        test,
      );
    case 'range':
      return compileRange(test.operator, test.value, mapping, now);
    case 'wildcard': {
      const caseInsensitive = test.caseInsensitive || normalised;
      // The same applies to patterns: an empty one accepts nothing.
      return onText(
        oneOfPatterns(
          test.patterns.filter(Boolean).map((pattern) => ({
            matches: compileWildcard(pattern, caseInsensitive),
            parts: pattern.split(/[*?]+/),
          })),
          caseInsensitive,
        ),
      );
    }
    case 'regex': {
      const caseInsensitive = test.caseInsensitive || normalised;
      return onText(either(test.patterns.map((pattern) => compileLuceneRegex(pattern, caseInsensitive))));
    }
    case 'affix':
      return onText(compileAffix({ ...test, caseInsensitive: test.caseInsensitive || normalised }));
    case 'block':
      return compileBlocks(test.blocks, mapping);
    case 'stars': {
      const caseInsensitive = test.caseInsensitive || normalised;
      return onText(
        oneOfPatterns(
          test.patterns.map((parts) => ({ matches: compileStars(parts, caseInsensitive), parts })),
          caseInsensitive,
        ),
      );
    }
    case 'either': {
      const phrases = test.tests.filter((one) => one.kind === 'phrase');
      const others = test.tests.filter((one) => one.kind !== 'phrase');
      const tests = others.map((one) => compileTest(one, mapping, now));
      return either(phrases.length === 0 ? tests : [...tests, onText(compilePhrases(phrases, mapping))]);
    }
    case 'both': {
      const tests = test.tests.map((one) => compileTest(one, mapping, now));
      return (value) => tests.every((one) => one(value));
    }
    default:
      return onText(compileWordTest(test, mapping));
  }
}

function onText(test: (text: string) => boolean): ValueTest {
  return (value) => typeof value === 'string' && test(value);
}

function either<One>(tests: readonly ((value: One) => boolean)[]): (value: One) => boolean {
  const [first, ...rest] = tests;
  if (!first) return () => false;
  return rest.length === 0 ? first : (value) => tests.some((test) => test(value));
}

/** Lists of plain strings become one set lookup. */
function anyOf(
  tests: readonly ValueTest[],
  { values, caseInsensitive }: { values: readonly Value[]; caseInsensitive: boolean },
): ValueTest {
  const [first, ...rest] = tests;
  if (!first) return () => false;
  if (rest.length === 0) return first;
  const exact = tests.every((test) => sameness.has(test) || (!caseInsensitive && plainEquality.has(test)));
  if (exact) {
    const same = new Set(values);
    return (value) => same.has(value);
  }
  const plain = tests.every((test) => plainEquality.has(test));
  if (!plain) return (value) => tests.some((test) => test(value));
  const set = new Set(values.map((value) => (caseInsensitive ? foldForField(String(value)) : String(value))));
  return (value) => typeof value === 'string' && set.has(caseInsensitive ? foldForField(value) : value);
}

/** Tests that only compare strings with strings. */
const plainEquality = new WeakSet<ValueTest>();

/** Tests whether a value is the constant itself, which is not a string. */
const sameness = new WeakSet<ValueTest>();

function equals(
  constant: Value,
  caseInsensitive: boolean,
  mapping: FieldMapping | undefined,
  now: bigint,
): ValueTest {
  switch (mapping?.type) {
    case 'date':
    case 'date_nanos': {
      const instant = dateConstant(constant, mapping, now);
      return instant
        ? (value) => instant.from <= (value as bigint) && (value as bigint) <= instant.to
        : () => false;
    }
    case 'boolean': {
      const wanted = typeof constant === 'string' ? constant === 'true' : constant;
      return (value) => value === wanted;
    }
    default:
  }
  if (typeof constant !== 'string') {
    const test: ValueTest = (value) => value === constant;
    sameness.add(test);
    return test;
  }
  const normalised = mapping?.normalizer === 'lowercase' ? lowerCase(constant) : constant;
  const folded = foldForField(constant);
  // Lucene builds an automaton for a case-insensitive string, and an empty automaton accepts nothing.
  if (caseInsensitive && constant === '') return () => false;
  if (caseInsensitive && hasOneSidedCase(constant)) return onText(compileOneSided([constant]));
  const test: ValueTest = caseInsensitive
    ? (value) => typeof value === 'string' && value.length === folded.length && foldForField(value) === folded
    : (value) => value === normalised;
  if (!mapping?.normalizer) plainEquality.add(test);
  return test;
}

/**
 * Returns the time of a constant in a date field, or undefined if it is not a date. Fields of type `date`
 * only have whole milliseconds.
 */
export function dateConstant(constant: Value, mapping: FieldMapping, now: bigint): Instant | undefined {
  if (typeof constant === 'number') {
    if (!Number.isFinite(constant)) return undefined;
    const from = BigInt(Math.trunc(constant)) * 1_000_000n;
    return { from, to: from + 999_999n };
  }
  if (typeof constant !== 'string') return undefined;
  const instant = readDateConstant(constant, dateReader(mapping.format, 'query'), now);
  if (!instant || mapping.type !== 'date') return instant;
  return { from: wholeMilliseconds(instant.from), to: wholeMilliseconds(instant.to) };
}

function compileRange(
  operator: RangeOperator,
  constant: Value,
  mapping: FieldMapping | undefined,
  now: bigint,
): ValueTest {
  const holds = compareOrder[operator];
  const type = mapping?.type;
  if (type === 'date' || type === 'date_nanos') {
    const instant = dateConstant(constant, mapping!, now);
    if (!instant) return () => false;
    const bound = operator === '>' || operator === '<=' ? instant.to : instant.from;
    return (value) => holds((value as bigint) < bound ? -1 : value === bound ? 0 : 1);
  }
  if (type === 'version') {
    return (value) => typeof constant === 'string' && holds(compareVersionValues(value as string, constant));
  }
  const normalised =
    mapping?.normalizer === 'lowercase' && typeof constant === 'string' ? lowerCase(constant) : constant;
  const bound = type === 'ip' ? addressKey(String(constant)) : normalised;
  if (bound === undefined) return () => false;
  return (value) => typeof value === typeof bound && holds(value < bound ? -1 : value === bound ? 0 : 1);
}

type AffixTest = Extract<FieldTest, { kind: 'affix' }>;

/** `stringContains` with an empty string is false (docs/semantics/eql.md#functions). */
function compileAffix({ place, text, caseInsensitive }: AffixTest): (value: string) => boolean {
  if (caseInsensitive && hasOneSidedCase(text))
    return compileOneSided(place === 'start' ? [text, ''] : place === 'end' ? ['', text] : ['', text, '']);
  const wanted = caseInsensitive ? foldForField(text) : text;
  const fold = caseInsensitive ? foldForField : (value: string): string => value;
  switch (place) {
    case 'start':
      return (value) => fold(value).startsWith(wanted);
    case 'end':
      return (value) => fold(value).endsWith(wanted);
    case 'inside':
      return (value) => wanted !== '' && fold(value).includes(wanted);
  }
}

/** Address fields already contain keys. Other strings are parsed as addresses here. */
function compileBlocks(blocks: readonly string[], mapping: FieldMapping | undefined): ValueTest {
  const inside = insideOf(blocks);
  if (mapping?.type === 'ip') return onText(inside);
  return onText((text) => {
    const key = addressKey(text);
    return key !== undefined && inside(key);
  });
}

/** Returns whether an address is in one of the blocks, which are sorted and merged if they overlap. */
function insideOf(blocks: readonly string[]): (key: string) => boolean {
  const ranges: { first: string; last: string }[] = [];
  const sorted = blocks
    .map(addressRange)
    .filter((range) => range !== undefined)
    .sort((a, b) => (a.first < b.first ? -1 : 1));
  for (const { first, last } of sorted) {
    const previous = ranges.at(-1);
    if (!previous || previous.last < first) ranges.push({ first, last });
    else if (previous.last < last) previous.last = last;
  }
  return (key) => {
    let [low, high] = [0, ranges.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (ranges[middle]!.last < key) low = middle + 1;
      else high = middle;
    }
    return low < ranges.length && ranges[low]!.first <= key;
  };
}
