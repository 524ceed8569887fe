import type { Fix } from '../../text/problem.js';
import { tokenSpan } from '../token.js';
import { windowsPathAt } from './backslashes.js';
import { isSpace, readUnquoted } from './literals.js';
import { kqlProblem } from './messages.js';
import { quoteKql } from './print.js';
import { comparisons, isOneOf, literals, type Mistake, type Stumble, wordOf } from './stumble.js';
import { type KqlToken, type KqlTokenKind, tokenizeKql } from './tokens.js';

/** Tokens that can precede a value, including in a list. */
const beforeValue: readonly KqlTokenKind[] = [...comparisons, '(', 'or', 'and', 'not'];
/** Tokens that can follow a value, unless the query ends. */
const behindValue: readonly KqlTokenKind[] = [')', '}', 'or', 'and'];

/** Unquoted values that continue or end unintentionally. */
export const valueMistakes: readonly Mistake[] = [
  /**
   * `field: ("a" or "b" and other: c`: the list is not closed, and the next clause is read as one of its values.
   */
  {
    kinds: [comparisons, ['unquoted']],
    find(stumble) {
      const { tokens, at, first } = stumble;
      const keyword = isField(stumble) && first.foundKind !== 'end' ? keywordOf(tokens, at) : undefined;
      if (!keyword || !isInList(tokens, at) || countOf(tokens, '(') <= countOf(tokens, ')')) return undefined;
      const word = wordOf(keyword);
      const start = keyword.start + keyword.image.indexOf(word);
      const span = { start, end: start + word.length };
      return { ...kqlProblem('list-before-clause', { span }, word), wanted: ')' };
    },
  },
  /** `field: http://x` and `field > 12:00`: the colon ends the value. */
  {
    kinds: [[':'], ['unquoted'], beforeValue],
    find(stumble) {
      const { text, tokens, at, first, before } = stumble;
      const { image, start } = before[0]!;
      if (first.foundKind === 'end') return undefined;
      const end = start + image.length;
      if (/\s/.test(image)) {
        // The last word is the field of the next clause.
        const word = /\S+$/.exec(image);
        if (!word || !/^[\w@.-]+$/.test(word[0])) return undefined;
        return kqlProblem('clause-in-value', { span: { start: start + word.index, end } }, word[0]);
      }
      // Conditions are joined with `and`, values of one field hardly ever.
      if (isField(stumble) && keywordOf(tokens, at)?.kind === 'and')
        return kqlProblem('clause-in-list', { span: { start, end } }, image);
      const fix = windowsPathAt(text, start) ?? escapeColons(text, start);
      return kqlProblem('colon-in-value', { span: { start: end, end: end + 1 }, fix });
    },
  },
  /** `a: cannot x`, `a: do not x`, and `a: b not c: d`, where `and` is missing. */
  {
    kinds: [['not'], [...literals, ')']],
    find({ text, tokens, at, token: { start }, before: [before] }) {
      const span = { start, end: start + 3 };
      let behind = at;
      while (isOneOf(tokens[behind], ['not', 'unquoted'])) behind++;
      const { kind, image } = before!;
      // KQL treats fewer characters as whitespace than a regular expression.
      const isWithinWord = !isSpace(image.charCodeAt(image.length - 1));
      const isValueEnd = endsValue(tokens[behind]);
      if (kind === 'unquoted' && (isWithinWord || isValueEnd)) {
        const fix = isValueEnd ? escapeNot(text, tokens.slice(at - 1, behind)) : undefined;
        return kqlProblem('not-in-value', { span, fix }, text.slice(start, span.end));
      }
      const edits = [{ span: { start, end: start }, text: 'and ' }];
      return kqlProblem('not-without-connective', { span, fix: { title: 'Write "and not"', edits } });
    },
  },
  {
    kinds: [[')']],
    find({ tokens, at, token }) {
      const before = tokens.slice(0, at + 1);
      if (countOf(before, ')') <= countOf(before, '(')) return undefined;
      return kqlProblem('stray-parenthesis', { span: tokenSpan(token) });
    },
  },
];

function countOf(tokens: readonly KqlToken[], kind: KqlTokenKind): number {
  return tokens.filter((token) => token.kind === kind).length;
}

/** Returns whether a field could precede the unexpected sign. False in `http://x` and `fe80::1`. */
function isField({ text, token, before: [field] }: Stumble): boolean {
  return (
    /^[A-Za-z_@][\w@.-]*\s*$/.test(field!.image) && !/^[:/\\]/.test(text.slice(token.end, token.end + 1))
  );
}

/** Returns the `and` or `or` before the field at an index. */
function keywordOf(tokens: readonly KqlToken[], at: number): KqlToken | undefined {
  const keyword = tokens[at - 2]?.kind === 'not' ? tokens[at - 3] : tokens[at - 2];
  return isOneOf(keyword, ['and', 'or']) ? keyword : undefined;
}

function isInList(tokens: readonly KqlToken[], at: number): boolean {
  let depth = 0;
  for (let index = at; index > 0; index--) {
    const { kind } = tokens[index]!;
    if (kind === ')') depth--;
    if (kind === '(' && ++depth > 0 && tokens[index - 1]!.kind === ':') return true;
  }
  return false;
}

function endsValue(token: KqlToken | undefined): boolean {
  return token === undefined || isOneOf(token, behindValue);
}

/** A word up to a sign or whitespace, including colons. */
const wordWithColons = /(?:\\[\s\S]|[^\s\\()"<>{}])+/y;

function escapeColons(text: string, start: number): Fix | undefined {
  wordWithColons.lastIndex = start;
  const word = wordWithColons.exec(text)?.[0] ?? '';
  const colons = [...word.matchAll(/\\[\s\S]|:/g)].filter(([found]) => found === ':');
  if (colons.length === 1) {
    const at = start + colons[0]!.index;
    return { title: 'Write \\:', edits: [{ span: { start: at, end: at + 1 }, text: '\\:' }] };
  }
  const end = start + word.length;
  const [next, second] = tokenizeKql(text.slice(end)).tokens;
  const words = next?.kind === 'unquoted' ? text.slice(end, end + next.end).trimEnd() : '';
  if (!endsValue(words === '' ? next : second)) return undefined;
  const escaped = word.replace(/\\[\s\S]|:/g, (found) => (found === ':' ? '\\:' : found));
  return rewrite(text, start, word + words, escaped + words);
}

function escapeNot(text: string, tokens: readonly KqlToken[]): Fix | undefined {
  const { start } = tokens[0]!;
  const written = text.slice(start, tokens.at(-1)!.end).trimEnd();
  const escaped = tokens.map(({ kind, image }) => (kind === 'not' ? `\\${image}` : image)).join('');
  return rewrite(text, start, written, escaped.trimEnd());
}

/** Returns a fix that quotes a value, or escapes it if it contains a wildcard. */
function rewrite(query: string, start: number, written: string, escaped: string): Fix | undefined {
  // A value next to a lone backslash is only part of the intended word.
  if (query[start - 1] === '\\') return undefined;
  const read = readUnquoted(escaped, 0);
  if (read?.end !== escaped.length) return undefined;
  const { pieces } = read.content;
  // A range does not accept wildcards.
  if (pieces && /[<>]=?\s*$/.test(query.slice(0, start))) return undefined;
  const text = pieces ? escaped : quoteKql(read.content.text);
  return { title: `Write ${text}`, edits: [{ span: { start, end: start + written.length }, text }] };
}
