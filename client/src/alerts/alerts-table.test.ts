import { describe, expect, it } from 'vitest';
import type { EventRun, FoundEvent } from '../../../server/src/lsp/messages.js';
import { drawNothing, drawRun, rowEvents } from './alerts-table.js';

const event = (index: number, label: string) => ({
  uri: 'file:///events.ndjson',
  index,
  range: { start: { line: index, character: 0 }, end: { line: index, character: 0 } },
  label,
});
const matched = (index: number, label: string, values: readonly [string, string][] = []) => ({
  ...event(index, label),
  values: values.map(([field, value]) => ({ field, value })),
});
const placeOf = ({ index }: FoundEvent) => `events.ndjson:${index + 1}`;

const run: EventRun = {
  files: 1,
  events: 1_200,
  alerts: [
    { events: [matched(0, 'exec <nc>', [['process.args', '"-l" & more']])] },
    { events: [matched(1, 'failure'), null, matched(3, 'success')] },
  ],
  nearest: [
    { event: event(5, 'exec cat'), failing: 2, reason: 'process.name == "nc", but process.name is "cat"' },
  ],
  notes: ['one.json: not valid JSON'],
};
const shown = { ruleName: 'A "rule"', isSequence: false, source: 'fixtures', run };

/** Returns the buttons of a page as `action row: name`. */
function buttonsOf(html: string): string[] {
  return [...html.matchAll(/<button([^>]*)>([^<]*)</g)].map(([, attributes, text]) => {
    const read = (name: string) => new RegExp(`${name}="([^"]*)"`).exec(attributes!)?.[1];
    return `${read('data-action')} ${read('data-row') ?? ''}: ${read('aria-label') ?? text}`;
  });
}

describe('the page of a run', () => {
  const html = drawRun(shown, placeOf);

  it('tells counts, values and what near misses lack', () => {
    expect(html).toContain('<strong>2 alerts</strong> on 1,200 events in 1 file');
    expect(html).toContain('<span class="field">process.args</span> <code>&quot;-l&quot; &amp; more</code>');
    expect(html).toContain('2 conditions fail:</span> process.name == &quot;nc&quot;');
    expect(html).toContain('⚠ one.json: not valid JSON');
    expect(html).toContain('no such event, as required');
  });

  it('has buttons that say what they are about', () => {
    expect(buttonsOf(html)).toEqual([
      'again : Run again',
      'choose : Run on other events…',
      'open a-0-0: Open exec &lt;nc&gt;, events.ndjson:1',
      'explain a-0-0: Explain: exec &lt;nc&gt;',
      'add a-0-0: Add to tests: exec &lt;nc&gt;',
      'add a-1: Add to tests: Alert 2: 2 events',
      'open a-1-0: Open failure, events.ndjson:2',
      'explain a-1-0: Explain: failure',
      'open a-1-2: Open success, events.ndjson:4',
      'explain a-1-2: Explain: success',
      'open m-0: Open exec cat, events.ndjson:6',
      'explain m-0: Explain: exec cat',
      'add m-0: Add to tests: exec cat',
    ]);
  });

  it('holds nothing but text of the events', () => {
    expect(html).not.toMatch(/<nc>|<script|style=|on\w+=/);
    expect(html).toContain('A &quot;rule&quot;');
  });

  it('numbers the events of an alert, of a sequence as steps', () => {
    expect(html).toContain('<td class="mark">3.</td>');
    expect(drawRun({ ...shown, isSequence: true }, placeOf)).toContain('<td class="mark">step 3</td>');
  });

  it('offers the picture of a sequence', () => {
    expect(buttonsOf(drawRun({ ...shown, isSequence: true }, placeOf))).toContain('sequence : Show sequence');
  });

  it('tells an error instead', () => {
    const failed = drawRun({ ...shown, run: { ...run, error: 'no <files>' } }, placeOf);
    expect(failed).toContain('role="alert">✗ no &lt;files&gt;');
    expect(failed).not.toContain('<table');
  });
});

it('leads from rows to events', () => {
  const indexes = (row: string) => rowEvents(run, row).map(({ index }) => index);
  expect(['a-0-0', 'a-1', 'a-1-2', 'a-1-1', 'm-0', 'm-7', 'a-9'].map(indexes)).toEqual([
    [0],
    [1, 3],
    [3],
    [],
    [5],
    [],
    [],
  ]);
});

it('begins with what can be done', () => {
  expect(buttonsOf(drawNothing())).toHaveLength(2);
});
