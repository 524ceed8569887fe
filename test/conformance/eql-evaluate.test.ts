import { expect } from 'vitest';
import { type Evaluation, evaluateQuery } from '../../server/src/evaluate/evaluate.js';
import { createSequenceMatcher } from '../../server/src/evaluate/run/sequence.js';
import { checkCases, readCases } from '../helpers/cases.js';
import { dataSets } from './eql-data.js';

type Event = Record<string, unknown>;

interface QueryCase {
  readonly id: string;
  readonly data: string;
  readonly query: string;
  readonly size: number;
  readonly result_position: 'head' | 'tail';
  readonly max_samples_per_key?: number;
  readonly expected_event_ids?: number[];
  readonly expected_event_ids_any_of?: number[][];
  readonly join_keys?: unknown[];
  readonly expect_error?: boolean;
}

const suites = [
  'es_test_queries',
  'es_additional_test_queries',
  'es_test_extra',
  'es_test_queries_date',
  'es_test_queries_date_nanos',
  'es_test_missing_events',
  'es_test_sample',
  'es_test_sample_multi',
];

const loaded = new Map<string, Event[]>();

function eventsOf(name: string): Event[] {
  let events = loaded.get(name);
  if (!events) {
    events = readCases<Event>(`eql/data/${name}.ndjson`);
    loaded.set(name, events);
  }
  return events;
}

/** Returns the ids of all events of a result in order; a missing event is -1. */
function idsOf(result: Evaluation, events: Event[], idField: string): unknown[] {
  const id = (index: number | null): unknown => (index === null ? -1 : events[index]![idField]);
  if (result.kind === 'error') throw new Error(result.problems.map((problem) => problem.message).join('\n'));
  if (result.kind === 'table') throw new Error('rows');
  if (result.kind === 'events') return result.matches.map(id);
  return result.matches.flatMap((match) => match.events.map(id));
}

for (const suite of suites) {
  checkCases<QueryCase>(`eql/${suite}.jsonl`, (one) => {
    const events = eventsOf(one.data);
    const { idField, options } = dataSets[one.data]!;
    const result = evaluateQuery({
      language: 'eql',
      query: one.query,
      events,
      options: {
        ...options,
        size: one.size,
        resultPosition: one.result_position,
        ...(one.max_samples_per_key === undefined ? {} : { maxSamplesPerKey: one.max_samples_per_key }),
      },
    });
    if (one.expect_error) {
      expect(result.kind).toBe('error');
      return;
    }
    const allowed = one.expected_event_ids ? [one.expected_event_ids] : one.expected_event_ids_any_of!;
    expect(allowed).toContainEqual(idsOf(result, events, idField));
    if (!one.join_keys?.length || (result.kind !== 'sequences' && result.kind !== 'samples')) return;
    const keys = result.matches.flatMap((match) => match.joinKeys.map(String));
    expect(keys).toEqual(one.join_keys.map(String));
  });
}

interface FunctionCase {
  readonly id: string;
  readonly expression: string;
  readonly expected?: string | number | boolean | null;
  readonly expect_error?: boolean;
}

checkCases<FunctionCase>('eql/es_test_string_functions.jsonl', ({ expression, expected, expect_error }) => {
  const matches = (condition: string): boolean => {
    const result = evaluateQuery({ language: 'eql', query: `any where ${condition}`, events: [{}] });
    if (result.kind === 'error')
      throw new Error(result.problems.map((problem) => problem.message).join('\n'));
    return result.kind === 'events' && result.matches.length === 1;
  };
  if (expect_error) {
    expect(() => matches(`${expression} == null`)).toThrow();
    return;
  }
  const isNull = expected === null || expected === undefined;
  expect(matches(`${expression} == null`)).toBe(isNull);
  if (!isNull) expect(matches(`${expression} == ${JSON.stringify(expected)}`)).toBe(true);
});

interface SeriesEvent {
  readonly key: string | null;
  readonly name: string;
  readonly ordinal: number;
}

interface SeriesCase {
  readonly id: string;
  readonly stages: SeriesEvent[][];
  readonly until?: SeriesEvent[];
  readonly expected_sequences: string[][];
}

checkCases<SeriesCase>('eql/es_sequence_series.jsonl', ({ stages, until = [], expected_sequences }) => {
  const found: string[][] = [];
  const matcher = createSequenceMatcher<string>({ missing: stages.map(() => false) }, (match) => {
    found.push(match.events.map((event) => event ?? '-'));
  });
  const all = new Map([...stages.flat(), ...until].map((event) => [event.name, event]));
  const keysOf = (listed: readonly SeriesEvent[], name: string): [string | null][] =>
    listed.filter((event) => event.name === name).map((event) => [event.key]);
  for (const { name, ordinal } of [...all.values()].sort((a, b) => a.ordinal - b.ordinal)) {
    matcher.read(name, ordinal, {
      stages: stages.map((stage) => keysOf(stage, name)),
      until: keysOf(until, name),
    });
  }
  matcher.finish();
  expect(found).toEqual(expected_sequences);
});
