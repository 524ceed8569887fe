import type { TextEdit } from '../../text/edits.js';
import type { SyntaxProblem } from '../syntax-problem.js';
import { tokenSpan } from '../token.js';
import { kqlProblem } from './messages.js';
import { comparisons, isOneOf, literals, type Mistake, wordOf } from './stumble.js';
import type { KqlToken } from './tokens.js';

/** An operator of another language at the end of an unquoted string. */
const operatorAtEnd = /(?<=\s|\w)(===?|=~?|!==?|<>|\bis(?:\s+not)?|\bequals|\bin|\blike|\bcontains)\s*$/i;

/** Operators, connectives and commas of other languages that are read as a part of a value or field. */
export const operatorMistakes: readonly Mistake[] = [
  /** `field == "value"` */
  {
    kinds: [['quoted', '('], ['unquoted']],
    find({ tokens, at, before: [field] }) {
      const match = operatorAtEnd.exec(field!.image);
      if (!match || match.index === 0) return undefined;
      const operator = match[1]!;
      const start = field!.start + match.index;
      const span = { start, end: start + operator.length };
      const help = helpFor(operator);
      const edits = help === undefined ? listEdits(tokens, at) : undefined;
      const fix = edits && { title: 'Replace with ":"', edits: [{ span, text: ':' }, ...edits] };
      return kqlProblem('foreign-operator', { span, fix }, operator, help);
    },
  },
  /** `field is not "value"` and `field not in ("a", "b")` */
  {
    kinds: [['not'], ['unquoted']],
    find({ tokens, at, token: not, before: [field] }) {
      if (isOneOf(tokens[at - 2], comparisons)) return undefined;
      const isNegated = isOneOf(tokens[at - 2], ['not']);
      const next = tokens[at + 1];
      const operator = next && /^(?:in|equals)\s*$/i.test(next.image) ? next : undefined;
      const name = (operator ? /^([\w@.-]+)\s+$/ : /^([\w@.-]+)\s+is\s+$/i).exec(field!.image)?.[1];
      const index = operator ? at + 2 : at + 1;
      const value = tokens[index];
      if (name === undefined || !isOneOf(value, operator ? ['quoted', '('] : ['quoted', '(', 'unquoted']))
        return undefined;
      const span = operator
        ? { start: not.start, end: operator.start + wordOf(operator).length }
        : { start: field!.start + field!.image.search(/is\s+$/i), end: not.start + 3 };
      const edits = isNegated || value.kind === 'unquoted' ? undefined : listEdits(tokens, index);
      const text = `not ${name}: `;
      const replaced = { span: { start: field!.start, end: value.start }, text };
      const fix = edits && { title: `Write "${text.trim()}"`, edits: [replaced, ...edits] };
      const help = `write ${isNegated ? `${name}: ` : text}${value.kind === '(' ? '(…)' : wordOf(value)}`;
      const written = operator ? `not ${wordOf(operator)}` : 'is not';
      return kqlProblem('foreign-operator', { span, fix }, written, help);
    },
  },
  /** `"a" && other: b` */
  {
    kinds: [['unquoted']],
    find: ({ token }) => connective(token, /^(&&?|\|\|?)(?=\s|$)/),
  },
  /** `a && (b)` */
  {
    kinds: [['(', 'quoted'], ['unquoted']],
    find: ({ before: [string] }) => connective(string!, /(?<=^|\s)(&&?|\|\|?)\s*$/),
  },
  /** `a: b | other: c` */
  {
    kinds: [comparisons, ['unquoted']],
    find: ({ before: [string] }) => connective(string!, /(?<=\s)(&&?|\|\|?)\s/),
  },
  /** `("a", b)` */
  {
    kinds: [['unquoted'], ['quoted']],
    find: ({ tokens, at, first, token }) =>
      token.image.startsWith(',') ? comma(token.start, tokens, at, first) : undefined,
  },
  /** `(a, "b")` */
  {
    kinds: [['quoted'], ['unquoted']],
    find: ({ tokens, at, first, before: [string] }) =>
      /,\s*$/.test(string!.image)
        ? comma(string!.start + string!.image.lastIndexOf(','), tokens, at, first)
        : undefined,
  },
  /** `("a" "b")` */
  {
    kinds: [literals, ['quoted']],
    find({ tokens, at, first, token }) {
      if (first.wanted !== ')') return undefined;
      const values = valuesFrom(tokens, at);
      // Two adjacent values are more likely one value with an extra quote.
      const areApart = values.every(({ start }, index) => {
        const before = tokens[at + index - 1]!;
        return before.end < start || /\s$/.test(before.image);
      });
      const edits = values.map(({ start }) => ({ span: { start, end: start }, text: 'or ' }));
      const fix = areApart ? { title: 'Write "or" between them', edits } : undefined;
      return kqlProblem('values-in-a-row', { span: tokenSpan(token), fix }, token);
    },
  },
];

/** Returns what to write if a colon alone has a different meaning. */
function helpFor(operator: string): string | undefined {
  if (/^!|^<>|not$/i.test(operator)) return 'write "not field: value"';
  // The colon does not compare with a substring, or with a quoted pattern.
  return /^(?:like|contains)$/i.test(operator)
    ? 'write "field: value", with * and without quotes for a pattern'
    : undefined;
}

function connective({ image, start: offset }: KqlToken, sign: RegExp): SyntaxProblem | undefined {
  const match = sign.exec(image);
  if (!match) return undefined;
  const start = offset + match.index;
  const written = match[1]!;
  const keyword = written.startsWith('&') ? 'and' : 'or';
  return kqlProblem('foreign-connective', { span: { start, end: start + written.length } }, written, keyword);
}

/**
 * Finds a comma between the values around an index. Outside a list the second value would be searched in
 * every field, so there is no fix.
 */
function comma(
  start: number,
  tokens: readonly KqlToken[],
  at: number,
  { wanted }: SyntaxProblem,
): SyntaxProblem {
  const isInList = wanted === ')';
  const edits = isInList ? commaEdits(valuesFrom(tokens, at - 1)) : undefined;
  const fix = edits && { title: 'Replace with "or"', edits };
  return kqlProblem('comma', { span: { start, end: start + 1 }, fix }, isInList);
}

/**
 * Returns the edits that turn values separated by commas into a KQL list, or undefined if a value is missing.
 */
function listEdits(tokens: readonly KqlToken[], at: number): readonly TextEdit[] | undefined {
  return tokens[at]?.kind === '(' ? commaEdits(valuesFrom(tokens, at + 1)) : [];
}

/** Replaces the commas between values with `or`. Returns undefined if a value is missing. */
function commaEdits(values: readonly KqlToken[]): readonly TextEdit[] | undefined {
  const written = values.map(({ kind, image }) => (kind === 'quoted' ? '""' : image)).join('');
  if (/^\s*,|,\s*(?:,|$)/.test(written)) return undefined;
  return values
    .filter(({ kind }) => kind === 'unquoted')
    .flatMap(({ start, image }) =>
      [...image.matchAll(/(?<!\s)\s*,\s*/g)].map(({ index, 0: found }) => ({
        span: { start: start + index, end: start + index + found.length },
        text: ' or ',
      })),
    );
}

/** Returns the consecutive values from an index on. */
function valuesFrom(tokens: readonly KqlToken[], start: number): readonly KqlToken[] {
  const end = tokens.findIndex((token, index) => index >= start && !isOneOf(token, literals));
  return tokens.slice(start, end < 0 ? undefined : end);
}
