import { isDateConstant } from '../../fields/dates.js';
import { type FieldMapping, familyOf } from '../../fields/field-type.js';
import { isValidAddress, isValidBlock } from '../../fields/ip-text.js';
import type { KqlRangeOperator, KqlValue } from '../../query/kql/syntax.js';
import { lowerCase } from '../../query/patterns/case.js';
import { readNumber } from '../../query/value-problem.js';
import { append } from '../../text/append.js';
import type { FieldTest } from '../plan/plan.js';
import type { Value } from '../values/read.js';
import { wordsOf } from '../values/words.js';

/** A test that no value satisfies, for a value that the field's type cannot contain. */
export const never: FieldTest = { kind: 'either', tests: [] };

/** Returns whether a value is just `*`, which tests that the field exists. */
export function isStarAlone({ pieces }: KqlValue): boolean {
  return pieces?.every((piece) => piece === '') === true;
}

/**
 * Returns the test of `field: value` on a field with this mapping (docs/semantics/kql.md#field-and-value). An
 * unmapped field is a keyword, but has numbers and booleans where JSON does
 * (docs/decisions/kql-fields-without-type.md).
 */
export function valueTest(value: KqlValue, mapping: FieldMapping | undefined): FieldTest {
  if (isStarAlone(value)) return { kind: 'exists' };
  const { text, pieces, constant } = value;
  if (constant === null) return never;
  if (!mapping || familyOf(mapping.type) === 'unusable') return pieces ? stars([pieces]) : plainTest(text);
  switch (mapping.type) {
    case 'text':
    case 'match_only_text':
      return textTest(value, mapping);
    case 'keyword':
      return pieces ? stars([pieces]) : oneOf([text]);
    case 'long':
    case 'double': {
      const read = pieces ? undefined : readNumber(text);
      return read === undefined ? never : oneOf([read]);
    }
    case 'boolean': {
      const read = pieces ? undefined : readBoolean(text);
      return read === undefined ? never : oneOf([read]);
    }
    case 'ip':
      return pieces || !(isValidAddress(text) || isValidBlock(text)) ? never : oneOf([text]);
    case 'date':
    case 'date_nanos':
      return pieces || !isDateConstant(text, mapping.format) ? never : oneOf([text]);
    default:
      return pieces ? patternsByWord(pieces) : oneOf([text]);
  }
}

/**
 * Returns the test of a value without a field on a field with this mapping. Kibana turns a pattern into a
 * `query_string` whatever the fields, so its words are searched separately.
 */
export function freeValueTest(value: KqlValue, mapping: FieldMapping | undefined): FieldTest {
  if (!value.pieces || isStarAlone(value)) return valueTest(value, mapping);
  const { span } = value;
  return eitherTest(
    chunks(value.pieces).map((pieces) => {
      const text = pieces.join('*');
      return valueTest({ text, quoted: false, ...(pieces.length > 1 && { pieces }), span }, mapping);
    }),
  );
}

/** Returns the test of `field < value` and other ranges on a field with this mapping. */
export function rangeTest(
  operator: KqlRangeOperator,
  { text, constant }: KqlValue,
  mapping: FieldMapping | undefined,
): FieldTest {
  if (constant === null) return never;
  const range = (value: Value): FieldTest => ({ kind: 'range', operator, value });
  const number = readNumber(text);
  if (!mapping || familyOf(mapping.type) === 'unusable')
    return number === undefined ? range(text) : { kind: 'either', tests: [range(number), range(text)] };
  switch (mapping.type) {
    case 'text':
    case 'match_only_text':
      // The bound stays as written: only the words of the field are lower-cased.
      return { kind: 'word-range', bounds: [{ operator, word: text }] };
    case 'long':
    case 'double':
      return number === undefined ? never : range(number);
    case 'boolean': {
      const read = readBoolean(text);
      return read === undefined ? never : range(read);
    }
    default:
      return range(text);
  }
}

/** Combines a list of values into one test. Values that can be looked up together are. */
export function eitherTest(tests: readonly FieldTest[]): FieldTest {
  const values: Value[] = [];
  const patterns: string[] = [];
  const others: FieldTest[] = [];
  for (const test of tests.flatMap((one) => (one.kind === 'either' ? one.tests : [one]))) {
    if (test.kind === 'one-of') append(values, test.values);
    else if (test.kind === 'wildcard') append(patterns, test.patterns);
    else others.push(test);
  }
  const merged: FieldTest[] = [
    ...(values.length > 0 ? [oneOf(values)] : []),
    ...(patterns.length > 0 ? [{ kind: 'wildcard' as const, patterns, caseInsensitive: false }] : []),
    ...others,
  ];
  const [only] = merged;
  return only && merged.length === 1 ? only : { kind: 'either', tests: merged };
}

function oneOf(values: readonly Value[]): FieldTest {
  return { kind: 'one-of', values, caseInsensitive: false };
}

/**
 * Returns patterns over whole values. This is EQL's `wildcard` unless a character would have a different
 * meaning there.
 */
function stars(patterns: readonly (readonly string[])[]): FieldTest {
  if (patterns.flat().some((piece) => /[*?]/.test(piece)))
    return { kind: 'stars', patterns, caseInsensitive: false };
  return { kind: 'wildcard', patterns: patterns.map((pieces) => pieces.join('*')), caseInsensitive: false };
}

/** Returns the test for a field without a known type, by dynamic mapping. */
function plainTest(text: string): FieldTest {
  const boolean = text === 'true' || text === 'false' ? [text === 'true'] : [];
  const number = readNumber(text);
  const same = oneOf([text, ...(number === undefined ? [] : [number]), ...boolean]);
  return isValidBlock(text) ? { kind: 'either', tests: [same, { kind: 'block', blocks: [text] }] } : same;
}

/** Kibana does not escape spaces in a pattern, so each word is searched separately. */
function chunks(pieces: readonly string[]): string[][] {
  const found: string[][] = [['']];
  pieces.forEach((piece, index) => {
    if (index > 0) found.at(-1)!.push('');
    piece.split(/\s+/).forEach((part, place) => {
      if (place > 0) found.push(['']);
      const last = found.at(-1)!;
      last[last.length - 1] += part;
    });
  });
  return found.filter((chunk) => chunk.some((piece) => piece !== '') || chunk.length > 1);
}

function patternsByWord(pieces: readonly string[]): FieldTest {
  return eitherTest(
    chunks(pieces).map((chunk) =>
      chunk.length === 1
        ? oneOf([chunk[0]!])
        : chunk.every((piece) => piece === '')
          ? { kind: 'exists' }
          : stars([chunk]),
    ),
  );
}

function textTest({ text, quoted, pieces }: KqlValue, { analyzer = 'standard' }: FieldMapping): FieldTest {
  const words = (part: string): FieldTest => ({ kind: 'words', words: wordsOf(part, analyzer) });
  if (quoted) return { kind: 'phrase', words: wordsOf(text, analyzer) };
  if (!pieces) return words(text);
  return eitherTest(
    chunks(pieces).map((chunk): FieldTest => {
      if (chunk.length === 1) return words(chunk[0]!);
      if (chunk.every((piece) => piece === '')) return { kind: 'exists' };
      return { kind: 'word-stars', pieces: chunk.map(lowerCase) };
    }),
  );
}

/** An empty string is false, as in a document. */
function readBoolean(text: string): boolean | undefined {
  if (text === 'true') return true;
  return text === 'false' || text === '' ? false : undefined;
}
