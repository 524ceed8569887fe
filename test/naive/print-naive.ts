import type { NaiveEvent, NaiveKeyField, NaiveTerm } from './naive-events.js';
import type { NaiveSequence } from './naive-sequence.js';

/** Milliseconds per unit of time in generated streams. */
export const timeUnit = 1_000;
const origin = Date.UTC(2026, 0, 1);

/** The mapping of the fields in generated queries; `nowhere` is in no mapping and no event. */
export const naiveFields = {
  kind: 'keyword',
  order: 'long',
  a: 'keyword',
  b: 'keyword',
  n: 'long',
  m: 'long',
} as const;

/** Returns the document of an event. */
export function printEvent({ time, tiebreaker, kind, fields }: NaiveEvent): Record<string, unknown> {
  return {
    ...(time === undefined ? {} : { '@timestamp': new Date(origin + time).toISOString() }),
    kind,
    ...(tiebreaker === undefined ? {} : { order: tiebreaker }),
    ...fields,
  };
}

function printKeys(keys: readonly NaiveKeyField[]): string {
  const names = keys.map(({ name, optional }) => `${optional ? '?' : ''}${name}`);
  return keys.length === 0 ? '' : ` by ${names.join(', ')}`;
}

function printTerm({ kinds, keys }: NaiveTerm, shared: number): string {
  const [first] = kinds;
  const condition =
    kinds.length === 1 ? `kind == "${first}"` : `kind in (${kinds.map((kind) => `"${kind}"`).join(', ')})`;
  return `[any where ${condition}]${printKeys(keys.slice(shared))}`;
}

/** Prints a query as EQL; the first `shared` keys of each term come after `sequence by`. */
export function printSequence({ steps, until, maxspan, pipes }: NaiveSequence, shared: number): string {
  const lines = [
    `sequence${printKeys(steps[0]!.keys.slice(0, shared))}${maxspan === undefined ? '' : ` with maxspan=${maxspan}ms`}`,
    ...steps.map((step) => {
      const runs = step.runs === 1 ? '' : ` with runs=${step.runs}`;
      return `  ${step.missing ? '!' : ''}${printTerm(step, shared)}${runs}`;
    }),
    ...(until ? [`until ${printTerm(until, shared)}`] : []),
    ...pipes.map(({ name, count }) => `| ${name} ${count}`),
  ];
  return lines.join('\n');
}

/** Prints a sample query as EQL; the first `shared` keys of each term come after `sample by`. */
export function printSample(terms: readonly NaiveTerm[], shared: number): string {
  const lines = terms.map((term) => `  ${printTerm(term, shared)}`);
  return [`sample${printKeys(terms[0]!.keys.slice(0, shared))}`, ...lines].join('\n');
}
