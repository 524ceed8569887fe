import { afterEach, beforeEach, expect, it } from 'vitest';
import type { BegunRule } from '../../server/src/lsp/messages.js';
import type { LanguageClient } from '../helpers/language-client.js';
import { createWorkspace, type TestWorkspace } from '../helpers/workspace.js';
import { openRule, pull, pulling, startSession } from './session.js';

const event = (name: string) =>
  JSON.stringify({ event: { category: 'process', type: 'start' }, process: { name } });

let workspace: TestWorkspace;
let client: LanguageClient;

beforeEach(async () => {
  workspace = createWorkspace({ 'fixtures/one.ndjson': `${event('curl')}\n${event('wget')}\n` });
  client = await startSession(pulling, { workspaceFolders: [{ uri: workspace.uri(), name: 'test' }] });
});
afterEach(() => {
  client.kill();
  workspace.remove();
});

const begin = (choice: object): Promise<BegunRule> =>
  client.request('rulewright/newRule', { type: 'eql', name: 'Download', tactic: 'TA0011', ...choice });

it('creates a rule without findings', async () => {
  const { fileName, text, testFileName, error } = await begin({});
  expect({ fileName, testFileName, error }).toEqual({
    fileName: 'command_and_control_download.toml',
    testFileName: 'command_and_control_download.tests.yaml',
  });
  const uri = workspace.uri(`rules/${fileName}`);
  openRule(client, uri, text);
  expect((await pull(client, uri)).items).toEqual([]);
});

it('offers the techniques of a tactic and writes the one that is chosen', async () => {
  const offered = await client.request<{ id: string; name: string }[]>('rulewright/techniques', {
    tactic: 'TA0011',
  });
  expect(offered).toContainEqual({ id: 'T1105', name: 'Ingress Tool Transfer' });
  expect(offered.map(({ id }) => id)).not.toContain('T1059');
  expect((await begin({ technique: 'T1105' })).text).toContain(
    'name = "Ingress Tool Transfer"\nreference = "https://attack.mitre.org/techniques/T1105/"',
  );
});

it('writes a test with an example event', async () => {
  expect((await begin({})).testText).toContain('process.name: example.exe');
});

it.each([
  ['at the line of a text', { text: `${event('curl')}\n\n${event('wget')}\n`, line: 2 }, 'wget'],
  ['before the line of a text', { text: `${event('curl')}\n\n${event('wget')}\n`, line: 1 }, 'curl'],
  ['in a list', { text: `[\n${event('curl')},\n${event('wget')}\n]`, line: 1 }, 'curl'],
])('begins a rule from the event %s', async (_, from, name) => {
  const { text, testText } = await begin({ event: from });
  expect(text).toContain(`process.name : "${name}"`);
  expect(testText).toContain(`name: ${name}`);
});

it('begins a rule from an event of a file', async () => {
  const { text } = await begin({ event: { uri: workspace.uri('fixtures/one.ndjson'), index: 1 } });
  expect(text).toContain('process.name : "wget"');
});

it.each([
  [{ type: 'sigma' }, 'unknown rule type "sigma"'],
  [{ event: { text: 'nothing', line: 0 } }, 'no event in this text'],
])('says why it cannot', async (choice, reason) => {
  expect(await begin(choice)).toMatchObject({ text: '', error: reason });
});

// At any time, one of the two is on another day than UTC.
it.each(['Pacific/Kiritimati', 'Pacific/Pago_Pago'])('begins a rule on the day of %s', async (timeZone) => {
  client.kill();
  client = await startSession(pulling, {}, { ...process.env, TZ: timeZone });
  const day = () => new Intl.DateTimeFormat('en-CA', { timeZone }).format(new Date()).replaceAll('-', '/');
  const before = day();
  const { text } = await begin({});
  expect([before, day()]).toContain(/creation_date = "(.*)"/.exec(text)?.[1]);
});

it.each([
  ['Con', 'con_rule.toml', 'con_rule.tests.yaml'],
  ['不審な', '不審な.toml', '不審な.tests.yaml'],
])('names the files of a rule %s so that every system takes them', async (name, fileName, testFileName) => {
  expect(await begin({ name, tactic: undefined })).toMatchObject({ fileName, testFileName });
});
