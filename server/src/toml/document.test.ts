import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseToml } from './document.js';
import { valueAt } from './path.js';

const sample = `[metadata]
creation_date = "2026/01/05"
maturity = "production"

[rule]
author = ["Ann", "Bob"]
name = "Shell started by a web server"
risk_score = 47
tags = [
    "OS: Linux",
    "Tactic: Persistence",
]
query = '''
process where process.name == "sh" and
  process.parent.name : "nginx*"
'''
note = """
## Look here
[a link] and key = value
"""

[[rule.threat]]
framework = "MITRE ATT&CK"
[[rule.threat.technique]]
id = "T1505"
[rule.threat.tactic]
id = "TA0003"
name = "Persistence"

[transform]
[[transform.osquery]]
label = "Processes"
query = "SELECT * FROM processes"
`;

function problemsOf(text: string): string[] {
  return parseToml(text).problems.map(
    ({ code, span, message }) => `${code} ${JSON.stringify(text.slice(span.start, span.end))} ${message}`,
  );
}

describe('valid documents', () => {
  const document = parseToml(sample);
  const at = (path: (string | number)[], part: 'key' | 'value' | 'entry' | 'header') => {
    const span = document.locate(path, part);
    return span && sample.slice(span.start, span.end);
  };

  test('has no problems', () => expect(document.problems).toEqual([]));
  test.each([
    [['rule'], 'header', '[rule]'],
    [['rule', 'risk_score'], 'value', '47'],
    [['rule', 'risk_score'], 'key', 'risk_score'],
    [['rule', 'risk_score'], 'entry', 'risk_score = 47'],
    [['rule', 'tags', 1], 'value', '"Tactic: Persistence"'],
    [['rule', 'threat', 0], 'header', '[[rule.threat]]'],
    [['rule', 'threat', 0, 'technique', 0, 'id'], 'value', '"T1505"'],
    [['rule', 'threat', 0, 'tactic'], 'header', '[rule.threat.tactic]'],
    [['rule', 'missing'], 'value', undefined],
  ] as const)('%j %s', (path, part, expected) => expect(at([...path], part)).toBe(expected));

  test.each([
    ['[ru|le]', ['rule'], 'header'],
    ['risk|_score = 47', ['rule', 'risk_score'], 'key'],
    ['"OS: |Linux"', ['rule', 'tags', 0], 'value'],
    ['risk_score |= 47', ['rule'], 'between'],
  ] as const)('pathAt %s', (marked, path, part) => {
    const offset = sample.indexOf(marked.replace('|', '')) + marked.indexOf('|');
    expect(document.pathAt(offset)).toMatchObject({ path, part });
  });

  test('an integer beyond 2^53 is exact, a key named __proto__ is a key', () => {
    const { values, problems } = parseToml('a = 9223372036854775807\n__proto__ = 1\n');
    expect(problems).toEqual([]);
    expect(values.a).toBe(9223372036854775807n);
    expect(Object.keys(values)).toEqual(['a', '__proto__']);
  });

  test('a byte order mark is no error', () => expect(problemsOf('\ufeffa = 1\n')).toEqual([]));
});

describe('what TOML 1.0 refuses', () => {
  test.each([
    ['a = {x = 1,}', 'toml-syntax "}" Not valid TOML: TOML 1.0 does not allow a comma before "}".'],
    ['a = {\n x = 1}', null],
    ['a = "\\e"', null],
    ['a = "\\x41"', null],
    ['a = 07:32', null],
    ['a = 2020-02-30', null],
    ['a = 1 b = 2', 'toml-syntax "b" Not valid TOML: only a comment can follow the value on this line.'],
    ['a =', 'toml-syntax "=" Not valid TOML: missing value.'],
    ['a = \nb = 1', 'toml-syntax "=" Not valid TOML: missing value.'],
    ['abc\nb = 1', 'toml-syntax "c" Not valid TOML: a key needs "=" and a value.'],
    ['a = # later\n\n[b]', 'toml-syntax "=" Not valid TOML: missing value.'],
    ['[a', null],
    ['a = "x\ny = 1', 'toml-syntax "x" Not valid TOML: the string is not closed.'],
    ['a = [1', null],
  ])('%j', (text, expected) => {
    const problems = problemsOf(text);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(/^toml-syntax /);
    if (expected) expect(problems[0]).toBe(expected);
  });

  test.each([
    ['a = 1\na = 2\n', 'a', 'a'],
    ['[x]\ny = 1\n[x]\nz = 1\n', 'x', '[x]'],
    ['[x]\ny = 1\ny = 2\n', 'y', 'y'],
  ])('duplicate in %j', (text, duplicate, first) => {
    const { problems } = parseToml(text);
    expect(problems).toHaveLength(1);
    const { code, span, related } = problems[0]!;
    expect(code).toBe('toml-duplicate-key');
    expect(text.slice(span.start, span.end)).toBe(duplicate);
    expect(span.start).toBeGreaterThan(related![0]!.span.start);
    expect(text.slice(related![0]!.span.start, related![0]!.span.end)).toBe(first);
  });
});

describe('broken documents', () => {
  test('cut off anywhere: what stands before the cut is read, positions stay in range', () => {
    for (let cut = 0; cut <= sample.length; cut++) {
      const text = sample.slice(0, cut);
      const document = parseToml(text);
      if (cut > sample.indexOf('[rule]')) {
        expect(valueAt(document.values, ['metadata', 'maturity'])).toBe('production');
      }
      if (cut > sample.indexOf('tags')) expect(valueAt(document.values, ['rule', 'risk_score'])).toBe(47);
      const query = sample.indexOf("'''") + 3;
      if (cut > query + 1) {
        const end = Math.min(cut, sample.indexOf("'''", query));
        const read = document.stringAt(['rule', 'query'])?.value ?? '';
        const expected = text.slice(query + 1, end);
        expect(read.startsWith(expected)).toBe(true);
        expect(read.slice(expected.length)).toMatch(/^'{0,2}$/);
      }
      expect(document.problems.length).toBeLessThanOrEqual(1);
      for (const { span } of document.problems) expect(span.end).toBeLessThanOrEqual(cut);
    }
  });

  const damages: Readonly<Record<string, (line: string) => string>> = {
    'cut in half': (line) => line.slice(0, line.length >> 1),
    'without its last character': (line) => line.slice(0, -1),
    'left out': () => '',
    'with a quote more': (line) => `${line}"`,
    'replaced by %%': () => '%%',
    'replaced by a half-typed string': () => 'name = "half',
    'replaced by a half-typed entry': () => 'name = ',
    'replaced by a half-typed header': () => '[rule',
    'replaced by an opening of a literal': () => "x = '''",
    'replaced by an opening of a long text': () => 'x = """',
    'replaced by an opening of a list': () => 'tags = ["a"',
    'replaced by an opening of a table': () => 'x = {',
  };
  test.each(Object.entries(damages))('one line %s: at most the value of that line is lost', (_, damage) => {
    const values = [
      ['metadata', 'creation_date'],
      ['rule', 'name'],
      ['rule', 'risk_score'],
      ['rule', 'query'],
      ['rule', 'note'],
      ['rule', 'threat', 0, 'framework'],
      ['rule', 'threat', 0, 'technique', 0, 'id'],
      ['rule', 'threat', 0, 'tactic', 'name'],
      ['transform', 'osquery', 0, 'label'],
    ];
    const lines = sample.split('\n');
    lines.forEach((line, broken) => {
      const isHeader = line.startsWith('[');
      const opensString = /'''|"""/.test(line) && line.includes('=');
      if (isHeader || (opensString && /^(?:tags|x = \{)/.test(damage(line)) && !damage(line).includes(line)))
        return;
      const text = lines.map((each, index) => (index === broken ? damage(each) : each)).join('\n');
      const document = parseToml(text);
      const lost = values.filter((path) => valueAt(document.values, path) === undefined);
      expect(lost.length, `line ${broken}: ${line}: lost ${JSON.stringify(lost)}`).toBeLessThanOrEqual(1);
    });
  });

  test.each([
    [
      'an unclosed query before a table',
      "[rule]\nquery = '''\nprocess where tr\n\n[[rule.threat]]\nframework = \"x\"\n",
    ],
    [
      'before a key',
      '[rule]\nquery = \'\'\'\nprocess where tr\nname = "a"\n\n[[rule.threat]]\nframework = "x"\n',
    ],
    [
      'before another string of the same kind',
      "[rule]\nquery = '''\nprocess where tr\n\n[[rule.threat]]\nframework = \"x\"\nnote = '''\nyes\n'''\n",
    ],
    [
      'in basic quotes',
      '[rule]\nquery = """\nprocess where tr\n\n[[rule.threat]]\nframework = "x"\nnote = """\nyes\n"""\n',
    ],
    ['on one line', '[rule]\nquery = "process where tr\n\n[[rule.threat]]\nframework = "x"\n'],
  ])('%s keeps its text and the rest of the file', (_, text) => {
    const document = parseToml(text);
    expect(document.problems).toHaveLength(1);
    expect(document.stringAt(['rule', 'query'])?.value.trim()).toBe('process where tr');
    expect(valueAt(document.values, ['rule', 'query'])).toContain('process where tr');
    expect(valueAt(document.values, ['rule', 'threat', 0, 'framework'])).toBe('x');
  });

  test('a list without its end', () => {
    const document = parseToml('[rule]\ntags = [\n  "a",\n  "b"\n\n[transform]\nx = 1\n');
    expect(valueAt(document.values, ['rule', 'tags'])).toEqual(['a', 'b']);
    expect(valueAt(document.values, ['transform', 'x'])).toBe(1);
  });

  test('any text: no throw, spans in range', () => {
    const piece = fc.constantFrom(
      '[a]',
      '[[a]]',
      'k',
      '=',
      '"',
      "'''",
      '"""',
      '\n',
      ' ',
      '{',
      '}',
      '[',
      ']',
      ',',
      '1',
      '\\',
      '#',
      '.',
      '\r',
      '\ud800',
      'é',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (parts) => {
        const text = parts.join('');
        const document = parseToml(text);
        for (const { span } of document.problems) {
          expect(span.start).toBeGreaterThanOrEqual(0);
          expect(span.end).toBeGreaterThanOrEqual(span.start);
          expect(span.end).toBeLessThanOrEqual(text.length);
        }
        for (const place of document.places()) expect(place.entry.end).toBeLessThanOrEqual(text.length);
        document.pathAt(text.length >> 1);
      }),
      { numRuns: 3000 },
    );
  });

  test.each([
    ['a string', (n: number) => `a = "${'x'.repeat(n)}"\nb = 2\n`],
    ['an unclosed string', (n: number) => `[rule]\na = "${'x'.repeat(n)}`],
    ['brackets', (n: number) => `a = ${'['.repeat(n)}`],
    ['quotes', (n: number) => "'".repeat(n)],
    ['a comment', (n: number) => `#${'x'.repeat(n)}\na = 1`],
    ['blanks in a header', (n: number) => `[${' '.repeat(n)}x`],
    ['blanks in a header that is there twice', (n: number) => `[x]\n[x${' '.repeat(n)}]\n`],
    ['strings', (n: number) => `a = [${'"x", '.repeat(n / 10)}]\n`],
    ['strings with escapes', (n: number) => `a = [${'"\\\\", '.repeat(n / 10)}`],
    ['open strings', (n: number) => 'a = "x\n'.repeat(n / 100)],
    ['backslashes', (n: number) => `a = "${'\\'.repeat(n)}`],
    ['binary', (n: number) => '\u0000\ufffd'.repeat(n / 2)],
  ])('a very long line of %s is survived', (_, build) => {
    const text = build(2_000_000);
    const document = parseToml(text);
    for (const { span } of document.problems) expect(span.end).toBeLessThanOrEqual(text.length);
    document.places();
  });
});

test('a key of thousands of parts is refused in little time and memory; the rest is read', () => {
  const document = parseToml(`a = 1\n${'a.'.repeat(50_000)}b = 1\n[rule]\nname = "x"\n`);
  expect(document.problems).toMatchObject([{ code: 'toml-syntax' }]);
  expect(document.values).toEqual({ a: 1, rule: { name: 'x' } });
});

test('thousands of keys of too many parts are refused in little time', () => {
  const deep = `  [[ ${'a . '.repeat(100)}b]]\n`;
  const document = parseToml(`a = 1\n${deep.repeat(5_000)}b = 1\n`);
  expect(document.problems).toHaveLength(5_000);
  expect(document.problems[0]!.span.start).toBe(6);
  expect(document.values).toEqual({ a: 1, b: 1 });
});
