import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type {
  EventRun,
  Explanation,
  FileEdits,
  GuidePreview,
  NewCase,
  RuleOverview,
  SequencePicture,
  TestFileOverview,
  TestFileOwner,
  TestRun,
} from '../../server/src/lsp/messages.js';
import type { LanguageClient } from '../helpers/language-client.js';
import { openRule, pull } from '../lsp/session.js';
import type { SystemName } from './bundles.js';
import { projectFiles, ruleText, sequenceText, testsText, umlauts } from './project-files.js';
import { type SimulatedSystem, simulate } from './simulated-system.js';

const encodeAll = (path: string): string =>
  path
    .split('/')
    .map((part) =>
      encodeURIComponent(part).replace(
        /[!'()*]/g,
        (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`,
      ),
    )
    .join('/');

/** A client and the way it writes the URI of a path in the project such as `rules/a.toml`. */
interface Client {
  readonly title: string;
  readonly system: SystemName;
  readonly project: string;
  readonly uri: (path: string) => string;
}

const inVsCode = (folder: string) => (path: string) =>
  `file://${encodeAll(path === '' ? folder : `${folder}/${path}`)}`;

const clients: readonly Client[] = [
  {
    title: 'VS Code',
    system: 'windows',
    project: 'C:\\Users\\Jörg\\R&D (neu)+x',
    uri: inVsCode('/c:/Users/Jörg/R&D (neu)+x'),
  },
  {
    title: 'VS Code on a share',
    system: 'windows',
    project: '\\\\server\\share\\Team rules',
    uri: inVsCode('server/share/Team rules'),
  },
  {
    title: 'a client that writes drives in capitals',
    system: 'windows',
    project: 'C:\\Users\\Jörg\\R&D (neu)+x',
    uri: (path) => `file:///C:/${encodeURI(`Users/Jörg/R&D (neu)+x/${path}`).replace(/\/$/, '')}`,
  },
  {
    title: 'a client with other letters',
    system: 'windows',
    project: 'C:\\Users\\Jörg\\R&D (neu)+x',
    uri: (path) => inVsCode('/c:/USERS/jörg/r&d (neu)+x')(path.toUpperCase()),
  },
  {
    title: 'VS Code',
    system: 'macos',
    project: '/Users/jörg/R&D (neu)+x',
    uri: inVsCode('/Users/jörg/R&D (neu)+x'),
  },
  {
    title: 'a client with composed letters',
    system: 'macos',
    project: '/Users/jörg/R&D (neu)+x'.normalize('NFD'),
    uri: (path) => inVsCode('/Users/jörg/R&D (neu)+x')(path.normalize('NFC')),
  },
];

describe.each(clients)('$system, $title', ({ system: name, project, uri }) => {
  let system: SimulatedSystem;
  let client: LanguageClient;
  const first = uri('rules/first.toml');
  const firstTests = uri('rules/first.tests.yaml');
  const other = uri(`rules/${umlauts}.toml`);
  const sequence = uri('rules/deep/sequence.toml');
  const sequenceTestFile = uri('rules/deep/sequence.tests.yaml');

  beforeEach(async () => {
    system = await simulate(name, project, projectFiles);
    client = await system.server(uri(''));
    await vi.waitFor(
      async () =>
        expect(await ask('rulewright/checks', { uri: first })).toMatchObject({ isIndexing: false, rules: 3 }),
      5_000,
    );
  });
  afterEach(() => {
    client.kill();
    system.remove();
  });

  const ask = <Result>(method: string, params: object): Promise<Result> =>
    client.request<Result>(method, params);
  const codes = async (document: string) => (await pull(client, document)).items.map(({ code }) => code);
  /**
   * Normalises a URI that another program may have written, to compare it where the client has no spelling.
   */
  const readable = (written: string) => decodeURIComponent(written).normalize('NFC').toLowerCase();

  it('does not report an open rule as a duplicate of itself, and finds real ones', async () => {
    openRule(client, first, ruleText(1));
    openRule(client, other, ruleText(2));
    expect(await codes(first)).toEqual([]);
    expect(await codes(other)).toEqual([]);
    client.notify('textDocument/didChange', {
      textDocument: { uri: other, version: 2 },
      contentChanges: [{ text: ruleText(1, 'Copy') }],
    });
    expect(await codes(other)).toEqual(['dup-rule-id']);
    expect(await ask('rulewright/checks', { uri: first })).toMatchObject({ rules: 3 });
  });

  it('looks for rules and their tests in the editor first, and names them as the client does', async () => {
    openRule(client, first, ruleText(1, 'Not saved'));
    openRule(client, firstTests, testsText, 'yaml');
    expect(await ask<RuleOverview>('rulewright/rule', { uri: first })).toMatchObject({
      testFile: firstTests,
      testCount: 2,
    });
    expect(await ask<TestFileOverview>('rulewright/testCases', { uri: firstTests })).toMatchObject({
      rule: first,
      ruleName: 'Not saved',
    });
    expect(
      await ask<TestFileOwner[]>('rulewright/testFiles', { uris: [firstTests, sequenceTestFile] }),
    ).toMatchObject([
      { uri: firstTests, rule: first, ruleName: 'Not saved' },
      { uri: sequenceTestFile, ruleName: 'Two steps' },
    ]);
    const run = await ask<TestRun>('rulewright/runTests', { uri: firstTests });
    expect(run.outcomes.map(({ status }) => status)).toEqual(['passed', 'failed']);
    expect(run.outcomes[1]?.location?.uri).toBe(first);
    expect(await ask<RuleOverview>('rulewright/rule', { uri: first })).toMatchObject({
      lastRun: { passed: 1, failed: 1, outdated: false },
    });
    expect(await ask<FileEdits>('rulewright/acceptActual', { uri: firstTests, cases: [1] })).toMatchObject({
      uri: firstTests,
      edits: [{ newText: 'no alert' }],
    });
    expect(await codes(firstTests)).toEqual([]);
  });

  it('answers about a document by a URI that it gave for it', async () => {
    const overview = await ask<TestFileOverview>('rulewright/testCases', { uri: sequenceTestFile });
    const given = overview.rule!;
    expect(readable(given)).toBe(readable(sequence));
    openRule(client, sequence, sequenceText);
    const picture = await ask<SequencePicture>('rulewright/sequence', {
      uri: given,
      source: { kind: 'test', testFile: sequenceTestFile, index: 0 },
    });
    expect(picture).not.toHaveProperty('error');
    expect(picture.lanes).toMatchObject([{ complete: true }]);
  });

  it('runs, explains, previews the guide and adds a case for an event of a fixture', async () => {
    openRule(client, first, ruleText(1));
    const run = await ask<EventRun>('rulewright/runOnEvents', { uri: first, source: { kind: 'fixtures' } });
    const event = run.alerts[0]?.events[0];
    expect(readable(event!.uri)).toBe(readable(uri('fixtures/events.ndjson')));
    const reference = { uri: event!.uri, index: event!.index };
    expect(await ask<Explanation>('rulewright/explain', { uri: first, event: reference })).toMatchObject({
      matched: true,
    });
    const guide = await ask<GuidePreview>('rulewright/guide', { uri: first, event: reference });
    expect(guide.sections[0]?.html).toContain('>kubectl</span>');
    const added = await ask<NewCase>('rulewright/addCase', { uri: first, events: [reference] });
    expect(readable(added.uri)).toBe(readable(firstTests));
    expect(added).toMatchObject({ create: false, edits: [{}] });
  });

  it('names the files of other rules, and reads nothing outside of the project', async () => {
    openRule(client, first, ruleText(1));
    const found = await ask<{ location: { uri: string } }[]>('workspace/symbol', { query: 'Two steps' });
    expect(found.map(({ location }) => readable(location.uri))).toEqual([readable(sequence)]);
    const outside = name === 'windows' ? 'file:///c%3A/Windows/events.ndjson' : 'file:///etc/events.ndjson';
    expect(
      await ask<Explanation>('rulewright/explain', { uri: first, event: { uri: outside, index: 0 } }),
    ).toMatchObject({ error: expect.stringContaining('is outside the workspace') });
  });
});
