import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import type { LanguageClient } from '../helpers/language-client.js';
import {
  endSession,
  openRule,
  type Published,
  pull,
  pulling,
  type Report,
  startSession,
  waiting,
} from './session.js';

const uri = 'file:///nowhere/rules/odd.toml';
let client: LanguageClient;

afterEach(() => client.kill());

/** Returns the start and end of each finding's range as `line:character-line:character`. */
function places(report: Pick<Report, 'items'>, code: string): string[] {
  return report.items
    .filter((item) => item.code === code)
    .map(({ range: { start, end } }) => `${start.line}:${start.character}-${end.line}:${end.character}`);
}

/** The TOML is invalid, so that the only finding is about the TOML. */
const broken = (lineEnd: string) => ['[rule]', 'name = "x"', 'risk_score = = 21', ''].join(lineEnd);

describe('pull diagnostics', () => {
  it('are announced, answered in full and never published', async () => {
    const session = await startSession(pulling);
    client = session;
    expect(session.capabilities.diagnosticProvider).toMatchObject({ interFileDependencies: true });
    openRule(client, uri, broken('\n'));
    const report = await pull(client, uri);
    expect(report.kind).toBe('full');
    expect(places(report, 'toml-syntax')).toHaveLength(1);
    expect(client.received('textDocument/publishDiagnostics')).toEqual([]);
    expect(await endSession(client)).toBe(0);
  });

  it('are empty for TOML that is no rule, and for a document that is not open', async () => {
    client = await startSession(pulling);
    openRule(client, 'file:///nowhere/Cargo.toml', '[package]\nname = = 1\n');
    openRule(client, 'file:///nowhere/poetry.lock', '[metadata]\nname = = 1\n');
    expect(await pull(client, 'file:///nowhere/Cargo.toml')).toEqual({ kind: 'full', items: [] });
    expect(await pull(client, 'file:///nowhere/poetry.lock')).toEqual({ kind: 'full', items: [] });
    expect(await pull(client, 'file:///nowhere/other.toml')).toEqual({ kind: 'full', items: [] });
  });

  it.each([
    ['LF', '\n'],
    ['CRLF', '\r\n'],
    ['lone CR', '\r'],
  ])('count lines that end at %s', async (_name, lineEnd) => {
    client = await startSession(pulling);
    openRule(client, uri, `[rule]${lineEnd}# \u{1F50E}${lineEnd}key_nobody_knows = 1${lineEnd}`);
    client.notify('rulewright/treatAsRule', { uri });
    const change = {
      range: { start: { line: 2, character: 19 }, end: { line: 2, character: 20 } },
      text: '= 2',
    };
    client.notify('textDocument/didChange', { textDocument: { uri, version: 2 }, contentChanges: [change] });
    const report = await pull(client, uri);
    const [place] = places(report, 'toml-syntax');
    expect(place).toMatch(/^2:/);
  });

  it('follow incremental edits', async () => {
    client = await startSession(pulling);
    openRule(client, uri, broken('\n'));
    const at = (line: number, from: number, to: number, text: string) => ({
      range: { start: { line, character: from }, end: { line, character: to } },
      text,
    });
    client.notify('textDocument/didChange', {
      textDocument: { uri, version: 2 },
      contentChanges: [at(2, 13, 15, ''), at(0, 0, 0, '# first\n')],
    });
    expect(places(await pull(client, uri), 'toml-syntax')).toEqual([]);
    client.notify('textDocument/didChange', {
      textDocument: { uri, version: 3 },
      contentChanges: [at(3, 13, 13, '= ')],
    });
    expect(places(await pull(client, uri), 'toml-syntax')[0]).toMatch(/^3:/);
  });

  it('begin when a document is called a rule', async () => {
    client = await startSession(pulling);
    openRule(client, 'untitled:Untitled-1', 'name = = 1\n');
    expect((await pull(client, 'untitled:Untitled-1')).items).toEqual([]);
    client.notify('rulewright/treatAsRule', { uri: 'untitled:Untitled-1' });
    expect(places(await pull(client, 'untitled:Untitled-1'), 'toml-syntax')).toHaveLength(1);
  });

  it('begin for the folders that the settings name', async () => {
    client = await startSession(pulling, {
      workspaceFolders: [{ uri: 'file:///nowhere', name: 'nowhere' }],
      initializationOptions: { ruleFolders: ['detections'] },
    });
    openRule(client, 'file:///nowhere/detections/new.toml', 'name = = 1\n');
    openRule(client, 'file:///nowhere/detections-old/new.toml', 'name = = 1\n');
    expect((await pull(client, 'file:///nowhere/detections/new.toml')).items).not.toEqual([]);
    expect((await pull(client, 'file:///nowhere/detections-old/new.toml')).items).toEqual([]);
  });
});

describe('push diagnostics', () => {
  it('are published for clients that do not ask, with the version, and cleared on close', async () => {
    const session = await startSession(waiting);
    client = session;
    expect(session.capabilities.diagnosticProvider).toBeUndefined();
    openRule(client, uri, broken('\n'));
    const first = await client.next<Published>('textDocument/publishDiagnostics');
    expect(first).toMatchObject({ uri, version: 1 });
    expect(places({ items: first.diagnostics }, 'toml-syntax')).toHaveLength(1);

    client.notify('textDocument/didChange', {
      textDocument: { uri, version: 2 },
      contentChanges: [{ text: '[rule]\nname = "x"\n' }],
    });
    const second = await client.next<Published>('textDocument/publishDiagnostics');
    expect(second.version).toBe(2);
    expect(places({ items: second.diagnostics }, 'toml-syntax')).toEqual([]);

    client.notify('textDocument/didClose', { textDocument: { uri } });
    expect(await client.next<Published>('textDocument/publishDiagnostics')).toEqual({ uri, diagnostics: [] });
  });
});

describe('the code of a diagnostic', () => {
  const linking = { codeDescriptionSupport: true };

  it.each([
    ['that pulls, in the words of LSP 3.18', { textDocument: { diagnostic: linking } }],
    ['that pulls, in those of LSP 3.17', { textDocument: { diagnostic: {}, publishDiagnostics: linking } }],
  ])('is a link to its installed page for a client %s', async (_name, capabilities) => {
    client = await startSession(capabilities);
    openRule(client, uri, broken('\n'));
    const [first] = (await pull(client, uri)).items;
    expect(first?.code).toBe('toml-syntax');
    const page = readFileSync(fileURLToPath(first?.codeDescription?.href ?? ''), 'utf8');
    expect(page).toMatch(/^# toml-syntax\n/);
  });

  it('is a link in published diagnostics', async () => {
    client = await startSession({ textDocument: { publishDiagnostics: linking } });
    openRule(client, uri, broken('\n'));
    const { diagnostics } = await client.next<Published>('textDocument/publishDiagnostics');
    expect(diagnostics[0]?.codeDescription?.href).toMatch(/^file:.*\/docs\/lints\/toml-syntax\.md$/);
  });

  it('is not a link for a client that cannot show one', async () => {
    client = await startSession(pulling);
    openRule(client, uri, broken('\n'));
    expect((await pull(client, uri)).items[0]).not.toHaveProperty('codeDescription');
  });
});
