/**
 * Writes the TextMate grammars of the query languages from the parsers' tables, and the injection that embeds
 * them in the `query` string of a rule. `node scripts/generate-grammars.mjs --check` only reports whether
 * they are up to date.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { root } from './generators.mjs';
import { esqlWords, kueryWords } from './grammar-words.mjs';
import { loadModule } from './load-module.mjs';

const constants = new Set(['true', 'false', 'null']);
const anyOf = (words) => `(?:${[...words].sort().join('|')})`;
const number = { match: '\\b\\d+(?:\\.\\d+)?(?:[eE][+-]?\\d+)?\\b', name: 'constant.numeric' };
const field = { match: '\\??[A-Za-z_@][\\w@*-]*(?:\\.[\\w@*-]+)*', name: 'variable.other.member' };
const quotedField = { match: '\\??`(?:``|[^`])*`', name: 'variable.other.member' };

function comments(...kinds) {
  const line = { match: '//.*$', name: 'comment.line.double-slash' };
  // The end of the TOML string also ends an open comment.
  const block = { begin: '/\\*', end: '\\*/|(?=\'\'\'|""")', name: 'comment.block' };
  return kinds.map((kind) => (kind === 'line' ? line : block));
}

/**
 * `"text"` with backslash escapes. It ends at the end of the line, so that an unclosed string does not
 * swallow the rule.
 */
const string = {
  begin: '"(?!"")',
  end: '"|$',
  name: 'string.quoted.double',
  patterns: [{ match: '\\\\.', name: 'constant.character.escape' }],
};
const rawString = { match: '"""(?:(?!""").)*"{3,5}', name: 'string.quoted.triple' };

/** Adds the language to every scope name: `comment.line` becomes `comment.line.eql`. */
function scoped(pattern, language) {
  const result = { ...pattern };
  if (result.name) result.name = `${result.name}.${language}`;
  if (result.patterns) result.patterns = result.patterns.map((inner) => scoped(inner, language));
  return result;
}

function grammar(name, language, patterns) {
  return {
    name,
    scopeName: `source.${language}`,
    patterns: patterns.map((pattern) => scoped(pattern, language)),
  };
}

function eql(keywords, functions) {
  const words = keywords.filter((word) => !constants.has(word));
  return grammar('EQL', 'eql', [
    ...comments('line', 'block'),
    rawString,
    string,
    quotedField,
    { match: `(?<![\\w.])${anyOf(functions)}~?(?=\\s*\\()`, name: 'support.function' },
    { match: `(?<![\\w.])(?:in|like|regex)~`, name: 'keyword.other.operator.word' },
    { match: `(?<![\\w.])${anyOf(words)}(?![\\w.])`, name: 'keyword.control' },
    { match: `(?<![\\w.])${anyOf(constants)}(?![\\w.])`, name: 'constant.language' },
    { match: '\\b\\d+(?:ms|[smhd])\\b', name: 'constant.numeric.duration' },
    number,
    { match: '==|!=|<=|>=|[<>=:+*/%|-]', name: 'keyword.operator' },
    field,
  ]);
}

function kuery() {
  return grammar('KQL', 'kuery', [
    string,
    { match: `(?i)(?<![\\w.])${anyOf(kueryWords)}(?![\\w.:])`, name: 'keyword.other.operator.word' },
    {
      match: '(?:[A-Za-z_@*][\\w@*-]*)(?:\\.[\\w@*-]+)*(?=\\s*(?::|<=|>=|<|>))',
      name: 'variable.other.member',
    },
    { match: ':|<=|>=|<|>', name: 'keyword.operator' },
    { match: `(?<![\\w.])${anyOf(constants)}(?![\\w.])`, name: 'constant.language' },
    { match: '\\\\.', name: 'constant.character.escape' },
    number,
    { match: '[^\\s():<>"{}\\\\]+', name: 'string.unquoted' },
  ]);
}

function esql({ commands: all }) {
  const commands = all.map(({ name }) => name.toLowerCase().replace(' ', '\\s+'));
  return grammar('ES|QL', 'esql', [
    ...comments('line', 'block'),
    rawString,
    string,
    quotedField,
    { match: `(?i)(?:(?<=\\|)|(?<=\\|\\s)|^)\\s*${anyOf(commands)}\\b`, name: 'keyword.control' },
    { match: `(?i)(?<![\\w.])${anyOf(esqlWords)}(?![\\w.(])`, name: 'keyword.other.operator.word' },
    { match: `(?i)(?<![\\w.])${anyOf(constants)}(?![\\w.])`, name: 'constant.language' },
    { match: '(?<![\\w.])[A-Za-z_]\\w*(?=\\s*\\()', name: 'support.function' },
    number,
    { match: '==|!=|<=|>=|=~|::|[<>=:+*/%|-]', name: 'keyword.operator' },
    field,
  ]);
}

/** How the start of a query shows its language; KQL is the default. Osquery searches are in SQL. */
const starts = [
  ['sql', '(?i)(?=\\b(?:select|with)\\s)'],
  ['esql', '(?i)(?=\\b(?:from|row|ts)\\s+["`\\w*.-])'],
  ['eql', '(?=\\b(?:sequence|sample)\\b|\\b\\w+\\s+where\\b|"[^"]*"\\s+where\\b)'],
  ['kuery', '(?=\\S)'],
];

function injection() {
  const block = (delimiter, quote) => ({
    begin: `^\\s*(query|threat_query)\\s*(=)\\s*(${delimiter})`,
    beginCaptures: {
      1: { name: 'support.type.property-name.toml variable.other.constant.key.toml' },
      2: { name: 'punctuation.separator.key-value.toml keyword.operator.assignment.toml' },
      3: { name: `string.quoted.triple.${quote}.toml punctuation.definition.string.begin.toml` },
    },
    end: `${delimiter}`,
    endCaptures: { 0: { name: `string.quoted.triple.${quote}.toml punctuation.definition.string.end.toml` } },
    patterns: [
      ...comments('line', 'block').map((pattern) => scoped(pattern, 'toml.query')),
      ...starts.map(([language, begin]) => ({
        begin,
        end: `(?=${delimiter})`,
        name: `meta.embedded.block.${language}`,
        patterns: [{ include: `source.${language}` }],
      })),
    ],
  });
  return {
    scopeName: 'rulewright.query.injection',
    injectionSelector: 'L:source.toml -string -comment -meta.embedded',
    patterns: [block("'''", 'single'), block('"""', 'double')],
  };
}

/** Returns the content of every generated grammar by its file name in syntaxes/. */
export async function grammars() {
  const { keywords } = await loadModule('server/src/query/eql/tokens.ts');
  const { eqlFunctions } = await loadModule('server/src/query/eql/functions.ts');
  const files = {
    'eql.tmLanguage.json': eql(
      keywords,
      eqlFunctions.map((entry) => entry.name),
    ),
    'kuery.tmLanguage.json': kuery(),
    'esql.tmLanguage.json': esql(await loadModule('server/src/query/esql/commands.ts')),
    'query-injection.tmLanguage.json': injection(),
  };
  return Object.fromEntries(
    Object.entries(files).map(([name, content]) => [name, `${JSON.stringify(content, null, 2)}\n`]),
  );
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  let outdated = 0;
  for (const [name, text] of Object.entries(await grammars())) {
    const file = path.join(root, 'syntaxes', name);
    if (!process.argv.includes('--check')) writeFileSync(file, text);
    else if (readFileSync(file, 'utf8') !== text) {
      console.error(`syntaxes/${name} is out of date: node scripts/generate-grammars.mjs`);
      outdated++;
    }
  }
  process.exit(outdated === 0 ? 0 : 1);
}
