import type { Span } from '../../text/span.js';
import { type ErrorText, type SyntaxProblem, syntaxProblem } from '../syntax-problem.js';
import type { Token } from '../token.js';

/** Descriptions of what can be missing. Keywords and signs are quoted as written. */
const wantedWords: Readonly<Record<string, string>> = {
  category: 'an event category, [any], [sequence] or [sample]',
  comma: '[,] between two items of the list',
  connective: '[and] or [or]',
  field: 'a field',
  identifier: 'a name',
  integer: 'a number',
  list: 'a list in parentheses',
  name: 'the name of a field',
  operand: 'a field, a value or a function',
  operator: 'an operator such as [==]',
  'path-part': 'the next part of the field name after [.]',
  patterns: 'a string or a list of strings in parentheses',
  pipe: '[head] or [tail]',
  step: 'a step in square brackets',
  'step-end': '[]] at the end of the step',
  where: '[where] after the event category',
};

/** Describes what was found instead. */
function describeFound({ kind, image }: Token): string {
  return kind === 'end' ? 'the query ends' : `found [${image}]`;
}

const notAKeyword = (image: string): string => `[${image}] is not a keyword: keywords are lower-case`;

/** The errors of EQL's grammar and structure, each with its text (docs/semantics/eql.md#errors). */
export const eqlErrors = {
  missing: (wanted: string, found: Token): ErrorText => ({
    message: `expected ${wantedWords[wanted] ?? `[${wanted}]`}, ${describeFound(found)}`,
  }),
  unexpected: (image: string): ErrorText => ({ message: `did not expect [${image}] here` }),
  empty: (): ErrorText => ({ message: 'the query is empty' }),
  'too-deep': (most: number): ErrorText => ({
    message: `the query is nested more than ${most} levels deep`,
  }),
  'unclosed-comment': (): ErrorText => ({
    message: 'this comment is not closed',
    help: 'end it with */; comments nest',
  }),

  'shouted-keyword': (image: string): ErrorText => {
    const keyword = image.toLowerCase();
    return { message: notAKeyword(image), help: `write ${keyword}`, replacement: keyword };
  },
  'misspelt-where': (image: string): ErrorText => ({
    message: `expected [where] after the event category, found [${image}]`,
    replacement: 'where',
  }),
  'quoted-category': (fixed: string): ErrorText => ({
    message: 'an event category cannot be in backquotes',
    help: `write ${fixed}`,
    replacement: fixed,
  }),

  'single-equals': (): ErrorText => ({
    message: '[=] is not a comparison operator',
    help: 'use [==]',
    replacement: '==',
  }),
  'chained-comparison': (): ErrorText => ({
    message: 'comparisons do not chain',
    help: 'compare two at a time and join them with `and`',
  }),
  'misplaced-not': (operator: string): ErrorText => ({
    message: `[not] cannot precede [${operator}]`,
    help: 'put it before the whole comparison: `not field like "…"`',
  }),
  'not-a-constant': (operator: string, field: string | undefined): ErrorText => ({
    message: `the right side of [${operator}] must be a constant`,
    help:
      field === undefined ? 'write a string in double quotes' : `put the string in double quotes: "${field}"`,
  }),
  'marked-function': (): ErrorText => ({
    message: '[?] belongs before a field, not a function',
    help: 'remove it',
    replacement: '',
  }),
  'process-relationship': (name: string): ErrorText => ({
    message: `process relationships are not supported [${name} of]`,
    help: 'write a sequence, or use process.parent.* in the condition',
  }),
  'keyword-in-path': (image: string): ErrorText => ({
    message: `[${image}] is a keyword`,
    help: 'put this part of the field name in backquotes',
    replacement: `\`${image}\``,
  }),
  'array-index': (): ErrorText => ({
    message: 'array indexes are not supported',
    help: 'a condition on a list holds if any of its values satisfies it',
  }),
  'number-too-large': (image: string): ErrorText => ({ message: `number [${image}] is too large` }),

  'list-in-brackets': (): ErrorText => ({
    message: 'use parentheses for a list, not brackets',
    help: 'write (…)',
  }),
  'trailing-comma': (): ErrorText => ({
    message: 'a comma cannot end a list',
    help: 'remove it',
    replacement: '',
  }),
  'empty-list': (what: string): ErrorText => ({
    message: 'the list is empty',
    help: `list at least one ${what}`,
  }),

  'key-not-a-field': (): ErrorText => ({
    message: 'only fields can be join keys',
    help: 'name a field that contains the value',
  }),
  'keys-after-maxspan': (): ErrorText => ({
    message: 'in a sequence, [by] comes before [with]',
    help: 'move the keys before `with maxspan`',
  }),
  repeated: (image: string): ErrorText => ({
    message: `a sequence can have only one [${image}]`,
    help: 'remove one of the two',
  }),
  'maxspan-without-with': (): ErrorText => ({
    message: 'write [with] before [maxspan]',
    help: 'write `with maxspan`',
    replacement: 'with maxspan',
  }),
  'misplaced-maxspan': (): ErrorText => ({
    message: '[maxspan] belongs before the first step',
    help: 'move it before the steps',
  }),
  'misplaced-runs': (): ErrorText => ({
    message: '`with runs` belongs after its step',
    help: 'move it after that step',
  }),
  'unknown-sequence-option': (image: string): ErrorText => ({
    message: `unknown option [${image}]; a sequence can only have [maxspan] here`,
    replacement: 'maxspan',
  }),
  'unknown-step-option': (image: string): ErrorText => ({
    message: `unknown option [${image}]; a step can only have [runs] here`,
    help: 'write `with runs=n`',
  }),
  'double-equals': (): ErrorText => ({
    message: 'use [=] here, not [==]',
    help: 'write =',
    replacement: '=',
  }),
  'decimal-interval': (image: string): ErrorText => ({
    message: `a decimal time interval [${image}] is not supported`,
    help: 'use a positive whole number and a smaller unit',
  }),
  'interval-not-positive': (image: string): ErrorText => ({
    message: `maxspan must be positive, not [${image}]`,
  }),
  'missing-unit': (image: string, units: string): ErrorText => ({
    message: `[${image}] has no time unit`,
    help: `did you mean [${image}s]? Units are ${units}`,
  }),
  'unknown-unit': (unit: string, interval: string, units: string): ErrorText => ({
    message: `[${unit}] is not a time unit in [${interval}]`,
    help: `use one of ${units}`,
  }),
  'runs-out-of-range': (image: string, most: number): ErrorText => ({
    message: `runs must be a whole number from 1 to ${most}, not [${image}]`,
  }),
  'between-steps': (): ErrorText => ({
    message: 'nothing is allowed between two steps',
    help: 'remove it',
    replacement: '',
  }),

  'too-few-steps': (kind: string, count: number): ErrorText => ({
    message: `a ${kind} requires a minimum of 2 queries, found [${count}]`,
    help: 'add a step in square brackets',
  }),
  'sample-with-maxspan': (): ErrorText => ({
    message: 'a sample cannot have `with maxspan`: its events have no order',
  }),
  'sample-with-until': (): ErrorText => ({
    message: 'a sample cannot have `until`: its events have no order',
  }),
  'sample-with-runs': (): ErrorText => ({ message: 'a step of a sample cannot have `with runs`' }),
  'sample-with-missing-event': (): ErrorText => ({ message: 'a sample cannot have missing events [![]' }),
  'sample-without-key': (): ErrorText => ({
    message: 'a sample needs at least one join key',
    help: 'add `by` and a field',
  }),
  'until-with-runs': (): ErrorText => ({ message: 'the until step cannot have `with runs`' }),
  'join-with-missing-event': (): ErrorText => ({ message: 'a join cannot have missing events [![]' }),
  'missing-event-without-maxspan': (): ErrorText => ({
    message: 'a missing event needs a time limit',
    help: 'add `with maxspan=…` to the sequence',
  }),
  'only-missing-events': (): ErrorText => ({
    message: 'a sequence needs at least one step that is not a missing event',
  }),
  'unequal-keys': (here: number, first: number): ErrorText => ({
    message: `this step has ${countKeys(here)}, but the first one has ${countKeys(first)}`,
    help: 'give every step the same number of keys in `by`, including the until step',
  }),

  'unsupported-pipe': (name: string): ErrorText => ({
    message: `pipe [${name}] is not supported`,
    help: 'use head or tail',
  }),
  'unknown-pipe': (name: string, nearest: string | undefined): ErrorText => ({
    message: `unknown pipe [${name}]${nearest === undefined ? '' : `, did you mean [${nearest}]?`}`,
    help: 'use head or tail',
  }),
  'pipe-arguments': (name: string, count: number): ErrorText => ({
    message: `pipe [${name}] expects exactly one argument but found [${count}]`,
  }),
  'pipe-argument-type': (name: string): ErrorText => ({
    message: `pipe [${name}] needs a whole number that is not negative`,
  }),
  'function-arguments': (name: string, expected: string, count: number): ErrorText => ({
    message: `[${name}] expects ${expected}, found ${count}`,
  }),

  'unclosed-backquote': (): ErrorText => ({ message: 'this backquoted name is not closed' }),
  'exclamation-mark': (): ErrorText => ({
    message: '[!] is not an operator; did you mean [not] or [!=]?',
  }),
  ampersands: (): ErrorText => ({ message: '[&&] is not an operator; write [and]' }),
  'double-ampersand': (): ErrorText => ({
    message: '[&&] is not an operator; write [and]',
    replacement: 'and',
  }),
  'curly-quote': (quote: string): ErrorText => ({
    message: `[${quote}] does not start a string; use straight double quotes ["]`,
  }),
  'unusual-space': (code: string): ErrorText => ({
    message: `this character looks like a space but is U+${code}; use a plain space`,
  }),
  'unknown-characters': (characters: string): ErrorText => ({
    message: `[${characters}] is not valid in EQL`,
  }),

  'foreign-comparison': (written: string, operator: string): ErrorText => ({
    message: `[${written}] is not a comparison operator`,
    help: `use [${operator}]`,
  }),
  'bare-pattern': (quoted: string): ErrorText => ({
    message: 'put the pattern in double quotes',
    help: `write ${quoted}`,
  }),
  'short-raw-string': (): ErrorText => ({
    message: 'a raw string starts with three quotes',
    help: 'write """',
  }),
  'condition-without-category': (): ErrorText => ({
    message: 'expected an event category and [where] before the condition',
    help: 'start with `any where` or a category, such as `process where`; for KQL set language = "kuery"',
  }),
  'words-in-list': (word: string, list: string): ErrorText => ({
    message: `the items of a list are separated by [,], not by [${word}]`,
    help: `write ${list}`,
  }),
  'bare-list': (written: string): ErrorText => ({
    message: 'put several values in parentheses',
    help: `write ${written}`,
  }),
  'double-pipe': (): ErrorText => ({
    message: '[||] is not an operator; write [or]',
    help: 'write or',
  }),
  'unclosed-list': (): ErrorText => ({ message: 'this list is not closed' }),
  'missing-quote': (): ErrorText => ({
    message: 'missing quote: this string is not closed where it should be',
    help: 'close it with ["]',
  }),
};

export type EqlError = keyof typeof eqlErrors;

/** Creates a problem of a kind in a query. */
export function eqlProblem<Kind extends EqlError>(
  kind: Kind,
  span: Span,
  ...details: Parameters<(typeof eqlErrors)[Kind]>
): SyntaxProblem<Kind> {
  return syntaxProblem<typeof eqlErrors, Kind>('eql-syntax', eqlErrors, kind, span, ...details);
}

function countKeys(keys: number): string {
  return keys === 1 ? '1 join key' : `${keys} join keys`;
}
