import fc from 'fast-check';
import { expect, test } from 'vitest';
import { evaluateQuery } from '../../server/src/evaluate/evaluate.js';
import { printString } from '../../server/src/query/eql/print.js';

/**
 * A naive evaluator of EQL conditions, written from docs/semantics/eql.md#evaluation alone: every leaf is
 * true or false on a document, and `not` of anything is the plain complement.
 */

const numRuns = Number(process.env.RULEWRIGHT_RUNS ?? 4_000);

/** A document's values as lists; a field without a value has an empty list. */
interface Values {
  readonly key: readonly string[];
  readonly more: readonly string[];
  readonly count: readonly number[];
}

/** A condition as written, and whether it holds. */
interface Condition {
  readonly text: string;
  readonly holds: (values: Values) => boolean;
}

/** The listed types do not affect any answer here: values have the types of these mappings. */
const mappings: readonly Readonly<Record<string, string>>[] = [
  { key: 'keyword', more: 'keyword', count: 'long' },
  { more: 'keyword' },
];
const texts = ['a', 'ab', 'b', 'a*b', 'axb', 'A', 'ba', ''];
const numbers = [0, 1, 2, 5];

/** Matches a pattern in which `*` is any run of characters and `?` is one; there are no escapes. */
function naiveWildcard(pattern: string, text: string): boolean {
  const [first, ...rest] = pattern;
  if (first === undefined) return text === '';
  if (first === '*')
    return naiveWildcard(rest.join(''), text) || (text !== '' && naiveWildcard(pattern, text.slice(1)));
  return text !== '' && (first === '?' || first === text[0]) && naiveWildcard(rest.join(''), text.slice(1));
}

const orders: Readonly<Record<string, (a: number, b: number) => boolean>> = {
  '==': (a, b) => a === b,
  '<': (a, b) => a < b,
  '<=': (a, b) => a <= b,
  '>': (a, b) => a > b,
  '>=': (a, b) => a >= b,
};

/**
 * Returns whether some choice of one value for each field makes the expression true; a field without a value
 * is null.
 */
function some(
  lists: readonly (readonly unknown[])[],
  holds: (...chosen: never[]) => boolean | null,
): boolean {
  const [first, ...rest] = lists;
  if (!first) return (holds as () => boolean | null)() === true;
  const choices = first.length === 0 ? [null] : first;
  return choices.some((one) =>
    some(rest, (holds as (...all: unknown[]) => boolean | null).bind(undefined, one) as never),
  );
}

const text = fc.constantFrom(...texts);
const number = fc.constantFrom(...numbers);
const order = fc.constantFrom(...Object.keys(orders));
const textField = fc.constantFrom('key' as const, 'more' as const);

/** Leaves that Elasticsearch runs as queries: any value of the field can match. */
const queryLeaves: fc.Arbitrary<Condition>[] = [
  fc.tuple(order, number).map(([operator, wanted]) => ({
    text: `count ${operator} ${wanted}`,
    holds: ({ count }) => count.some((one) => orders[operator]!(one, wanted)),
  })),
  fc.tuple(textField, text).map(([name, wanted]) => ({
    text: `${name} == ${printString(wanted)}`,
    holds: (values) => values[name].includes(wanted),
  })),
  fc.tuple(textField, text).map(([name, wanted]) => ({
    text: `${name} != ${printString(wanted)}`,
    holds: (values) => !values[name].includes(wanted),
  })),
  fc.tuple(textField, fc.constantFrom('==', '!=')).map(([name, operator]) => ({
    text: `${name} ${operator} null`,
    holds: (values) => (values[name].length === 0) === (operator === '=='),
  })),
  fc.tuple(textField, text, text).map(([name, one, other]) => ({
    text: `${name} in (${printString(one)}, null, ${printString(other)})`,
    holds: (values) => values[name].some((value) => value === one || value === other),
  })),
  fc.tuple(textField, text).map(([name, wanted]) => ({
    text: `${name} not in (${printString(wanted)})`,
    holds: (values) => !values[name].includes(wanted),
  })),
  fc.tuple(textField, fc.constantFrom('like', ':'), text).map(([name, operator, pattern]) => ({
    text: `${name} ${operator} ${printString(pattern)}`,
    holds: (values) =>
      values[name].some((value) =>
        operator === ':'
          ? // docs/decisions/empty-strings.md
            pattern !== '' && naiveWildcard(pattern.toLowerCase(), value.toLowerCase())
          : naiveWildcard(pattern, value),
      ),
  })),
  fc.tuple(textField, text).map(([name, prefix]) => ({
    text: `startsWith(${name}, ${printString(prefix)})`,
    holds: (values) => values[name].some((value) => value.startsWith(prefix)),
  })),
  fc.tuple(textField, text).map(([name, suffix]) => ({
    text: `endsWith(${name}, ${printString(suffix)})`,
    holds: (values) => values[name].some((value) => naiveWildcard(`*${suffix}`, value)),
  })),
  fc.tuple(textField, text).map(([name, part]) => ({
    text: `stringContains(${name}, ${printString(part)})`,
    holds: (values) => values[name].some((value) => naiveWildcard(`*${part}*`, value)),
  })),
];

/** Leaves that Elasticsearch runs as scripts. */
const scriptLeaves: fc.Arbitrary<Condition>[] = [
  fc.tuple(textField, order, number).map(([name, operator, wanted]) => ({
    text: `length(${name}) ${operator} ${wanted}`,
    holds: (values) =>
      some(
        [values[name]],
        (value: string | null) => value !== null && orders[operator]!(value.length, wanted),
      ),
  })),
  fc.tuple(number, number).map(([added, wanted]) => ({
    text: `count + ${added} != ${wanted}`,
    holds: ({ count }) => !some([count], (one: number | null) => one !== null && one + added === wanted),
  })),
  fc.tuple(text, fc.boolean()).map(([wanted, opposed]) => ({
    text: `concat(key, more) ${opposed ? 'not in' : 'in'} (${printString(wanted)})`,
    holds: ({ key, more }) =>
      some(
        [key, more],
        (a: string | null, b: string | null) => a !== null && b !== null && a + b === wanted,
      ) !== opposed,
  })),
  fc.constant({
    text: 'startsWith(key, more)',
    holds: ({ key, more }) =>
      some([key, more], (a: string | null, b: string | null) => a !== null && b !== null && a.startsWith(b)),
  }),
  fc.tuple(textField, fc.constantFrom('==', '!=')).map(([name, operator]) => ({
    text: `indexOf(${name}, "b") ${operator} null`,
    holds: (values) =>
      some([values[name]], (value: string | null) => value === null || !value.includes('b')) ===
      (operator === '=='),
  })),
];

const condition = fc.letrec<{ any: Condition }>((tie) => ({
  any: fc.oneof(
    { depthSize: 'small' },
    ...queryLeaves,
    ...scriptLeaves,
    fc.tuple(tie('any'), tie('any')).map(
      ([a, b]): Condition => ({
        text: `(${a.text}) and (${b.text})`,
        holds: (values) => a.holds(values) && b.holds(values),
      }),
    ),
    fc.tuple(tie('any'), tie('any')).map(
      ([a, b]): Condition => ({
        text: `(${a.text}) or (${b.text})`,
        holds: (values) => a.holds(values) || b.holds(values),
      }),
    ),
    tie('any').map(
      (part): Condition => ({
        text: `not (${part.text})`,
        holds: (values) => !part.holds(values),
      }),
    ),
  ),
})).any;

/** Generates a field of a document (missing, null, one value or a list) with the list of its values. */
function fieldOf<Value>(
  values: readonly Value[],
): fc.Arbitrary<{ readonly raw: unknown; readonly list: readonly Value[] }> {
  const value = fc.constantFrom(...values);
  return fc.oneof(
    fc.constantFrom({ raw: undefined, list: [] }, { raw: null, list: [] }, { raw: [], list: [] }),
    value.map((one) => ({ raw: one, list: [one] })),
    fc.array(fc.oneof(value, fc.constant(null)), { maxLength: 3 }).map((raw) => ({
      raw,
      list: raw.flatMap((one) => (one === null ? [] : [one as Value])),
    })),
  );
}

const documents = fc.array(
  fc.record({ key: fieldOf(texts), more: fieldOf(texts), count: fieldOf(numbers) }),
  { minLength: 1, maxLength: 4 },
);

test('EQL conditions agree with a naive evaluator', () => {
  fc.assert(
    fc.property(condition, documents, fc.constantFrom(...mappings), (query, drawn, fields) => {
      const events = drawn.map(({ key, more, count }) => ({
        key: key.raw,
        more: more.raw,
        count: count.raw,
      }));
      const expected = drawn.flatMap(({ key, more, count }, index) =>
        query.holds({ key: key.list, more: more.list, count: count.list }) ? [index] : [],
      );
      const written = `any where ${query.text}`;
      expect(
        evaluateQuery({ language: 'eql', query: written, events, options: { fields } }),
        written,
      ).toEqual({
        kind: 'events',
        matches: expected,
      });
    }),
    { numRuns },
  );
});
