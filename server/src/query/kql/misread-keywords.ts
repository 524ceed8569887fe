import type { TextEdit } from '../../text/edits.js';
import type { SyntaxProblem } from '../syntax-problem.js';
import { tokenSpan } from '../token.js';
import { kqlProblem } from './messages.js';
import { comparisons, isOneOf, type Mistake, type Stumble, wordOf } from './stumble.js';
import type { KqlToken } from './tokens.js';

/**
 * Keywords that are read as words because an operand or a space is missing (docs/semantics/kql.md#values).
 */
export const keywordMistakes: readonly Mistake[] = [
  /** `field: and other: value`: without the value, the keyword is read as the beginning of one. */
  {
    kinds: [[...comparisons, 'not', '('], ['unquoted'], comparisons],
    find({ before: [value] }) {
      const image = /^(?:and|or)(?!\S)/i.exec(value!.image)?.[0];
      if (image === undefined) return undefined;
      return kqlProblem('missing', { span: spanFrom(value!.start, image) }, 'value', keyword(image));
    },
  },
  /** `(a or or "b")`: the second keyword is read as a value. */
  {
    kinds: [undefined, ['unquoted'], ['and', 'or']],
    find({ token, before: [second, first] }) {
      const word = wordOf(second!);
      if (!/^(?:and|or)$/i.test(word)) return undefined;
      const span = tokenSpan(second!);
      const edits = [{ span: { start: span.start, end: token.start }, text: '' }];
      const fix = { title: `Remove "${word}"`, edits };
      return kqlProblem('keyword-twice', { span, fix }, word, wordOf(first!));
    },
  },
  /** `a: b and`: without a space after it, it is not a keyword. */
  {
    kinds: [['unquoted']],
    find({ tokens, at, token }) {
      if (at < tokens.length - 1 || !/^(?:and|or)$/i.test(wordOf(token))) return undefined;
      return kqlProblem('missing-condition', { span: tokenSpan(token) }, wordOf(token), end);
    },
  },
  /** `(a: b)and(c: d)`, `a: b or(c: d)` and `not(a: b)`: the fix also adds the spaces of all later ones. */
  {
    kinds: [],
    find({ tokens, at }) {
      const first = keywordAt(tokens, at) ?? keywordBefore(tokens, at);
      if (!first?.edits) return first?.problem;
      const edits = tokens.flatMap((_, index) => (index < at ? [] : editsAt(tokens, index)));
      return { ...first.problem, fix: { title: 'Write the spaces', edits } };
    },
  },
];

/** A keyword that is read as a word, and the cause if it is known. */
interface Keyword {
  readonly problem: SyntaxProblem;
  readonly edits?: readonly TextEdit[];
}

function editsAt(tokens: Stumble['tokens'], at: number): readonly TextEdit[] {
  return [...(keywordBefore(tokens, at)?.edits ?? []), ...(keywordAt(tokens, at)?.edits ?? [])];
}

/** Finds `"a"or"b"` and `"a" not"b"`: the keyword begins the unquoted string at an index. */
function keywordAt(tokens: Stumble['tokens'], at: number): Keyword | undefined {
  const [before, token, behind] = [tokens[at - 1], tokens[at]!, tokens[at + 1]];
  if (token.kind !== 'unquoted' || !isOneOf(before, ['quoted', ')', '}'])) return undefined;
  const { image, start } = token;
  const isTouched = before.end === start;
  if (/^not$/i.test(image) && isOneOf(behind, ['quoted', '(']))
    return withoutConnective(image, start, [insert(start, isTouched ? ' and ' : 'and ')]);
  const written = /^(?:and|or)(?!\S)/i.exec(image)?.[0];
  if (written === undefined) return undefined;
  const span = spanFrom(start, written);
  if (wordOf(token) === written && !isOneOf(behind, ['quoted', '(', 'not'])) {
    if (!isOneOf(behind, [')', '}'])) return undefined;
    return { problem: kqlProblem('missing-condition', { span }, written, behind) };
  }
  return {
    problem: kqlProblem('keyword-without-blanks', { span }, written),
    edits: [
      ...(isTouched ? [insert(start, ' ')] : []),
      ...(image === written ? [insert(token.end, ' ')] : []),
    ],
  };
}

/** Finds `a or("b")`: the keyword ends the unquoted string before an index. */
function keywordBefore(tokens: Stumble['tokens'], at: number): Keyword | undefined {
  const [sign, string, token] = [tokens[at - 2], tokens[at - 1], tokens[at]];
  if (!isOneOf(token, ['(', 'quoted']) || !isOneOf(string, ['unquoted'])) return undefined;
  const match = /(?<!\S)(?:and|or|not)$/i.exec(string.image);
  if (!match) return undefined;
  const [written] = match;
  const start = string.start + match.index;
  const words = string.image.slice(0, match.index).trim();
  const isFirst = words === '';
  const blank = [insert(token.start, ' ')];
  if (written.toLowerCase() !== 'not') {
    if (isFirst) return undefined;
    const span = spanFrom(start, written);
    return { problem: kqlProblem('keyword-without-blanks', { span }, written), edits: blank };
  }
  const span = { start, end: token.start };
  if (isFirst && isOneOf(sign, comparisons))
    return { problem: kqlProblem('missing', { span }, 'value', keyword(written)) };
  if (isFirst || /^(?:and|or)$/i.test(words))
    return { problem: kqlProblem('not-without-blank', { span }, written), edits: blank };
  // `a is not("b")` is an operator of another language.
  if (/\bis$/i.test(words)) return undefined;
  return withoutConnective(written, start, [{ span, text: `and ${written} ` }]);
}

function withoutConnective(image: string, start: number, edits: readonly TextEdit[]): Keyword {
  const problem = kqlProblem('missing', { span: spanFrom(start, image) }, 'connective', keyword(image));
  return { problem, edits };
}

const end = { kind: 'end', image: '' };
const keyword = (image: string): Pick<KqlToken, 'kind' | 'image'> => ({ kind: 'unquoted', image });
const insert = (at: number, text: string): TextEdit => ({ span: { start: at, end: at }, text });

function spanFrom(start: number, { length }: string): { readonly start: number; readonly end: number } {
  return { start, end: start + length };
}
