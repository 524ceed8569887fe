import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readShortEvents } from '../../../../test/helpers/short-events.js';
import { evaluateQuery } from '../evaluate.js';

/**
 * Details of EQL that Elasticsearch's suites pin with at most one case
 * (docs/semantics/eql.md#what-no-test-suite-pins), and those that they leave open and docs/decisions settles.
 * The test names say why the answer is right.
 */

const fields = { kind: 'keyword', a: 'keyword', f: 'keyword', n: 'long' };

const [p, q, r] = ['p', 'q', 'r'].map((kind) => `[any where kind == "${kind}"]`);

interface Row {
  readonly query: string;
  /** See `readShortEvents`. */
  readonly events: string;
  readonly matches: readonly (readonly (number | null)[])[];
}

function checkSequences(table: Readonly<Record<string, Row>>): void {
  for (const [name, { query, events, matches }] of Object.entries(table)) {
    test(name, () => {
      const result = evaluateQuery({
        language: 'eql',
        query,
        events: readShortEvents(events),
        options: { fields },
      });
      if (result.kind !== 'sequences') throw new Error(JSON.stringify(result));
      expect(result.matches.map((match) => match.events)).toEqual(matches);
    });
  }
}

test('maxspan holds to the nanosecond', () => {
  const at = (nanoseconds: bigint): string =>
    `${new Date(Number(nanoseconds / 1_000_000n)).toISOString().slice(0, -4)}${String(nanoseconds % 1_000_000_000n).padStart(9, '0')}Z`;
  const matches = (from: bigint, to: bigint, span: number): number => {
    const result = evaluateQuery({
      language: 'eql',
      query: `sequence with maxspan=${span}ms ${p} ${q}`,
      events: [
        { '@timestamp': at(from), kind: 'p' },
        { '@timestamp': at(to), kind: 'q' },
      ],
      options: { fields: { ...fields, '@timestamp': 'date_nanos' } },
    });
    return result.kind === 'sequences' ? result.matches.length : Number.NaN;
  };
  fc.assert(
    fc.property(
      fc.bigInt({ min: 1_700_000_000_000_000_000n, max: 1_700_000_001_000_000_000n }),
      fc.integer({ min: 1, max: 3_000 }),
      (from, span) => {
        const end = from + BigInt(span) * 1_000_000n;
        expect([matches(from, end, span), matches(from, end + 1n, span)]).toEqual([1, 0]);
      },
    ),
    { numRuns: 500 },
  );
});

describe('maxspan', () => {
  checkSequences({
    'exactly maxspan apart is a match: the bound is included': {
      query: `sequence with maxspan=2s ${p} ${q}`,
      events: 'p@0 q@2000',
      matches: [[0, 1]],
    },
    'one millisecond more than maxspan is not a match': {
      query: `sequence with maxspan=2s ${p} ${q}`,
      events: 'p@0 q@2001',
      matches: [],
    },
    'it spans the whole sequence, not each step': {
      query: `sequence with maxspan=2s ${p} ${q} ${r}`,
      events: 'p@0 q@1500 r@3000',
      matches: [],
    },
    'a missing event in front does not count as the first event': {
      query: `sequence with maxspan=2s ![any where kind == "x"] ${p} ${q}`,
      events: 'x@0 p@3000 q@5000',
      matches: [[null, 1, 2]],
    },
  });
});

describe('candidates', () => {
  checkSequences({
    'behind an event that came too late nothing matches: whatever comes later is later still': {
      query: `sequence with maxspan=2s ${p} ${q} ${r}`,
      events: 'p@0 q@1000 r@3000 r@3001',
      matches: [],
    },
    'behind an event that until refused nothing matches: whether it burned its candidate cannot be seen': {
      query: `sequence ${p} ${q} until ${r}`,
      events: 'p@0 r@100 q@200 q@300',
      matches: [],
    },
    'the latest partial match is continued, earlier ones are dropped': {
      query: `sequence ${p} ${q}`,
      events: 'p@0 p@1 q@2 q@3',
      matches: [[1, 2]],
    },
    'with the latest one all earlier ones go, also those of two steps': {
      query: `sequence by a with maxspan=10s ${p} ${q} ${r}`,
      events: 'p@0/x q@1000/x p@2000/x q@3000/x r@4000/x r@5000/x',
      matches: [[2, 3, 4]],
    },
    'an event never follows itself': {
      query: 'sequence [any where kind == "p"] [any where a == "x"]',
      events: 'p@0/x p@0/x',
      matches: [[0, 1]],
    },
  });
});

describe('until', () => {
  checkSequences({
    'an event between two steps ends the sequence': {
      query: `sequence ${p} ${q} until ${r}`,
      events: 'p@0 r@1 q@2',
      matches: [],
    },
    'bounds on the left are included: the event of the first step may end the sequence itself': {
      query: `sequence ${p} ${q} until [any where a == "x"]`,
      events: 'p@0/x q@1/y',
      matches: [],
    },
    'bounds on the right are not: the last event completes the sequence before it can end it': {
      query: `sequence ${p} ${q} until [any where a == "x"]`,
      events: 'p@0/y q@1/x',
      matches: [[0, 1]],
    },
    'an event in front of the sequence ends nothing': {
      query: `sequence ${p} ${q} until ${r}`,
      events: 'r@0 p@1 q@2',
      matches: [[1, 2]],
    },
    'it ends only sequences with the same key': {
      query: `sequence by a ${p} ${q} until ${r}`,
      events: 'p@0/x p@0/y r@1/x q@2/x q@2/y',
      matches: [[1, 4]],
    },
  });
});

describe('missing events', () => {
  const middle = `sequence with maxspan=5s ${p} !${r} ${q}`;
  const bothEnds = `sequence with maxspan=5s !${p} ${q} !${r}`;
  checkSequences({
    'one between two steps rejects the match': { query: middle, events: 'p@0 r@1 q@2', matches: [] },
    'one in the same millisecond as the step in front of it does not': {
      query: middle,
      events: 'p@0 r@0 q@2',
      matches: [[0, null, 2]],
    },
    'one in the same millisecond as the step behind it does not': {
      query: middle,
      events: 'p@0 r@2 q@2',
      matches: [[0, null, 2]],
    },
    'a rejected match is lost: no other candidate is tried': {
      query: `sequence with maxspan=5s ${p} !${r} ${q}`,
      events: 'p@0 r@1 q@2 q@3',
      matches: [],
    },
    'in front, exactly maxspan before the last event, it still rejects': {
      query: `sequence with maxspan=5s !${r} ${p} ${q}`,
      events: 'r@0 p@4000 q@5000',
      matches: [],
    },
    'in front, one millisecond further away, it does not': {
      query: `sequence with maxspan=5s !${r} ${p} ${q}`,
      events: 'r@0 p@4000 q@5001',
      matches: [[null, 1, 2]],
    },
    'behind, exactly maxspan after the first event, it still rejects': {
      query: `sequence with maxspan=5s ${p} ${q} !${r}`,
      events: 'p@0 q@1000 r@5000',
      matches: [],
    },
    'behind, one millisecond further away, it does not': {
      query: `sequence with maxspan=5s ${p} ${q} !${r}`,
      events: 'p@0 q@1000 r@5001',
      matches: [[0, 1, null]],
    },
    'of two at the ends, one alone in front rejects nothing': {
      query: bothEnds,
      events: 'p@0 q@1000',
      matches: [[null, 1, null]],
    },
    'of two at the ends, one alone behind rejects nothing': {
      query: bothEnds,
      events: 'q@1000 r@2000',
      matches: [[null, 0, null]],
    },
    'of two at the ends, both within maxspan of each other reject': {
      query: bothEnds,
      events: 'p@0 q@1000 r@5000',
      matches: [],
    },
    'of two at the ends, both further apart than maxspan do not': {
      query: bothEnds,
      events: 'p@0 q@1000 r@5001',
      matches: [[null, 1, null]],
    },
  });
});

describe('limits', () => {
  const run = (query: string, options: object): unknown =>
    evaluateQuery({
      language: 'eql',
      query,
      events: readShortEvents('p@0 p@1 p@2 p@3 p@4'),
      options: { fields, ...options },
    });
  const rows: readonly (readonly [name: string, pipes: string, options: object, matches: number[]])[] = [
    ['size keeps the latest', '', { size: 2 }, [3, 4]],
    [
      'size keeps the first where the result position says so',
      '',
      { size: 2, resultPosition: 'head' },
      [0, 1],
    ],
    ['a pipe takes the place of size, up to size: head keeps the first', '| head 3', { size: 2 }, [0, 1]],
    ['a pipe takes the place of size, up to size: tail keeps the last', '| tail 3', { size: 2 }, [3, 4]],
    ['pipes are not undone by the result position', '| tail 2', { size: 4, resultPosition: 'head' }, [3, 4]],
    ['pipes apply from left to right', '| head 3 | tail 1', {}, [2]],
    ['nothing is asked for', '| head 0', {}, []],
  ];
  test.for(rows)('%s: %s', ([, pipes, options, matches]) => {
    expect(run(`any where kind == "p" ${pipes}`, options)).toEqual({ kind: 'events', matches });
  });
});

describe('until ignores a "!": the sequence ends where an event matches', () => {
  checkSequences({
    'an event of until ends the match': {
      query: `sequence with maxspan=5s ${p} ${q} until !${r}`,
      events: 'p@0 r@1000 q@2000',
      matches: [],
    },
    'without one it completes': {
      query: `sequence with maxspan=5s ${p} ${q} until !${r}`,
      events: 'p@0 q@2000',
      matches: [[0, 1]],
    },
    'it needs no maxspan': { query: `sequence ${p} ${q} until !${r}`, events: 'p@0 q@1', matches: [[0, 1]] },
  });
});
