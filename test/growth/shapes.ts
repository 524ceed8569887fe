/** A text that grows with `size`; its name says what it repeats. */
type Shape = (size: number) => string;

/** A shape with the kind of its texts. */
export interface Row {
  readonly kind:
    | 'toml'
    | 'eql'
    | 'kuery'
    | 'lucene'
    | 'esql'
    | 'guide'
    | 'test file'
    | 'events'
    | 'captured text'
    | 'sigma';
  readonly name: string;
  readonly build: Shape;
}

const times =
  (text: string, before = '', after = ''): Shape =>
  (size) =>
    before + text.repeat(size) + after;

/** Joins texts that differ by a number. */
const each =
  (text: (index: number) => string, separator: string, before = '', after = ''): Shape =>
  (size) =>
    before + numbered(size, text, separator) + after;

function numbered(size: number, text: (index: number) => string, separator: string): string {
  return Array.from({ length: size }, (_, index) => text(index)).join(separator);
}

const nest =
  (open: string, close: string, inside = '', before = '', after = ''): Shape =>
  (size) =>
    before + open.repeat(size) + inside + close.repeat(size) + after;

const rule =
  '[metadata]\nmaturity = "production"\n[rule]\nname = "x"\ntype = "eql"\nquery = "any where true"\n';

const toml: Readonly<Record<string, Shape>> = {
  'blank lines': times('\n', rule),
  'blank lines between': times('\n', rule, '[[rule.threat]]\n'),
  'comment lines': times('# x\n', rule),
  spaces: times(' ', `${rule}a = 1`),
  'broken lines': times('x y z\n', rule),
  'lines with a closing bracket': times(']\n', rule),
  'unclosed strings': times('a = "x\n', rule),
  'unclosed multiline quotes': times('"""\n', `${rule}a = `),
  'unclosed brackets': times('[', `${rule}a = `),
  'unclosed tables': times('{a=', `${rule}a = `),
  'nested lists': nest('[', ']', '', `${rule}a = `, '\n'),
  'nested tables': nest('{a=', '}', '1', `${rule}a = `, '\n'),
  'dotted keys': times('.a', `${rule}a`, ' = 1\n'),
  'headers of many parts': times('.a', `${rule}[rule`, ']\n'),
  'unknown keys': each((index) => `key${index} = ${index}`, '\n', rule),
  'unknown tables': each((index) => `[rule.table${index}]\na = 1`, '\n', rule),
  'lists of tables': times('[[rule.threat]]\nframework = "MITRE ATT&CK"\n', rule),
  'the same key': times('name = "x"\n', rule),
  'the same header': times('[rule]\n', rule),
  'a list of strings': each((index) => `"tag ${index}"`, ', ', `${rule}tags = [`, ']\n'),
  'a list of strings on lines': each((index) => `    "tag ${index}",`, '\n', `${rule}tags = [\n`, '\n]\n'),
  'the same tags': times('"Domain: Endpoint", ', `${rule}tags = [`, ']\n'),
  'a list of tables in lines': times('{a = "b"}, ', `${rule}tags = [`, ']\n'),
  'bad escapes': times('\\q', `${rule}description = "`, '"\n'),
  'escaped quotes on lines': times('\\"\n', rule),
  'escaped quotes': times('\\"', `${rule}description = "`, '"\n'),
  'good escapes': times('\\u0041', `${rule}description = "`, '"\n'),
  'line breaks that are escaped': times('x \\\n', `${rule}description = """`, '"""\n'),
  'quotes in a literal string': times('"\'', `${rule}description = '''`, "x'''\n"),
  'control characters': times('\u0007', `${rule}description = "`, '"\n'),
  'carriage returns': times('\r', rule),
  'index patterns': each((index) => `"logs-${index}.*"`, ', ', `${rule}index = [`, ']\n'),
  'ignore comments': times('# rulewright-ignore toml-syntax\n', rule),
  references: each((index) => `"https://example.com/${index}"`, ', ', `${rule}references = [`, ']\n'),
  'threats with techniques': each(
    (index) =>
      `[[rule.threat]]\nframework = "MITRE ATT&CK"\n[[rule.threat.technique]]\nid = "T${1000 + index}"\nname = "x"\nreference = "x"\n[rule.threat.tactic]\nid = "TA0002"\nname = "Execution"\nreference = "x"\n`,
    '',
    rule,
  ),
  filters: times('[[rule.filters]]\nquery = {match_phrase = {a = "b"}}\nmeta = {negate = true}\n', rule),
  'required fields': times('[[rule.required_fields]]\nname = "a.b"\ntype = "keyword"\necs = true\n', rule),
};

const eql: Readonly<Record<string, Shape>> = {
  'clauses joined by or': each((index) => `a == "${index}"`, ' or ', 'any where '),
  'clauses joined by and': each((index) => `f${index} == "${index}"`, ' and ', 'any where '),
  'clauses of one field': each((index) => `a != "${index}"`, ' and ', 'any where '),
  'the same clause': times(' and a == "b"', 'any where a == "b"'),
  'the same clause with or': times(' or a == "b"', 'any where a == "b"'),
  'wildcards of one field': each((index) => `a : "*${index}*"`, ' and ', 'any where '),
  'ranges of one field': each((index) => `a > ${index}`, ' and ', 'any where '),
  'values in a list': each((index) => `"v${index}"`, ', ', 'any where a in (', ')'),
  'the same value in a list': times('"v", ', 'any where a in (', '"v")'),
  'wildcards in a list': each((index) => `"*v${index}*"`, ', ', 'any where a : (', ')'),
  'addresses in a list': each(
    (index) => `"10.${index >> 8}.${index & 255}.0/24"`,
    ', ',
    'any where cidrMatch(a, ',
    ')',
  ),
  'open parentheses': times('(', 'any where '),
  'closed parentheses': nest('(', ')', 'a == 1', 'any where '),
  nots: times('not ', 'any where ', 'a == 1'),
  'functions in functions': nest('length(', ')', 'a', 'any where ', ' > 1'),
  'unary minus': times('-', 'any where a == ', '1'),
  additions: times(' + 1', 'any where a == 1'),
  'parts of a field': times('.a', 'any where a', ' == 1'),
  'spaces at the end': times(' ', 'any where a == 1'),
  'spaces inside': times(' ', 'any where a', ' == 1'),
  'empty lines': times('\n', 'any where a == 1', ' and b == 2'),
  'line comments': times('// x\n', 'any where a == 1\n'),
  'block comments': times('/* x */ ', 'any where a == 1 '),
  'unclosed block comments': times('/* ', 'any where a == 1 '),
  'steps of a sequence': times(' [any where a == 1]', 'sequence by b '),
  'unclosed steps': times(' [any where a == 1', 'sequence by b '),
  pipes: times(' | head 5', 'any where a == 1'),
  backslashes: times('\\', 'any where a == "', '"'),
  'bad escapes': times('\\q', 'any where a == "', '"'),
  'unclosed strings': times(' "', 'any where a == '),
  'quotes in a raw string': times('""', 'any where a == """', '"""'),
  stars: times('*', 'any where a : "', '"'),
  'stars and letters': times('*a', 'any where a : "', 'b"'),
  'question marks': times('?', 'any where a : "', '"'),
  'groups in an expression': nest('(', ')', 'a', 'any where a regex "', '"'),
  'branches of an expression': times('|a', 'any where a regex "a', '"'),
  'repetitions of an expression': times('a*', 'any where a regex "', '"'),
  words: times('x ', 'any where a == 1 '),
  commas: times(',', 'any where a in ('),
  'keys of a sequence': each(
    (index) => `k${index}`,
    ', ',
    'sequence by ',
    ' [any where true] [any where true]',
  ),
  'all that is no sign': times('^', 'any where '),
  backquotes: times('`', 'any where '),
  'optional fields': times('?a == 1 and ', 'any where ', 'true'),
  'upper-case AND': times(' AND a == 1', 'any where a == 1'),
};

const kuery: Readonly<Record<string, Shape>> = {
  'clauses joined by or': each((index) => `a: ${index}`, ' or '),
  'clauses joined by and': each((index) => `f${index}: ${index}`, ' and '),
  'clauses of one field': each((index) => `not a: ${index}`, ' and '),
  'the same clause': times(' and a: b', 'a: b'),
  'the same clause with or': times(' or a: b', 'a: b'),
  'words in upper case': times(' AND a: b', 'a: b'),
  'upper-case OR in a value': times(' OR b', 'a: (b', ')'),
  'values in a list': each((index) => `v${index}`, ' or ', 'a: (', ')'),
  'free text': times('word '),
  'open parentheses': times('('),
  'closed parentheses': nest('(', ')', 'a: b'),
  'parentheses of a list': nest('(', ')', 'b', 'a: '),
  nots: times('not ', '', 'a: b'),
  'nested objects': nest('a: { ', ' }', 'b: c'),
  'unclosed braces': times('a: { '),
  'parts of a field': times('.a', 'a', ': b'),
  spaces: times(' ', 'a: b', 'c'),
  'empty lines': times('\n', 'a: b', ' and c: d'),
  colons: times(':', 'a'),
  stars: times('*', 'a: '),
  'stars and letters': times('*a', 'a: ', 'b'),
  backslashes: times('\\', 'a: '),
  'escaped quotes': times('\\"', 'a: "', '"'),
  'unclosed strings': times('"', 'a: '),
  commas: times(', b', 'a: (b', ')'),
  comments: times('// x\n', 'a: b\n'),
  'equals signs': times(' == b', 'a'),
  ranges: each((index) => `a > ${index}`, ' and '),
  'wildcards of one field': each((index) => `a: *${index}*`, ' and '),
  'or of ands beside ands': (size) =>
    `${each((index) => `f${index}: 1`, ' and ')(size)} and (${each((index) => `(a${index}: 1 and b${index}: 2)`, ' or ')(size)})`,
  'pairs that repeat': each((index) => `a${index}: 1 and not a${index}: 1`, ' and '),
  'or of ands': each((index) => `(a: ${index} and b: ${index})`, ' or '),
  'words with or in them': times('oror ', 'a: '),
};

const lucene: Readonly<Record<string, Shape>> = {
  'clauses joined by OR': each((index) => `a:${index}`, ' OR '),
  'clauses joined by AND': each((index) => `f${index}:${index}`, ' AND '),
  'the same clause': times(' AND a:b', 'a:b'),
  spaces: times(' ', 'a:b', 'c:d'),
  'spaces at the end': times(' ', 'a:b'),
  'spaces behind a colon': times(' ', 'a:', 'b'),
  'line breaks': times('\n', 'a:b', 'c:d'),
  'open parentheses': times('('),
  'closed parentheses': nest('(', ')', 'a:b'),
  'values in a list': each((index) => `v${index}`, ' OR ', 'a:(', ')'),
  words: times('word '),
  'plus signs': times('+a ', ''),
  'not signs': times('!', '', 'a:b'),
  NOTs: times('NOT ', '', 'a:b'),
  'minus signs': times('-', '', 'a:b'),
  backslashes: times('\\', 'a:'),
  'escaped letters': times('\\:', 'a:b'),
  'parts of a field': times('.a', 'a', ':b'),
  quotes: times('"', 'a:'),
  'words in quotes': times('x ', 'a:"', '"'),
  stars: times('*', 'a:'),
  regexes: times('/a/ ', ''),
  slashes: times('/', 'a:'),
  ranges: times(' AND a:[1 TO 2]', 'a:[1 TO 2]'),
  'unclosed ranges': times('a:[1 TO ', ''),
  boosts: times('^2', 'a:b'),
  tildes: times('~', 'a:b'),
  colons: times(':', 'a'),
  ampersands: times(' && a:b', 'a:b'),
  comparisons: times(' AND a:>1', 'a:>1'),
};

const esql: Readonly<Record<string, Shape>> = {
  pipes: times(' | where a == 1', 'from logs-* metadata _id, _index, _version'),
  'empty pipes': times(' |', 'from logs-*'),
  'open parentheses': times('(', 'from logs-* | where '),
  columns: each((index) => `c${index}`, ', ', 'from logs-* | keep '),
  'assigned columns': each((index) => `c${index} = 1`, ', ', 'from logs-* | eval '),
  // Parsing one takes so little time that only many show the growth.
  'renamed columns': (size) =>
    `from logs-* | rename ${numbered(size * 16, (index) => `a${index} as b${index}`, ', ')}`,
  'unknown columns': (size) =>
    `from logs-* | keep ${numbered(size, (index) => `c${index}`, ', ')}` +
    ` | where ${numbered(size, (index) => `d${index} == 1`, ' or ')}`,
  'columns of groups': (size) =>
    `from logs-* | stats ${numbered(size * 16, (index) => `a${index} + 1`, ', ')}` +
    ` by ${numbered(size * 16, (index) => `g${index} = -a${index}`, ', ')}`,
  indices: each((index) => `logs-${index}`, ', ', 'from '),
  'line comments': times('// x\n', 'from logs-*\n'),
  'nested block comments': nest('/* ', ' */', '', 'from logs-* '),
  'unclosed block comments': times('/* ', 'from logs-* '),
  spaces: times(' ', 'from logs-*', ' | limit 1'),
  strings: times('"""', 'from logs-* | where a == '),
  quotes: times('"', 'from logs-* | where a == '),
  backquotes: times('`', 'from logs-* | keep '),
  brackets: times('[', 'from logs-* | where a in '),
  'a list of IN': each((index) => `"v${index}"`, ', ', 'from logs-* | where a in (', ')'),
  'lists that are compared': (size) =>
    `from logs-* | eval ${numbered(size, (index) => `c${index} = split(a, ",")`, ', ')}` +
    ` | where ${numbered(size, (index) => `c${index} == "x"`, ' and ')}`,
  'fields that are excluded': each((index) => `f${index} != "x"`, ' and ', 'from logs-* | where '),
  'excluded alternatives': each(
    (index) => `(f${index} != "x" or g${index} == "y")`,
    ' and ',
    'from logs-* | where ',
  ),
  'alternatives of RLIKE': times('x|', 'from logs-* | where a rlike "', 'y"'),
};

const guide: Readonly<Record<string, Shape>> = {
  'placeholders that do not end': times('{{'),
  'spaces in a heading': times(' ', '# config a', 'x'),
  'signs in a heading': times('#', '# config '),
  'spaces in a placeholder': times(' ', '{{'),
  'spaces in placeholders': times('{{ ', '', 'a'),
  placeholders: times('{{host.name}} '),
  'buttons that do not end': times('!{osquery{'),
  'buttons that do not end with spaces': times('!{investigate{ '),
  buttons: times('!{osquery{"label":"x","query":"select 1"}}\n\n'),
  'braces in a button': times('{', '!{osquery{'),
  'quotes in a button': times('"', '!{osquery{'),
  'transform places': each((index) => `$osquery_${index}`, '\n'),
  headings: times('# x\n\n'),
  'number signs': times('#'),
  'lines of text': times('x y z\n'),
  spaces: times(' ', 'x', 'y'),
  'blank lines': times('\n', 'x', 'y'),
  'open links': times('['),
  'open pictures': times('!['),
  'links that do not end': times('[a](b'),
  links: times('[a](https://example.com) '),
  stars: times('*a '),
  'double stars': times('**a '),
  underscores: times('_'),
  backquotes: times('`', 'a'),
  'code fences': times('```\n'),
  'open tags': times('<a '),
  tags: times('<b>x</b>'),
  comments: times('<!-- '),
  entities: times('&amp;'),
  quotes: times('> '),
  'quotes on lines': times('> x\n'),
  'list items': times('- x\n'),
  'nested list items': (size) =>
    Array.from({ length: Math.ceil(Math.sqrt(size)) }, (_, index) => `${'  '.repeat(index)}- x`).join('\n'),
  'cells of a table': times('| a ', '|a|\n|-|\n'),
  'rows of dashes': times('-|-\n'),
  'blocks of HTML': times('<div>\n'),
  'processing instructions': times('<?'),
  escapes: times('\\*'),
  'stars on one line': times('* * '),
  'places of one entry': times('$osquery_0\n'),
  'rows of a table': times('| a | b |\n', '| a | b |\n|-|-|\n'),
  tildes: times('~~a '),
  'braces and percent': times('{%'),
  'HTTP addresses': times('https://example.com/a '),
  'addresses with parentheses': times('https://a.b/('),
  'at signs': times('a@b.c '),
  exclamations: times('!'),
  'emphasis that does not end': times('*a **b '),
  'underscores before words': times('_a '),
  'links that do not end on lines': times('[\n'),
  'addresses that do not end': times('![a]('),
  'numbered items': times('1. a\n'),
  'items with blank lines': times('- a\n\n'),
  'lines of one item': times('b\n', '- a\n'),
  'items in one line': times('- ', '', 'a'),
  'check boxes': times('- [ ] a\n'),
  tooltips: times('!{tooltip[a](b)}'),
  'links before a Timeline': times('[a](b) ', '', '[c](x/timelines?timeline=(id:a))'),
  'transform places in a line': times('$investigate_0 '),
  'exclamations and braces': times('!{'),
};

const testFile: Readonly<Record<string, Shape>> = {
  cases: each((index) => `  - {name: c${index}, events: [{a: b}], expect: alert}`, '\n', 'tests:\n'),
  'cases with one anchor': each(
    (index) => `  - {name: c${index}, events: [{<<: *base, x: 1}, *base], expect: alert}`,
    '\n',
    'defaults: &base {a: 1, b: 2}\ntests:\n',
  ),
  'cases with anchors': each(
    (index) => `  - {name: c${index}, events: [&a${index} {x: 1}, *a${index}], expect: alert}`,
    '\n',
    'tests:\n',
  ),
  'keys of an event': each(
    (index) => `f${index}: x`,
    ', ',
    'tests:\n  - {name: a, expect: alert, events: [{',
    '}]}',
  ),
  'dotted keys of an event': each(
    (index) => `a.f${index}: x`,
    ', ',
    'tests:\n  - {name: a, expect: alert, events: [{',
    '}]}',
  ),
  'parts of a key': times('.a', 'tests:\n  - {name: a, expect: alert, events: [{a', ': 1}]}'),
  'keys in keys': times('? ', '', 'a'),
  'unknown keys': each((index) => `key${index}: 1`, '\n'),
  'the same key': times('a: 1\n'),
  'nested lists': nest('[', ']', '', 'tests: '),
  'nested maps': nest('{a: ', '}', '1', 'tests: '),
  'list marks': times('- '),
  'blank lines': times('\n', 'tests: []', 'now: x'),
  comments: times('# x\n', 'tests: []\n'),
  'lines of a block': times('    x\n', 'tests:\n  - name: |\n'),
  'unclosed quotes': times('"', 'tests: '),
  'bad escapes': times('\\q', 'tests: "', '"'),
  'anchors and aliases': times('- &a 1\n- *a\n'),
  'cases of one name': times('  - {name: a, events: [{a: b}], expect: alert}\n', 'tests:\n'),
  exceptions: times(
    '{entries: [{field: a, type: match, operator: included, value: b}]}, ',
    'tests:\n  - {name: a, expect: alert, events: [{a: b}], exceptions: [',
    ']}',
  ),
  tags: times('!a ', 'tests: '),
  tabs: times('\t', 'tests:'),
};

const events: Readonly<Record<string, Shape>> = {
  lines: each(
    (index) => `{"@timestamp":"2026-01-01T00:00:00Z","a":"${index % 10}","b":"${index % 7 ? '' : 'x'}"}`,
    '\n',
  ),
  'lines of one key': times('{"a":"1"}\n'),
  'blank lines': times('\n', '{"a":1}\n', '{"a":2}\n'),
  'broken lines': times('{"a":\n', '{}\n'),
  'events of a list': times('{"a":1},\n', '[', '{}]'),
  hits: times('{"_source":{"a":1}},', '{"hits":{"hits":[', '{"_source":{}}]}}'),
  'deep lists': nest('[', ']', '', '{"a":', '}'),
  'deep objects': nest('{"a":', '}', '1'),
  'deep lists around events': nest('[', ']', '{"a":1}'),
  'keys of an event': each((index) => `"f${index}":1`, ',', '{', '}'),
  'dotted keys of an event': each((index) => `"a.f${index}":1`, ',', '{', '}'),
  'parts of a key': times('.a', '{"a', '":1}'),
  'values of a list': each((index) => `"v${index}"`, ',', '{"a":[', ']}'),
  'a document with line breaks': times('\n', '{"a":\n', '1}'),
  'an unclosed document': times('{"a":[\n'),
  'one long string': times('x', '{"a":"', '"}'),
  words: times('hello ', '{"message":"', '"}'),
  'a bulk file': times('{"index":{}}\n{"a":1}\n'),
};

/** Strings to match against patterns with many captures. */
const captured: Readonly<Record<string, Shape>> = {
  words: times('ab '),
  'values with commas': times('ab,'),
  letters: times('a'),
};

const sigmaHead = 'title: a\nlogsource: {product: windows, category: process_creation}\ndetection:\n';
const sigmaEnd = 'condition: a\n'.replace(/^/gm, '  ').trimEnd();

/** Sigma rules, each with many of one construct. */
const sigma: Readonly<Record<string, Shape>> = {
  values: each((index) => `x${index}`, ', ', `${sigmaHead}  a: {Image: [`, `]}\n${sigmaEnd}`),
  users: each((index) => `D\\u${index}`, ', ', `${sigmaHead}  a: {User: [`, `]}\n${sigmaEnd}`),
  'parts of users': each(
    (index) => `u${index}`,
    ', ',
    `${sigmaHead}  a: {User|contains: [`,
    `]}\n${sigmaEnd}`,
  ),
  'values in all': each(
    (index) => `x${index}`,
    ', ',
    `${sigmaHead}  a: {Image|contains|all: [`,
    `]}\n${sigmaEnd}`,
  ),
  selections: each((index) => `  a${index}: {Image: x${index}}`, '\n', sigmaHead, '\n  condition: 1 of a*'),
  'names in a condition': each(() => 'a', ' or ', `${sigmaHead}  a: {Image: x}\n  condition: `),
  'characters of an expression': times('a', `${sigmaHead}  a: {Image|re: '`, `'}\n${sigmaEnd}`),
  'groups of an expression': times('(a|b)', `${sigmaHead}  a: {Image|re: '`, `'}\n${sigmaEnd}`),
  wildcards: times('a*', `${sigmaHead}  a: {Image: '`, `'}\n${sigmaEnd}`),
  documents: times(`${sigmaHead}  a: {Image: x}\n${sigmaEnd}\n---\n`),
};

const tables = {
  sigma,
  toml,
  eql,
  kuery,
  lucene,
  esql,
  guide,
  'test file': testFile,
  events,
  'captured text': captured,
};

/** All shapes. */
export const rows: readonly Row[] = Object.entries(tables).flatMap(([kind, shapes]) =>
  Object.entries(shapes).map(([name, build]): Row => ({ kind: kind as Row['kind'], name, build })),
);
