import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { BacktestMatrix, WorkspaceCoverage } from '../../server/src/lsp/messages.js';
import type { LanguageClient } from '../helpers/language-client.js';
import { createWorkspace, type TestWorkspace } from '../helpers/workspace.js';
import { openRule, pulling, startSession } from './session.js';

const threat = (...techniques: string[]): string =>
  `[[rule.threat]]\nframework = "MITRE ATT&CK"\n[rule.threat.tactic]\nid = "TA0002"\nname = "Execution"\n${techniques
    .map((id) => `[[rule.threat.technique]]\nid = "${id}"\nname = "Named ${id}"\n`)
    .join('')}`;
const rule = (name: string, query: string, more = '', type = 'eql'): string =>
  `[metadata]\n[rule]\nname = "${name}"\ntype = "${type}"\nlanguage = "${type === 'eql' ? 'eql' : 'kuery'}"\nquery = '''\n${query}\n'''\n${more}`;

const one = rule('One', 'any where user.name == "a"', threat('T1059'));
const newTerms =
  '[rule.new_terms]\nfield = "new_terms_fields"\nvalue = ["user.name"]\n[[rule.new_terms.history_window_start]]\nfield = "history_window_start"\nvalue = "now-7d"\n';
const event = (time: string, user: string): string =>
  `${JSON.stringify({ '@timestamp': time, event: { category: 'authentication' }, user: { name: user } })}\n`;

let workspace: TestWorkspace;
let client: LanguageClient;
beforeEach(async () => {
  workspace = createWorkspace({
    'rules/one.toml': one,
    'rules/one.tests.yaml':
      'tests:\n  - {name: a, events: [{user.name: a}], expect: alert}\n  - {name: b, events: [{user.name: b}], expect: no alert}\n  - {name: A, events: [{user.name: A}], expect: no alert}\n',
    'rules/two.toml': rule('Two', 'any where user.name : ("a", "b")', threat('T1059', 'T1204')),
    'rules/three.toml': rule('Three', 'any where true'),
    'rules/three.tests.yaml': 'tests:\n  - {name: wrong, events: [{a: 1}], expect: no alert}\n',
    'rules/four.toml': rule('Four', 'any where (', threat()),
    'rules/terms.toml': rule('Terms', 'user.name: *', newTerms, 'new_terms'),
    'events/monday.ndjson': event('2026-01-05T10:00:00Z', 'a') + event('2026-01-05T11:00:00Z', 'c'),
    'events/tuesday.ndjson': `${event('2026-01-06T10:00:00Z', 'b')}{broken\n${event('2026-01-06T11:00:00Z', 'a')}`,
  });
  client = await startSession(pulling, { workspaceFolders: [{ uri: workspace.uri(), name: 'test' }] });
  openRule(client, workspace.uri('rules/one.toml'), one);
});
afterEach(() => {
  client.kill();
  workspace.remove();
});

/** Returns the tree as lines: names with proofs. */
function linesOf({ tactics, others }: WorkspaceCoverage): readonly string[] {
  const rules = (list: WorkspaceCoverage['others']) =>
    list.map(({ name, proof }) => `    ${name}: ${proof}`).sort();
  return [
    ...tactics.flatMap(({ id, techniques, rules: own }) => [
      id,
      ...techniques.flatMap((technique) => [`  ${technique.id}`, ...rules(technique.rules)]),
      ...rules(own),
    ]),
    ...rules(others),
  ];
}

const coverage = (prove: boolean) => client.request<WorkspaceCoverage>('rulewright/coverage', { prove });

describe('coverage', () => {
  it('has tactics, techniques and rules with their test results; a rule without a technique is below its tactic', async () => {
    expect(linesOf(await coverage(false))).toEqual([
      'TA0002',
      '  T1059',
      '    One: tested',
      '    Two: untested',
      '  T1204',
      '    Two: untested',
      '    Four: untested',
      '    Terms: untested',
      '    Three: failing',
    ]);
  });

  it('proves rules with tests on request, and keeps the result until something changes', async () => {
    expect(linesOf(await coverage(true))).toContain('    One: proved');
    expect(linesOf(await coverage(false))).toContain('    One: proved');
    client.notify('textDocument/didChange', {
      textDocument: { uri: workspace.uri('rules/one.toml'), version: 2 },
      contentChanges: [{ text: one.replace('"a"', '"a" or user.name == "z"') }],
    });
    expect(linesOf(await coverage(false))).toContain('    One: tested');
  });
});

describe('backtest', () => {
  const run = (...uris: string[]) =>
    client.request<BacktestMatrix>('rulewright/backtest', {
      source: { kind: 'files', uris: uris.map((path) => workspace.uri(path)) },
    });

  it('counts the alerts of each rule in each file alone, and knows the values of new terms from all', async () => {
    const matrix = await run('events');
    expect(matrix.files.map(({ shown, events }) => [shown, events])).toEqual([
      ['events/monday.ndjson', 2],
      ['events/tuesday.ndjson', 2],
    ]);
    expect(matrix.rules.map(({ name, alerts }) => [name, ...alerts])).toEqual([
      ['Three', 2, 2],
      ['Two', 1, 2],
      ['One', 1, 1],
      // Its window is six minutes: on Monday it contains only the last event, on Tuesday one whose value was
      // seen before.
      ['Terms', 1, 0],
      ['Four', 0, 0],
    ]);
    expect(matrix.rules.at(-1)!.notRun).toMatch(/./);
    expect(matrix.notes).toEqual([expect.stringMatching(/^events\/tuesday\.ndjson:2: /)]);
    expect(matrix.ran).toBe(4);
  });

  it('reads open rules as they are in the editor', async () => {
    client.notify('textDocument/didChange', {
      textDocument: { uri: workspace.uri('rules/one.toml'), version: 2 },
      contentChanges: [{ text: one.replace('"a"', '"nobody"') }],
    });
    expect((await run('events/monday.ndjson')).rules.map(({ name }) => name)).not.toContain('One');
  });

  it('says which file cannot be read', async () => {
    const { notes, files } = await run('events/nowhere.ndjson');
    expect(files).toHaveLength(1);
    expect(notes).toEqual([expect.stringContaining('events/nowhere.ndjson cannot be read')]);
  });
});
