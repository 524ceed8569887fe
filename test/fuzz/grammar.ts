import type { Random } from './random.js';

/** Alternatives by name; `<name>` in an alternative refers to another name. */
type Grammar = Readonly<Record<string, readonly string[]>>;

const shared: Grammar = {
  field: [
    'a',
    'b.c',
    'process.name',
    'process.args',
    'host.ip',
    '@timestamp',
    'process.pid',
    'message',
    'event.category',
    'x.y.z',
    'user.name.text',
    'constructor',
    '`a b`',
  ],
  word: [
    'x',
    'cmd.exe',
    '10.0.0.1',
    '10.0.0.0/8',
    '3',
    '-1',
    '1.5',
    'true',
    'null',
    '2026-01-01',
    'now-1d',
    'A B',
    '*',
    'a*',
    '?',
    '',
    '\\\\',
    'é',
    '\u{1f600}',
    '::1',
    'C:\\\\x\\\\y',
  ],
  number: ['0', '1', '-5', '3.5', '1e400', '9007199254740993', '00'],
};

const eql: Grammar = {
  ...shared,
  query: [
    '<category> where <test>',
    '<category> where <test>',
    '<category> where <test> | head <number>',
    '<sequence>',
    'sample by <field> [<category> where <test>] [<category> where <test>]',
  ],
  category: ['any', 'process', 'file', 'network', '"a b"'],
  sequence: [
    'sequence by <field> <step> <step>',
    'sequence with maxspan=1m <step> <step> until <step>',
    'sequence <step> by <field> <step> by <field>',
    'sequence by <field> with maxspan=5s <step> ![<category> where <test>] <step>',
    'sequence <step> with runs=3',
  ],
  step: ['[<category> where <test>]'],
  test: [
    '<leaf>',
    '<leaf>',
    '<leaf>',
    '<test> and <test>',
    '<test> or <test>',
    'not <test>',
    '(<test>)',
    'true',
    'false',
  ],
  leaf: [
    '<operand> <compare> <constant>',
    '<field> in (<constant>, <constant>)',
    '<field> in~ ("<word>")',
    '<field> : ("<word>", "<word>")',
    '<field> like~ "<word>*"',
    '<field> regex~ "<regex>"',
    '<call>',
    '<field> != null',
    '?<field> == <constant>',
    '<field> == <field>',
    '<field>',
  ],
  operand: [
    '<field>',
    '<field>',
    'length(<field>)',
    '<field> + <number>',
    '<number> % <number>',
    '<call>',
    '-<field>',
  ],
  compare: ['==', '!=', '<', '>=', ':', '>'],
  constant: ['"<word>"', '<number>', '"""<word>"""', 'true', 'null', '"\\u{41}"'],
  call: [
    'cidrMatch(<field>, "<word>")',
    'startsWith~(<field>, "<word>")',
    'endsWith(<field>, "<word>")',
    'stringContains(<field>, "<word>")',
    'indexOf(<field>, "x") > 0',
    'substring(<field>, 1, 2) == "x"',
    'number(<field>) > 1',
    'between(<field>, "a", "b") == "c"',
    'concat(<field>, "x") == "xx"',
    'add(<field>, <number>) > 1',
    'divide(<field>, <number>) > 1',
    'modulo(<field>, <number>) == 1',
    'length(<field>) > 3',
    'string(<field>) == "1"',
    'unknownFunction(<field>)',
  ],
  regex: ['a.*', '[a-z]+', '(a|b){2,3}', 'a{1,', '[', '\\\\d', '.', 'a~b', '<1-9>', '(a*)*b'],
};

const kuery: Grammar = {
  ...shared,
  query: ['<test>'],
  test: ['<leaf>', '<leaf>', '<leaf>', '<test> and <test>', '<test> or <test>', 'not <test>', '(<test>)'],
  leaf: [
    '<field>: <value>',
    '<field>: <value>',
    '<field>: (<value> or <value>)',
    '<field>: (<value> and not <value>)',
    '<field> > <number>',
    '<field> <= "<word>"',
    '<field>: *',
    '<value>',
    'items: { a: <value> and b: <value> }',
    '*.a: <value>',
    'a*: <value>',
    '*: <value>',
  ],
  value: ['<plain>', '"<word>"', '<plain>*', '*<plain>*'],
  plain: ['x', 'cmd.exe', '3', 'true', '10.0.0.1', 'a\\:b', 'C\\:\\\\x', 'a b', 'and\\ b', 'é', '-'],
};

const lucene: Grammar = {
  ...shared,
  query: ['<test>'],
  test: [
    '<leaf>',
    '<leaf>',
    '<test> AND <test>',
    '<test> OR <test>',
    'NOT <test>',
    '(<test>)',
    '+<leaf> -<leaf>',
    '<leaf> <leaf>',
  ],
  leaf: [
    '<field>:<value>',
    '<field>:(<value> OR <value>)',
    '<field>:[<number> TO <number>]',
    '<field>:{a TO *}',
    '<field>:>=<number>',
    '_exists_:<field>',
    '<value>',
    '<field>:/<regex>/',
    '<value>~2',
    '<value>^2',
  ],
  value: ['x', '"<plain>"', 'a*', '?b', 'a\\:b', '3', '*'],
  plain: ['x y', 'cmd.exe', '10.0.0.1', ''],
  regex: ['a.*', '[a-z]+', 'a{1,', '['],
};

const esql: Grammar = {
  ...shared,
  query: [
    'from logs-* metadata _id, _version, _index | <commands>',
    'from a, b | <commands>',
    'row a = 1 | <commands>',
  ],
  commands: ['<command>', '<command> | <commands>', '<command> | <commands>'],
  command: [
    'where <field> == <constant>',
    'eval x = <field>, y = <number>',
    'keep <field>, <field>*',
    'drop <field>',
    'stats c = count(*) by <field>',
    'limit <number>',
    'rename <field> as z',
    'dissect <field> "%{a} %{b}"',
    'grok <field> "%{WORD:a}"',
    'sort <field> desc',
    'enrich p on <field>',
    'lookup join t on <field>',
    '// x\n',
    '/* /* */ */ limit 1',
    '',
  ],
  constant: ['"<word>"', '<number>', '"""<word>"""'],
};

export const grammars = { eql, kuery, lucene, esql } as const;

/** At this nesting depth only the first alternative is used, so that generation ends. */
const mostDepth = 12;

/** Returns a text that a grammar generates. */
export function generate(grammar: Grammar, random: Random, name = 'query', depth = 0): string {
  const alternatives = grammar[name] ?? [`<${name}>`];
  const chosen = depth > mostDepth ? alternatives[0]! : random.pick(alternatives);
  return chosen.replace(/<(\w+)>/g, (written, inner: string) =>
    Object.hasOwn(grammar, inner) ? generate(grammar, random, inner, depth + 1) : written,
  );
}
