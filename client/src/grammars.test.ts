import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import oniguruma from 'vscode-oniguruma';
import textmate from 'vscode-textmate';

const syntaxes = new URL('../../syntaxes/', import.meta.url);
const files: Readonly<Record<string, string>> = {
  'source.toml': 'toml.tmLanguage.json',
  'source.eql': 'eql.tmLanguage.json',
  'source.kuery': 'kuery.tmLanguage.json',
  'source.esql': 'esql.tmLanguage.json',
  'rulewright.query.injection': 'query-injection.tmLanguage.json',
};

let toml: textmate.IGrammar;

beforeAll(async () => {
  const wasm = createRequire(import.meta.url).resolve('vscode-oniguruma/release/onig.wasm');
  await oniguruma.loadWASM(readFileSync(wasm));
  const registry = new textmate.Registry({
    onigLib: Promise.resolve({
      createOnigScanner: (sources) => new oniguruma.OnigScanner(sources),
      createOnigString: (text) => new oniguruma.OnigString(text),
    }),
    async loadGrammar(scope) {
      // The editor provides the SQL grammar.
      if (scope === 'source.sql') return { scopeName: scope, patterns: [], repository: {} } as never;
      const file = files[scope];
      if (!file) return null;
      return textmate.parseRawGrammar(readFileSync(new URL(file, syntaxes), 'utf8'), file);
    },
    getInjections: (scope) => (scope === 'source.toml' ? ['rulewright.query.injection'] : []),
  });
  const grammar = await registry.loadGrammar('source.toml');
  if (!grammar) throw new Error('no grammar for source.toml');
  toml = grammar;
});

/** Returns the innermost scope of the first `word` in a text. */
function scopesOf(text: string, word: string): string {
  return allScopesOf(text, word).at(-1) ?? 'not found';
}

/** Returns the scopes of the first `word` in a text, outermost first. */
function allScopesOf(text: string, word: string): readonly string[] {
  let state = textmate.INITIAL;
  for (const line of text.split('\n')) {
    const { tokens, ruleStack } = toml.tokenizeLine(line, state);
    state = ruleStack;
    const at = line.indexOf(word);
    const token =
      at < 0 ? undefined : tokens.find(({ startIndex, endIndex }) => startIndex <= at && at < endIndex);
    if (token) return token.scopes;
  }
  return [];
}

const query = (text: string) => `[rule]\nquery = '''\n${text}\n'''\nname = "after"\n`;

it('each query has the language in which the editor comments and closes brackets', () => {
  const starts: Readonly<Record<string, string>> = {
    'process where true': 'eql',
    '// a comment\nprocess where true': 'eql',
    'sequence by host.id [any where true]': 'eql',
    'process.name: cat': 'kuery',
    'from logs-* | keep host.id': 'esql',
    'SELECT * FROM processes': 'sql',
  };
  const contributed = JSON.parse(readFileSync(new URL('../package.json', syntaxes), 'utf8')).contributes;
  const [injection] = contributed.grammars.filter(
    (one: { embeddedLanguages?: object }) => one.embeddedLanguages,
  );
  for (const [text, language] of Object.entries(starts)) {
    const first = text.split('\n').at(-1)!;
    for (const key of ['query', 'threat_query']) {
      const scopes = allScopesOf(`[rule]\n${key} = '''\n${text}\n'''\n`, first.slice(0, 4));
      const embedded = scopes.find((scope) => scope.startsWith('meta.embedded'));
      expect(injection.embeddedLanguages[embedded ?? ''], text).toBe(language);
    }
  }
});

it('is generated from the tables of the parsers as they are now', () => {
  const script = fileURLToPath(new URL('../../scripts/generate-grammars.mjs', import.meta.url));
  execFileSync(process.execPath, [script, '--check'], { stdio: 'inherit' });
});

describe('the TOML grammar', () => {
  it.each([
    ['[rule.threat]', 'threat', 'entity.name.type.table.toml'],
    ['[[rule.threat]]', 'threat', 'entity.name.type.table.toml'],
    ['name = "x" # why', 'name', 'variable.other.constant.key.toml'],
    ['"na me" = "x"', 'na me', 'variable.other.constant.key.toml'],
    ['name = "x" # why', 'x', 'string.quoted.double.toml'],
    ['name = "x" # why', 'why', 'comment.line.number-sign.toml'],
    ['name = "a#b"', 'b', 'string.quoted.double.toml'],
    ['a = [1, "two"]', 'two', 'string.quoted.double.toml'],
    ['a = [\n  "one", # first\n  "two",\n]\nb = true', 'two', 'string.quoted.double.toml'],
    ['a = [\n  "one", # first\n  "two",\n]\nb = true', 'first', 'comment.line.number-sign.toml'],
    ['a = [\n  "one",\n]\nb = true', 'true', 'constant.language.boolean.toml'],
    ['a = {b = 12, c = "d"}', '12', 'constant.numeric.integer.toml'],
    ['a = {b = 12, c = "d"}', 'c =', 'variable.other.constant.key.toml'],
    ['a.b."c" = 1.5', '1.5', 'constant.numeric.float.toml'],
    ['day = 2026-01-10', '2026', 'constant.other.time.toml'],
    ['a = "b\\qc"', '\\q', 'invalid.illegal.escape.toml'],
    ['note = """\ntext = 1\n"""\nb = true', 'text', 'string.quoted.triple.double.toml'],
    ['note = """\ntext\n"""\nb = true', 'true', 'constant.language.boolean.toml'],
    ["a = '''x'''\nb = true", 'true', 'constant.language.boolean.toml'],
  ])('%j: %s is %s', (text, word, scope) => {
    expect(scopesOf(text, word)).toBe(scope);
  });
});

describe('queries in TOML', () => {
  it.each([
    ['process where true', 'where', 'keyword.control.eql'],
    ['process where process.name : "cmd.exe"', 'process.name', 'variable.other.member.eql'],
    ['process where cidrMatch(source.ip, "10.0.0.0/8")', 'cidrMatch', 'support.function.eql'],
    ['process where endsWith~(process.name, "x")', 'endsWith~', 'support.function.eql'],
    ['process where a in~ ("x")', 'in~', 'keyword.other.operator.word.eql'],
    ['// why\nprocess where true', 'true', 'constant.language.eql'],
    ['sequence by host.id with maxspan=5m\n [any where true]', '5m', 'constant.numeric.duration.eql'],
    ['any where a == "/dev/fd/*"', '/dev', 'string.quoted.double.eql'],
    ['event.action: "x" and not user.name: root*', 'event.action', 'variable.other.member.kuery'],
    ['event.action: "x" and not user.name: root*', 'not', 'keyword.other.operator.word.kuery'],
    ['event.action: "x" and not user.name: root*', 'root*', 'string.unquoted.kuery'],
    ['FROM logs-* METADATA _id\n| where a > 1', 'where', 'keyword.control.esql'],
    ['from logs-*\n| stats n = count(*) by user.name', 'count', 'support.function.esql'],
    ['from logs-*\n| where a > 1 and b < 2', 'and', 'keyword.other.operator.word.esql'],
    ['process where true', 'query', 'variable.other.constant.key.toml'],
    ['process where true /* open', 'name', 'variable.other.constant.key.toml'],
  ])('%j: %s is %s', (text, word, scope) => {
    expect(scopesOf(query(text), word)).toBe(scope);
  });

  it('end with their string', () => {
    for (const text of ['process where "open', 'a: "open', 'from x | where "open', '/* open', '']) {
      expect(scopesOf(query(text), 'after')).toBe('string.quoted.double.toml');
    }
  });
});
