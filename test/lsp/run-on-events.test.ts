import { afterEach, beforeEach, expect, it } from 'vitest';
import type {
  EventGroup,
  EventReference,
  EventRun,
  EventSource,
  Explanation,
  NewCase,
} from '../../server/src/lsp/messages.js';
import type { LanguageClient } from '../helpers/language-client.js';
import { createWorkspace, type TestWorkspace } from '../helpers/workspace.js';
import { openRule, pulling, startSession } from './session.js';

const rule = `[rule]
name = "Listener"
type = "eql"
language = "eql"
query = '''
process where process.name in ("nc", "socat") and process.args : "-l*" and not user.name == "root"
'''
`;
const event = (name: string, ...args: string[]) =>
  JSON.stringify({ event: { category: 'process' }, process: { name, args }, user: { name: 'eve' } });

let workspace: TestWorkspace;
let outside: TestWorkspace;
let client: LanguageClient;
let uri: string;

beforeEach(async () => {
  workspace = createWorkspace({
    'rules/listener.toml': rule,
    'events/one.ndjson': `${event('nc', '-l', '80')}\n${event('nc', '-z')}\n`,
    'events/deep/two.json': `[${event('socat', '-lv')}]`,
    'events/notes.txt': 'not events',
  });
  outside = createWorkspace({ 'mine.ndjson': `${event('nc', '-lp')}\n`, 'other.ndjson': `${event('nc')}\n` });
  client = await startSession(pulling, { workspaceFolders: [{ uri: workspace.uri(), name: 'test' }] });
  uri = workspace.uri('rules/listener.toml');
  openRule(client, uri, rule);
});
afterEach(() => {
  client.kill();
  workspace.remove();
  outside.remove();
});

const run = (source: EventSource) => client.request<EventRun>('rulewright/runOnEvents', { uri, source });
const explain = (reference: EventReference) =>
  client.request<Explanation>('rulewright/explain', { uri, event: reference });

it('runs on chosen files and on all files of events below a chosen folder', async () => {
  const one = await run({ kind: 'files', uris: [workspace.uri('events/one.ndjson')] });
  expect(one).toMatchObject({ files: 1, events: 2 });
  expect(one.alerts.map(({ events }) => events[0]?.index)).toEqual([0]);
  const all = await run({ kind: 'files', uris: [workspace.uri('events')] });
  expect(all).toMatchObject({ files: 2, events: 3, notes: [] });
  expect(all.alerts.map(({ events }) => events[0]?.uri)).toEqual([
    workspace.uri('events/deep/two.json'),
    workspace.uri('events/one.ndjson'),
  ]);
});

it('returns the deciding values and near misses', async () => {
  const { alerts, nearest } = await run({ kind: 'files', uris: [workspace.uri('events/one.ndjson')] });
  expect(alerts[0]?.events[0]?.values).toEqual([
    { field: 'event.category', value: 'process' },
    { field: 'process.name', value: 'nc' },
    { field: 'process.args', value: '-l, 80' },
    { field: 'user.name', value: 'eve' },
  ]);
  expect(nearest).toMatchObject([
    { failing: 1, event: { index: 1 }, reason: expect.stringContaining('"-z"') },
  ]);
});

it('runs on the text of an editor, and explains the events in it', async () => {
  const text = `[\n  ${event('cat')},\n  ${event('nc', '-l')}\n]`;
  const found = await run({ kind: 'text', uri: 'untitled:Untitled-1', text });
  expect(found).toMatchObject({ events: 2, files: 1 });
  const [matched] = found.alerts[0]!.events;
  expect(matched).toMatchObject({ uri: 'untitled:Untitled-1', index: 1 });
  expect((await explain(matched!)).matched).toBe(true);
  expect((await explain({ uri: 'untitled:Untitled-1', index: 0 })).matched).toBe(false);
});

it('reads only the chosen file outside the workspace', async () => {
  const mine = outside.uri('mine.ndjson');
  expect((await explain({ uri: mine, index: 0 })).error).toContain('outside the workspace');
  const { alerts } = await run({ kind: 'files', uris: [mine] });
  expect(alerts).toHaveLength(1);
  expect((await explain({ uri: mine, index: 0 })).matched).toBe(true);
  expect((await explain({ uri: outside.uri('other.ndjson'), index: 0 })).error).toContain(
    'outside the workspace',
  );
});

it('reports that there are no events to run on', async () => {
  expect((await run({ kind: 'fixtures' })).error).toContain('no files match');
  expect((await run({ kind: 'files', uris: [workspace.uri('rules')] })).error).toContain('no events');
  const missing = await run({ kind: 'files', uris: [workspace.uri('gone.ndjson')] });
  expect(missing.notes).toEqual([expect.stringContaining('gone.ndjson cannot be read')]);
});

it('adds an event to the tests: makes the file, then adds to it', async () => {
  const reference = { uri: workspace.uri('events/one.ndjson'), index: 0 };
  const add = (events: EventReference[]) => client.request<NewCase>('rulewright/addCase', { uri, events });
  const made = await add([reference]);
  const tests = workspace.uri('rules/listener.tests.yaml');
  const start = { line: 0, character: 0 };
  expect(made).toEqual({
    uri: tests,
    create: true,
    name: 'process nc eve',
    edits: [
      {
        range: { start, end: start },
        newText:
          'tests:\n  - name: process nc eve\n    events:\n      - {event: {category: process}, process: {name: nc, args: [-l, "80"]}, user: {name: eve}}\n    expect: alert\n',
      },
    ],
  });
  workspace.write('rules/listener.tests.yaml', made.edits[0]!.newText);
  const added = await add([{ ...reference, index: 1 }]);
  expect(added).toMatchObject({ uri: tests, create: false, name: 'process nc eve (2)' });
  expect(added.edits[0]).toMatchObject({
    range: { start: { line: 4, character: 17 } },
    newText: expect.stringMatching(/^\n {2}- name: process nc eve \(2\)\n[\s\S]*\n {4}expect: no alert$/),
  });
  expect((await add([{ ...reference, index: 9 }])).error).toContain('no event 9');
});

it('offers the events of tests and fixtures, and explains one of a test', async () => {
  workspace.write('fixtures/a.ndjson', `${event('cat')}\n`);
  workspace.write(
    'rules/listener.tests.yaml',
    `defaults: {event.category: process}\ntests:\n  - name: a\n    events: [{process.name: nc}, {process.name: nc, process.args: -l}]\n    expect: 1\n`,
  );
  const groups = await client.request<EventGroup[]>('rulewright/events', { uri });
  expect(groups.map(({ title, events }) => [title, events.map(({ label }) => label)])).toEqual([
    ['test: a', ['process nc', 'process nc']],
    ['fixtures/a.ndjson', ['process cat eve']],
  ]);
  const second = groups[0]!.events[1]!;
  expect(second).toMatchObject({ case: 0, index: 1, range: { start: { line: 3 } } });
  expect((await explain(second)).matched).toBe(true);
  expect((await explain(groups[0]!.events[0]!)).matched).toBe(false);
});
