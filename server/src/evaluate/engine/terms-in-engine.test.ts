import { describe, expect, test } from 'vitest';
import { readRule } from '../../rule/rule.js';
import { parseToml } from '../../toml/document.js';
import type { EventObject } from '../values/access.js';
import { type EngineResult, runAsEngine } from './run-as-engine.js';

const now = '2026-03-10T12:00:00Z';

function run(keys: string, events: readonly EventObject[], time?: string): EngineResult {
  const type = /^type/m.test(keys) ? '' : 'type = "query"\n';
  const text = `[metadata]\n[rule]\n${type}language = "kuery"\nquery = "tag: x"\n${keys}`;
  const tagged = events.map((event) => ({ tag: 'x', '@timestamp': now, ...event }));
  return runAsEngine(readRule(parseToml(text)), tagged, {}, time);
}

/** Returns the event of each alert, with the events suppressed under it. */
const numbers = ({ result }: EngineResult): unknown =>
  result?.alerts
    .slice()
    .map(({ events: [number], suppressed }) => (suppressed ? [number, ...suppressed] : number));

const at = (time: string, fields: EventObject): EventObject => ({
  '@timestamp': `2026-03-10T${time}Z`,
  ...fields,
});

describe('suppression', () => {
  const by = (fields: string): string => `[rule.alert_suppression]\ngroup_by = [${fields}]\n`;

  test.each<[string, string, EventObject[], unknown[]]>([
    [
      'by a multi-field without case, which has the values of its field',
      by('"process.name.caseless"'),
      [{ 'process.name': 'Cmd.exe' }, { process: { name: 'cmd.EXE' } }, { 'process.name': 'd' }],
      [[0, 1], 2],
    ],
    [
      'by an address in two forms, and by a number as text',
      by('"source.ip", "process.pid"'),
      [
        { 'source.ip': '2001:db8::1', 'process.pid': 7 },
        { 'source.ip': '2001:db8:0::1', 'process.pid': '7' },
      ],
      [[0, 1]],
    ],
    [
      'by a time',
      by('"event.created"'),
      [{ 'event.created': '2026-03-10T11:00:00Z' }, { 'event.created': '2026-03-10T11:00:00.000Z' }],
      [[0, 1]],
    ],
  ])('%s', (_, keys, events, alerts) => {
    expect(numbers(run(keys, events))).toEqual(alerts);
  });
});

describe('new terms with a history since a day', () => {
  const since = (day: string): string =>
    `type = "new_terms"\nfrom = "now-10m"\n[rule.new_terms]\nfield = "new_terms_fields"\nvalue = ["host.name"]\n[[rule.new_terms.history_window_start]]\nfield = "history_window_start"\nvalue = "${day}"\n`;
  const events = [
    at('11:00:00', { 'host.name': 'a' }),
    at('11:58:00', { 'host.name': 'a' }),
    at('11:59:00', { 'host.name': 'b' }),
  ];

  test.each([now, undefined])('run at %s', (time) => {
    expect(numbers(run(since('2026-03-01'), events, time))).toEqual([2]);
  });

  test.each([now, undefined])('cannot run at %s when that day is later', (time) => {
    expect(run(since('2027-01-01'), events, time).prepared).toMatchObject({
      problems: [
        {
          code: 'not-runnable',
          message: 'the history window starts at 2027-01-01, which is not before "from" (now-10m)',
        },
      ],
    });
  });
});
