import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readShortEvents } from '../../../../test/helpers/short-events.js';
import { eventStream, sequence } from '../../../../test/naive/arbitraries.js';
import { naiveFields, printEvent, printSequence } from '../../../../test/naive/print-naive.js';
import { evaluateQuery } from '../evaluate.js';
import { prepareQuery } from '../prepare/prepare-query.js';
import type { EventObject } from '../values/access.js';
import { fieldFinder } from '../values/field-finder.js';
import { explainSequence, type KeyExplanation } from './explain-sequence.js';
import { describeStop } from './sequence-text.js';

const options = { fields: naiveFields, tiebreakerField: 'order' };

function explain(query: string, events: readonly EventObject[]) {
  const prepared = prepareQuery(query, 'eql', { ...options, isInEvents: fieldFinder(events) });
  if (!prepared.ok) throw new Error(JSON.stringify(prepared.problems));
  const explanation = explainSequence(prepared, events);
  if (!explanation) throw new Error('no sequence');
  return explanation;
}

interface Stop {
  readonly query: string;
  /** See `readShortEvents`. */
  readonly events: string;
  /** The events that the sequence reached. */
  readonly reached: readonly number[];
  /** The stage at which it stopped, from 0. */
  readonly stage: number;
  readonly stopped: object;
  readonly told: string;
}

const two = 'sequence by a with maxspan=1s [any where kind == "p"] [any where kind == "q"]';
const four = 'sequence with maxspan=1s [any where kind == "p"] with runs=4';

const stops: Readonly<Record<string, Stop>> = {
  'no-event: nothing matches the step, the nearest event has the right key': {
    query: two,
    events: 'p@0/x r@100/y r@200/x',
    reached: [0],
    stage: 1,
    stopped: { code: 'no-event', nearest: { event: 2 } },
    told: 'no event matches step 2; event 2 comes closest: kind == "q", but kind is "r"',
  },
  'no-event: nothing follows': {
    query: two,
    events: 'p@0/x',
    reached: [0],
    stage: 1,
    stopped: { code: 'no-event', nearest: undefined },
    told: 'no event follows that could match step 2',
  },
  'no-event: not even the first step': {
    query: two,
    events: 'r@0/x',
    reached: [],
    stage: 0,
    stopped: { code: 'no-event', nearest: { event: 0 } },
    told: 'no event matches step 1; event 0 comes closest: kind == "p", but kind is "r"',
  },
  'other-key: the step is matched under another value': {
    query: two,
    events: 'p@0/x q@100/y',
    reached: [0],
    stage: 1,
    stopped: { code: 'other-key', event: 1, field: 'a', wanted: 'x', found: 'y' },
    told: 'event 1 matches step 2, but its a is "y", not "x"',
  },
  'too-early: the second step came first': {
    query: two,
    events: 'q@0/x p@100/x',
    reached: [1],
    stage: 1,
    stopped: { code: 'too-early', event: 0 },
    told: 'event 0 matches step 2, but came before the previous step',
  },
  'too-late: 1 ms behind maxspan': {
    query: two,
    events: 'p@0/x q@1001/x',
    reached: [0],
    stage: 1,
    stopped: { code: 'too-late', event: 1, late: 1 },
    told: 'event 1 matches step 2, but came 1ms after the maxspan of 1s had ended',
  },
  'too-late: measured from the first event, not from the one before': {
    query: 'sequence with maxspan=1s [any where kind == "p"] [any where kind == "q"] [any where kind == "r"]',
    events: 'p@0 q@900 r@1500',
    reached: [0, 1],
    stage: 2,
    stopped: { code: 'too-late', event: 2, late: 500 },
    told: 'event 2 matches step 3, but came 500ms after the maxspan of 1s had ended',
  },
  'too-late: one step matched several times': {
    query: four,
    events: 'p@0 p@400 p@800 p@1200',
    reached: [0, 1, 2],
    stage: 3,
    stopped: { code: 'too-late', event: 3, late: 200 },
    told: 'event 3 matches step 1, but came 200ms after the maxspan of 1s had ended',
  },
  'until: the ending step came between': {
    query: `${two} until [any where kind == "r"]`,
    events: 'p@0/x r@100/x q@200/x',
    reached: [0],
    stage: 1,
    stopped: { code: 'until', event: 1 },
    told: 'event 1 matches the until step and ended the sequence',
  },
  'forbidden: between, and not the one that came earlier': {
    query:
      'sequence by a with maxspan=1s [any where kind == "p"] ![any where kind == "r"] [any where kind == "q"]',
    events: 'r@0/x p@100/x r@200/x q@300/x',
    reached: [1, 3],
    stage: 2,
    stopped: { code: 'forbidden', event: 2 },
    told: 'event 2 occurred, which must be missing',
  },
  'forbidden: in front, the latest one': {
    query:
      'sequence by a with maxspan=1s ![any where kind == "r"] [any where kind == "p"] [any where kind == "q"]',
    events: 'r@0/x r@5000/x p@5100/x q@5300/x',
    reached: [2, 3],
    stage: 2,
    stopped: { code: 'forbidden', event: 1 },
    told: 'event 1 occurred, which must be missing',
  },
  'forbidden: behind, within maxspan': {
    query:
      'sequence by a with maxspan=1s [any where kind == "p"] [any where kind == "q"] ![any where kind == "r"]',
    events: 'r@0/x p@2000/x q@2100/x r@3000/x',
    reached: [1, 2],
    stage: 1,
    stopped: { code: 'forbidden', event: 3 },
    told: 'event 3 occurred, which must be missing',
  },
};

describe('what stopped a sequence', () => {
  for (const [name, { query, events, reached, stage, stopped, told }] of Object.entries(stops)) {
    test(name, () => {
      const explanation = explain(query, readShortEvents(events));
      const [one] = explanation.keys as [KeyExplanation];
      expect(one.complete).toBe(false);
      expect(one.reached.map(({ event }) => event)).toEqual(reached);
      expect({ stage: one.stage, stopped: one.stopped }).toMatchObject({ stage, stopped });
      expect(describeStop(one, explanation, query)).toBe(told);
    });
  }
});

test('an event without a time stands in the explanation where it stands in the run', () => {
  const events = [
    { '@timestamp': '2026-01-01T00:00:00Z', kind: 'p' },
    { '@timestamp': '2026-01-01T01:00:00Z', kind: 'other' },
    { kind: 'q' },
  ];
  const query = 'sequence with maxspan=1m [any where kind == "p"] [any where kind == "q"]';
  const { keys } = explain(query, events);
  expect(keys).toMatchObject([{ complete: true, reached: [{ event: 0 }, { event: 2 }] }]);
  expect(evaluateQuery({ language: 'eql', query, events, options })).toMatchObject({
    matches: [{ events: [0, 2] }],
  });
});

describe('explanations of random streams', () => {
  const shapes = ['none', 'anywhere', 'both ends'] as const;
  test.for(shapes)(
    'a key is complete exactly when there is a match with it; missing events: %s',
    (missing) => {
      let complete = 0;
      let incomplete = 0;
      fc.assert(
        fc.property(sequence({ missing, until: 3 }), eventStream, ({ query, shared }, stream) => {
          const text = printSequence({ ...query, pipes: [] }, shared);
          const events = stream.map(printEvent);
          const result = evaluateQuery({ language: 'eql', query: text, events, options });
          if (result.kind !== 'sequences') throw new Error(JSON.stringify(result));
          const { keys, stages } = explain(text, events);
          const found = keys.filter((one) => one.complete).map((one) => JSON.stringify(one.keys));
          const matched = new Set(result.matches.map(({ joinKeys }) => JSON.stringify(joinKeys)));
          expect(new Set(found), text).toEqual(matched);
          complete += found.length;
          incomplete += keys.length - found.length;
          for (const one of keys) checkReached(one, stages, result.matches);
        }),
        { numRuns: 1_500 },
      );
      expect(complete).toBeGreaterThan(300);
      expect(incomplete).toBeGreaterThan(300);
    },
  );
});

/**
 * Checks that the reached events have this key and match their stages in order, and that a complete chain is
 * a match.
 */
function checkReached(
  one: KeyExplanation,
  stages: readonly { readonly missing: boolean }[],
  matches: readonly { readonly joinKeys: readonly unknown[]; readonly events: readonly (number | null)[] }[],
): void {
  const positive = stages.flatMap(({ missing }, stage) => (missing ? [] : [stage]));
  expect(one.reached.map(({ stage }) => stage)).toEqual(positive.slice(0, one.reached.length));
  for (const { stage, event } of one.reached)
    expect(one.marks.find((mark) => mark.event === event)?.stages).toContain(stage);
  const order = one.marks.map((mark) => mark.event);
  const places = one.reached.map(({ event }) => order.indexOf(event));
  expect(places).toEqual([...places].sort((a, b) => a - b));
  expect(new Set(places).size).toBe(places.length);
  expect(one.stopped === undefined).toBe(one.complete);
  if (!one.complete) return;
  const chain = JSON.stringify(one.reached.map(({ event }) => event));
  const own = matches.filter(({ joinKeys }) => JSON.stringify(joinKeys) === JSON.stringify(one.keys));
  expect(own.map(({ events }) => JSON.stringify(events.filter((event) => event !== null)))).toContain(chain);
}
