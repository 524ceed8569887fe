import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dedent } from '../../../test/helpers/markers.js';
import { parseToml } from '../toml/document.js';
import { sameValue } from '../toml/format/format.js';
import { formatRule } from './format-rule.js';

/** Checks the format, and that formatting is idempotent. */
function checkFormat(name: string, before: string, after: string): void {
  test(name, () => {
    const expected = `${dedent(after)}\n`;
    expect(formatRule(dedent(before))).toBe(expected);
    expect(formatRule(expected)).toBe(expected);
  });
}

checkFormat(
  'tables and keys come into their order, queries last',
  `
    [rule]
    query = "q"
    type = "eql"
    author = ["A"]
    [metadata]
    updated_date = "2026/01/02"
    creation_date = "2026/01/01"`,
  `
    [metadata]
    creation_date = "2026/01/01"
    updated_date = "2026/01/02"

    [rule]
    author = ["A"]
    type = "eql"
    query = "q"`,
);

checkFormat(
  'comments stay with what they stand above, a licence on top',
  `
    # Licence

    # about the rule
    [rule]
    # about the name
    name = "N"   # why
    # about the author
    author = ["A"]
    [metadata]
    maturity="production"
    # the end`,
  `
    # Licence

    [metadata]
    maturity = "production"

    # about the rule
    [rule]
    # about the author
    author = ["A"]
    # about the name
    name = "N"   # why

    # the end`,
);

checkFormat(
  'long lists are spread, short ones joined unless a comma asks for lines',
  `
    [rule]
    author = [
      "A",
      "B"
    ]
    index = [
      "one-*",
      "two-*",
    ]
    references = ["https://example.com/a/very/long/address/number/one", "https://example.com/a/very/long/address/number/two"]`,
  `
    [rule]
    author = ["A", "B"]
    index = [
        "one-*",
        "two-*",
    ]
    references = [
        "https://example.com/a/very/long/address/number/one",
        "https://example.com/a/very/long/address/number/two",
    ]`,
);

checkFormat(
  'lists with comments, tables or long texts stay',
  `
    [rule]
    a = ["x", # why
      "y"]
    b = [{ c = 1 }]
    d = ["""
    x""", "y"]`,
  `
    [rule]
    a = ["x", # why
      "y"]
    b = [{ c = 1 }]
    d = ["""
    x""", "y"]`,
);

checkFormat(
  'parts of lists of tables keep their order',
  `
    [[rule.threat]]
    framework = "F"
    [[rule.threat.technique]]
    id = "2"
    [rule.threat.tactic]
    name = "T"
    id = "1"
    [[rule.threat]]
    framework = "G"
    [rule.alert]
    a = 1`,
  `
    [rule.alert]
    a = 1

    [[rule.threat]]
    framework = "F"

    [[rule.threat.technique]]
    id = "2"

    [rule.threat.tactic]
    id = "1"
    name = "T"

    [[rule.threat]]
    framework = "G"`,
);

checkFormat(
  'empty lines: one before each table, none between keys that moved',
  `
    [metadata]



    b = 1

    a = 2



    [rule]
    a = 1


    b = 2`,
  `
    [metadata]
    a = 2
    b = 1

    [rule]
    a = 1

    b = 2`,
);

test('empty lines before tables do not depend on who wrote the file', () => {
  const tables = [
    '[metadata]\na = 1',
    '[rule]\nb = 1',
    '[[rule.threat]]\nc = 1',
    '# why\n[rule.threat.tactic]\nd = 1',
  ];
  const [first, ...others] = ['\n', '\n\n', '\n\n\n\n'].map((parted) =>
    formatRule(`${tables.join(parted)}\n`),
  );
  expect(others).toEqual([first, first]);
});

test.each([
  ['broken TOML', '[rule]\nb = 1\na = \n'],
  ['nothing', ''],
])('%s stays as it is', (_name, text) => {
  expect(formatRule(text)).toBe(text);
});

test('line ends and a byte order mark stay', () => {
  expect(formatRule('\uFEFF[rule]\r\nb=1\r\na=2\r\n')).toBe('\uFEFF[rule]\r\na = 2\r\nb = 1\r\n');
});

test('texts over several lines are not touched', () => {
  const text = '[rule]\nnote = """\na  \n\n\n\n  b = 1\n"""\nquery = \'\'\'\n  x   \n\'\'\'\n';
  expect(formatRule(text)).toBe(text);
});

test('any rule: values and comments stay, and a second time changes nothing', () => {
  const comment = fc.nat(99).map((number) => `# c${number}`);
  const value = fc.constantFrom(
    '1',
    '"x"',
    '["a", "b"]',
    '["a",\n"b",]',
    '[ "a" , # inner\n "b"]',
    "'''\n # no\n'''",
    '{ a = 1 }',
  );
  const entry = fc
    .tuple(fc.constantFrom('a', 'b', 'query', 'name', '"q = 1"'), value, fc.option(comment))
    .map(([key, written, end]) => `${key}= ${written}${end ? `  ${end}` : ''}`);
  const table = fc.constantFrom(
    '[metadata]',
    '[rule]',
    '[transform]',
    '[[rule.threat]]',
    '[rule.threat.tactic]',
    '[rule.x]',
    '[other]',
  );
  const line = fc.oneof(entry, table, comment, fc.constant(''));
  fc.assert(
    fc.property(fc.array(line, { maxLength: 20 }), (lines) => {
      const text = lines.join('\n');
      const once = formatRule(text);
      expect(formatRule(once)).toBe(once);
      expect(sameValue(parseToml(once).values, parseToml(text).values)).toBe(true);
      const comments = (from: string): string[] => (from.match(/# (?:c\d+|inner)/g) ?? []).sort();
      expect(comments(once)).toEqual(comments(text));
    }),
    { numRuns: 1000 },
  );
});
