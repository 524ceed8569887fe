import type { Span } from '../../text/span.js';
import { type ErrorText, type SyntaxProblem, syntaxProblem } from '../syntax-problem.js';
import type { Token } from '../token.js';

/** Descriptions of what can be missing. Keywords and signs are quoted as written. */
const wantedWords: Readonly<Record<string, string>> = {
  command: 'a command after the pipe',
  column: 'a column',
  comma: '[,] between two items of the list',
  connective: '[AND] or [OR]',
  constant: 'a constant',
  'end-of-command': '[|] before the next command',
  expression: 'a column, a value or a function',
  index: 'an index pattern',
  name: 'a column name',
  number: 'a number',
  operator: 'an operator such as [==]',
  'path-part': 'the next part of the name after [.]',
  pattern: 'a pattern in double quotes',
  policy: 'the name of an enrich policy',
  query: 'a query',
  source: 'a source command such as [FROM]',
  string: 'a string in double quotes',
  type: 'a type such as [keyword]',
};

function describeFound({ kind, image }: Token): string {
  return kind === 'end' ? 'the query ends' : `found [${image}]`;
}

const didYouMean = (nearest: string | undefined): Partial<ErrorText> =>
  nearest === undefined ? {} : { help: `did you mean [${nearest}]?`, replacement: nearest };

/** The errors of parsing ES|QL, each with its text (docs/semantics/esql.md#errors). */
export const esqlErrors = {
  missing: (wanted: string, found: Token): ErrorText => ({
    message: `expected ${wantedWords[wanted] ?? `[${wanted}]`}, ${describeFound(found)}`,
  }),
  unexpected: (image: string): ErrorText => ({ message: `did not expect [${image}] here` }),
  empty: (): ErrorText => ({ message: 'the query is empty', help: 'start with FROM and an index pattern' }),
  'too-deep': (most: number): ErrorText => ({
    message: `the query is nested more than ${most} levels deep`,
  }),
  'too-many-commands': (most: number): ErrorText => ({ message: `a query has at most ${most} commands` }),

  'unknown-source-command': (name: string, nearest: string | undefined): ErrorText => ({
    message: `unknown source command [${name}]`,
    help: 'start with FROM and an index pattern',
    ...didYouMean(nearest),
  }),
  'unknown-processing-command': (name: string, nearest: string | undefined): ErrorText => ({
    message: `unknown command [${name}]`,
    ...didYouMean(nearest),
  }),
  'source-behind-pipe': (name: string): ErrorText => ({
    message: `[${name}] starts a query; it cannot follow a pipe`,
  }),
  'processing-at-start': (name: string): ErrorText => ({
    message: `a query starts with [FROM], not with [${name}]`,
  }),
  'empty-command': (): ErrorText => ({
    message: 'there is no command between these pipes',
    help: 'remove one of them, or write [OR] to continue a condition',
  }),
  'trailing-pipe': (): ErrorText => ({
    message: 'no command after this pipe',
    help: 'remove it',
    replacement: '',
  }),
  'trailing-semicolon': (): ErrorText => ({
    message: 'a query cannot end with [;]',
    help: 'remove it',
    replacement: '',
  }),

  'unclosed-comment': (): ErrorText => ({
    message: 'this comment is not closed',
    help: 'end it with */; comments nest',
  }),
  'unclosed-string': (): ErrorText => ({
    message: 'this string is not closed on its line',
    help: 'end it with ["]; write [\\"] for a quote inside the string',
  }),
  'missing-quote': (): ErrorText => ({
    message: 'missing quote: this string is not closed where it should be',
    help: 'close it with ["]',
  }),
  'unclosed-raw-string': (): ErrorText => ({
    message: 'this raw string is not closed on its line',
    help: 'end it with """',
  }),
  'unclosed-name': (): ErrorText => ({
    message: 'this quoted name is not closed',
    help: 'end it with a backquote',
  }),
  'name-start': (image: string): ErrorText => ({
    message: `[${image}] is not a name: names start with a letter, or with [_] or [@] followed by more characters`,
    help: 'put it in backquotes',
    replacement: `\`${image}\``,
  }),
  'unknown-escape': (image: string): ErrorText => ({
    message: `invalid escape [${image}] in a string`,
    help: 'double the backslash, or put the string in triple double quotes',
    replacement: `\\${image}`,
  }),
  'single-quotes': (fixed: string): ErrorText => ({
    message: 'strings must be in double quotes',
    help: `write ${fixed}`,
    replacement: fixed,
  }),
  'curly-quote': (quote: string): ErrorText => ({
    message: `[${quote}] does not start a string; use straight double quotes ["]`,
  }),
  'unusual-space': (code: string): ErrorText => ({
    message: `this character looks like a space but is not one (U+${code})`,
    help: 'write a plain space',
    replacement: ' ',
  }),
  'exclamation-mark': (): ErrorText => ({
    message: '[!] is not an operator',
    help: 'write [NOT], or [!=] to compare',
  }),
  ampersands: (): ErrorText => ({
    message: '[&] is not an operator',
    help: 'write [AND]',
  }),
  'double-ampersand': (): ErrorText => ({
    message: '[&&] is not an operator',
    help: 'write [AND]',
    replacement: 'AND',
  }),
  'unknown-characters': (characters: string): ErrorText => ({
    message: `[${characters}] is not valid in ES|QL`,
  }),

  'keyword-as-name': (image: string): ErrorText => ({
    message: `[${image}] is a keyword`,
    help: 'put this part of the name in backquotes',
    replacement: `\`${image}\``,
  }),
  'single-equals': (): ErrorText => ({
    message: '[=] is not a comparison operator',
    help: 'use [==]',
    replacement: '==',
  }),
  'regex-equals': (): ErrorText => ({
    message: '[=~] is not supported',
    help: 'compare TO_LOWER of both sides with [==]',
  }),
  'chained-comparison': (): ErrorText => ({
    message: 'comparisons do not chain',
    help: 'compare two at a time and join them with AND',
  }),
  'match-not-constant': (): ErrorText => ({
    message: 'the value after [:] must be a constant',
    help: 'put it in quotes; to compare two columns use [==]',
  }),
  'option-not-constant': (): ErrorText => ({ message: 'the value of an option must be a constant' }),
  'match-on-expression': (): ErrorText => ({
    message: 'the left side of [:] must be a column',
  }),
  'number-too-large': (image: string): ErrorText => ({ message: `number [${image}] is too large` }),
  'mixed-list': (): ErrorText => ({
    message: 'the values of a list in brackets must be of one type',
  }),
  'empty-list': (): ErrorText => ({ message: 'the list is empty', help: 'list at least one value' }),
  'list-item': (): ErrorText => ({
    message: 'a list in brackets can only contain numbers, strings or booleans',
  }),
  'list-in-brackets': (): ErrorText => ({
    message: 'the values after [IN] must be in parentheses, not in brackets',
    help: 'write (…)',
  }),
  'trailing-comma': (): ErrorText => ({
    message: 'a comma cannot end a list',
    help: 'remove it',
    replacement: '',
  }),
  'unknown-unit': (unit: string, nearest: string | undefined): ErrorText => ({
    message: `[${unit}] is not a time unit`,
    help: 'use millisecond, second, minute, hour, day, week, month, quarter or year',
    ...didYouMean(nearest),
  }),
  'time-span-too-large': (image: string): ErrorText => ({ message: `the time span [${image}] is too large` }),
  parameter: (image: string): ErrorText => ({
    message: `a rule has no parameters, so [${image}] has no value`,
  }),
  'map-outside-call': (): ErrorText => ({
    message: 'options in braces are only allowed as the last argument of a function',
  }),
  'map-empty-key': (): ErrorText => ({ message: 'an option needs a name' }),
  'map-duplicate-key': (key: string): ErrorText => ({ message: `duplicate option [${key}]` }),
  'map-null': (key: string): ErrorText => ({ message: `the option [${key}] cannot be null` }),
  'is-null-function': (name: string, fixed: string): ErrorText => ({
    message: `unknown function [${name}]`,
    help: `write [${fixed}] after the column`,
  }),
  'unknown-cast-type': (name: string, nearest: string | undefined): ErrorText => ({
    message: `unknown type [${name}]`,
    ...didYouMean(nearest),
  }),

  'stats-empty': (): ErrorText => ({
    message: 'STATS needs at least one aggregate or group',
    help: 'for example COUNT(*)',
  }),
  'metadata-duplicate': (name: string): ErrorText => ({
    message: `duplicate metadata field [${name}]`,
    help: 'remove it',
  }),
  'metadata-unknown': (name: string, known: string): ErrorText => ({
    message: `unknown metadata field [${name}]`,
    help: `the fields are ${known}`,
  }),
  'metadata-before': (): ErrorText => ({
    message: 'METADATA is only allowed in FROM, after the index patterns',
  }),
  'limit-value': (): ErrorText => ({ message: 'LIMIT needs a whole number that is not negative' }),
  'sample-probability': (): ErrorText => ({
    message: 'SAMPLE needs a decimal number between 0 and 1, exclusive',
  }),
  'drop-all': (): ErrorText => ({
    message: 'DROP cannot remove all columns',
    help: 'name the columns to remove',
  }),
  'keep-star-twice': (): ErrorText => ({ message: 'KEEP can have [*] only once', help: 'remove one' }),
  'rename-wildcard': (name: string): ErrorText => ({
    message: `RENAME cannot have wildcards, found [${name}]`,
  }),
  'enrich-wildcard': (name: string): ErrorText => ({
    message: `ENRICH cannot have wildcards, found [${name}]`,
  }),
  'enrich-mode': (mode: string): ErrorText => ({
    message: `[${mode}] is not a mode of ENRICH`,
    help: 'use _any, _coordinator or _remote',
  }),
  'join-type': (type: string): ErrorText => ({
    message: `only LOOKUP JOIN is available, not ${type} JOIN`,
  }),
  'join-index': (reason: string): ErrorText => ({
    message: `LOOKUP JOIN needs a single lookup index: ${reason}`,
  }),
  'join-fields': (): ErrorText => ({
    message: 'LOOKUP JOIN needs either column names or one condition after ON',
  }),
  'dissect-pattern': (reason: string): ErrorText => ({ message: `invalid DISSECT pattern: ${reason}` }),
  'dissect-reference-key': (key: string): ErrorText => ({
    message: `DISSECT does not support reference keys, found [${key}]`,
  }),
  'dissect-option': (reason: string): ErrorText => ({ message: reason }),
  'grok-pattern': (reason: string): ErrorText => ({ message: reason }),
  'grok-unknown-pattern': (name: string, nearest: string | undefined): ErrorText => ({
    message: `unknown GROK pattern [${name}]`,
    ...didYouMean(nearest),
  }),
  'grok-type-conflict': (name: string): ErrorText => ({
    message: `the pattern gives [${name}] two different types`,
  }),
  'fork-branches': (count: number): ErrorText => ({
    message: `FORK can have up to 8 branches, found ${count}`,
  }),
  'fork-twice': (): ErrorText => ({ message: 'a query can have only one FORK' }),
  'completion-option': (reason: string): ErrorText => ({ message: reason }),
  'agg-filter': (): ErrorText => ({
    message: 'WHERE is only allowed after an aggregate function',
  }),
  'command-arguments': (name: string): ErrorText => ({ message: `[${name}] cannot have arguments` }),
  'show-info': (): ErrorText => ({ message: 'SHOW supports only [INFO]' }),
  'snapshot-command': (name: string): ErrorText => ({
    message: `no released version of Elasticsearch has the command [${name}]`,
  }),
  'missing-pipe': (name: string): ErrorText => ({
    message: `missing [|] before [${name}]`,
    help: 'separate commands with pipes',
    replacement: `| ${name}`,
  }),
};

export type EsqlError = keyof typeof esqlErrors;

/** Creates a problem of a kind in a query. */
export function esqlProblem<Kind extends EsqlError>(
  kind: Kind,
  span: Span,
  ...details: Parameters<(typeof esqlErrors)[Kind]>
): SyntaxProblem<Kind> {
  return syntaxProblem<typeof esqlErrors, Kind>('esql-syntax', esqlErrors, kind, span, ...details);
}
