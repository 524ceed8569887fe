import type { TextEdit } from '../../text/edits.js';
import type { SyntaxProblem } from '../syntax-problem.js';
import { tokenSpan } from '../token.js';
import { kqlProblem } from './messages.js';
import { comparisons, isOneOf, literals, type Mistake, wordOf } from './stumble.js';
import type { KqlToken } from './tokens.js';

/** An operator of other languages at the end of an unquoted string. */
const operatorAtEnd = /(?<=\s|\w)(===?|=~?|!==?|<>|\bis(?:\s+not)?|\bequals|\bin|\blike|\bcontains)\s*$/i;

/** Operators, connectives and commas of other languages, which are taken for a part of a value or a field. */
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
      // Two that touch are rather one with a quote too many.
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

/** What to write where the colon alone is not what was meant. */
function helpFor(operator: string): string | undefined {
  if (/^!|^<>|not$/i.test(operator)) return 'write "not field: value"';
  // A part of a value, and a pattern in quotes, are not what the colon compares with.
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

/** A comma between the values around an index; outside of a list the second would be asked of every field, and there is no fix. */
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

/** What makes values with commas between them a list of KQL; undefined when a value is missing. */
function listEdits(tokens: readonly KqlToken[], at: number): readonly TextEdit[] | undefined {
  return tokens[at]?.kind === '(' ? commaEdits(valuesFrom(tokens, at + 1)) : [];
}

/** Puts `or` for the commas between values; undefined when a value is missing. */
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

/** The values in a row from an index on. */
function valuesFrom(tokens: readonly KqlToken[], start: number): readonly KqlToken[] {
  const end = tokens.findIndex((token, index) => index >= start && !isOneOf(token, literals));
  return tokens.slice(start, end < 0 ? undefined : end);
}
