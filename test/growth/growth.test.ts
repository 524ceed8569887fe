import { expect, test } from 'vitest';
import { type Growth, measureAgain, measureOnce } from './measure.js';
import { type Row, rows } from './shapes.js';
import {
  captureWork,
  eventWork,
  guideWork,
  queryWork,
  ruleWork,
  sigmaWork,
  testFileWork,
  type Work,
  withGuide,
  withQuery,
} from './work.js';

/** Time must not grow faster than the size raised to this power. */
const mostGrowth = 1.3;

/** Milliseconds; work that takes longer at the smaller size is measured again at the same size. */
const longEnough = 25;

/**
 * `RULEWRIGHT_GROWTH=show` prints the measurements; any other value measures only rows whose names contain
 * it.
 */
const asked = process.env.RULEWRIGHT_GROWTH;

/** Returns all work to do with a shape's texts, each with the function that builds its text. */
function worksOf({ kind, build }: Row): readonly (readonly [string, Work, Row['build']])[] {
  const all = (works: Readonly<Record<string, Work>>, text: Row['build']) =>
    Object.entries(works).map(([name, work]) => [name, work, text] as const);
  switch (kind) {
    case 'toml':
      return all(ruleWork, build);
    case 'test file':
      return all(testFileWork, build);
    case 'events':
      return all(eventWork, build);
    case 'sigma':
      return all(sigmaWork, build);
    case 'captured text':
      return all(captureWork, build);
    case 'guide': {
      const { lint, editor } = ruleWork;
      return all({ ...guideWork, lint, editor }, (size) => withGuide(build(size)));
    }
    case 'esql': {
      const { lint, editor } = ruleWork;
      return all({ lint, editor }, (size) => withQuery(kind, build(size)));
    }
    default: {
      const { lint, format, editor } = ruleWork;
      return [
        ...all(queryWork(kind), build),
        // Only EQL queries are formatted.
        ...all(kind === 'eql' ? { lint, format, editor } : { lint, editor }, (size) =>
          withQuery(kind, build(size)),
        ),
      ];
    }
  }
}

function show(name: string, { size, times, exponent }: Growth): string {
  return `${name.padEnd(64)} ${String(size).padStart(7)} ${times.map((time) => time.toFixed(1).padStart(8)).join('')}  n^${exponent.toFixed(2)}`;
}

test('time grows in proportion to the size of any text', () => {
  const lines: string[] = [];
  const slow: string[] = [];
  // First runs are slow, so growth after them would look small.
  for (const row of rows) for (const [, run, build] of worksOf(row)) run(build(64));
  for (const row of rows) {
    for (const [work, run, build] of worksOf(row)) {
      const name = `${row.kind}: ${row.name} (${work})`;
      if (asked !== undefined && asked !== 'show' && !name.includes(asked)) continue;
      let growth = measureOnce(run, build);
      // Other work on the machine looks like growth, but only once. Garbage collection starts at some size
      // and looks like growth there, but not beyond it.
      for (const factor of [1, 1, 1, 4, 2, 8, 4, 8]) {
        if (growth.exponent <= mostGrowth) break;
        const isShort = growth.times[0] < longEnough;
        growth = measureAgain(run, build, isShort ? growth.size * factor : growth.size);
      }
      lines.push(show(name, growth));
      if (growth.exponent > mostGrowth) slow.push(lines.at(-1)!);
    }
  }
  if (asked !== undefined) process.stdout.write(`${lines.join('\n')}\n`);
  expect(slow).toEqual([]);
}, 300_000);
