import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Explanation, RowsBehind } from '../../server/src/lsp/messages.js';
import { esqlRule } from '../helpers/esql-rule.js';
import type { LanguageClient } from '../helpers/language-client.js';
import { createWorkspace, type TestWorkspace } from '../helpers/workspace.js';
import { openRule, pulling, startSession } from './session.js';

const text = esqlRule(`from logs-*
| where event.action == "login" and user.name is not null
| stats hosts = count_distinct(host.id) by user.name
| where hosts > 1`);

const events = [
  { event: { action: 'login' }, user: { name: 'ann' }, host: { id: 'h1' } },
  { event: { action: 'login' }, user: { name: 'ann' }, host: { id: 'h2' } },
  { event: { action: 'login' }, user: { name: 'bob' }, host: { id: 'h1' } },
  { event: { action: 'logout' }, user: { name: 'bob' }, host: { id: 'h1' } },
];

let client: LanguageClient;
let workspace: TestWorkspace;
let uri: string;
let file: string;

beforeAll(async () => {
  workspace = createWorkspace({
    'rules/a.toml': text,
    'rules/b.toml': text.replace(/from[\s\S]*'''/, "row a = 1'''"),
    'e.ndjson': events.map((event) => `${JSON.stringify(event)}\n`).join(''),
  });
  uri = workspace.uri('rules/a.toml');
  file = workspace.uri('e.ndjson');
  client = await startSession(pulling, { workspaceFolders: [{ uri: workspace.uri(), name: 'w' }] });
  openRule(client, uri, text);
});

afterAll(() => {
  client.kill();
  workspace.remove();
});

const explain = (index: number) =>
  client.request<Explanation>('rulewright/explain', { uri, event: { uri: file, index } });

it('explains an event in its group, with the rows of each command', async () => {
  const ann = await explain(0);
  expect(ann.matched).toBe(true);
  expect(ann.pipeline!.map(({ rowsIn, rowsOut }) => [rowsIn, rowsOut])).toEqual([
    [null, 4],
    [4, 3],
    [3, 2],
    [2, 1],
  ]);
  const bob = await explain(2);
  expect(bob.matched).toBe(false);
  const failed = bob.clauses.filter(({ result }) => result === 'not-matched');
  expect(failed.map(({ note, seen, range }) => [note, seen, range.start.line])).toEqual([
    ['hosts is 1', '1', 7],
  ]);
  expect(bob.clauses.map(({ range }) => range.start.line)).toEqual([5, 5, 7]);
});

it('ends the explanation of an event where it is lost', async () => {
  const { clauses, matched } = await explain(3);
  expect(matched).toBe(false);
  expect(clauses.filter(({ result }) => result === 'not-matched').map(({ note }) => note)).toEqual([
    'event.action is "logout"',
  ]);
  expect(Math.max(...clauses.map(({ range }) => range.start.line))).toBe(5);
});

const rowsAt = (line: number, of = uri) =>
  client.request<RowsBehind>('rulewright/rowsBehind', {
    uri: of,
    source: { kind: 'event', event: { uri: file, index: 0 } },
    position: { line, character: 2 },
  });

it('shows the rows behind a command, with the event of a row of one event', async () => {
  const { title, columns, rows, total } = await rowsAt(5);
  expect(title).toBe('WHERE in line 6');
  expect(columns.map(({ name, type }) => `${name} ${type}`)).toEqual([
    'event.action keyword',
    'host.id keyword',
    'user.name keyword',
  ]);
  expect(total).toBe(3);
  expect(rows.map(({ cells, event }) => [...cells, event?.range.start.line])).toEqual([
    ['login', 'h1', 'ann', 0],
    ['login', 'h2', 'ann', 1],
    ['login', 'h1', 'bob', 2],
  ]);
});

it('shows groups without an event, and the first command for a place above the query', async () => {
  const { title, rows } = await rowsAt(6);
  expect(title).toBe('STATS in line 7');
  expect(rows).toEqual([{ cells: ['2', 'ann'] }, { cells: ['1', 'bob'], event: expect.anything() }]);
  expect((await rowsAt(0)).title).toBe('FROM in line 5');
  expect((await rowsAt(40)).title).toBe('WHERE in line 8');
});

it('says why there are no rows', async () => {
  const { error } = await client.request<RowsBehind>('rulewright/rowsBehind', {
    uri,
    source: { kind: 'event', event: { uri: workspace.uri('missing.ndjson'), index: 0 } },
    position: { line: 5, character: 0 },
  });
  expect(error).toContain('missing.ndjson cannot be read');
  expect((await rowsAt(5, workspace.uri('rules/b.toml'))).error).toContain('not open');
});
