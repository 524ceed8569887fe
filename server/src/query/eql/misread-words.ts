import type { Span } from '../../text/span.js';
import { lineOfOddQuotes } from '../quotes.js';
import type { SyntaxProblem } from '../syntax-problem.js';
import { tokenSpan } from '../token.js';
import { listOperators, type Misread, misread } from './misread.js';
import { type EqlToken, isKeyword } from './tokens.js';

/**
 * Finds keywords in another letter case, such as `NOT a`, `a IN (…)`, `Sequence BY`, at or directly before
 * the parser's first problem.
 */
export function shoutedKeywords(first: SyntaxProblem, tokens: readonly EqlToken[]): Misread | undefined {
  // The grammar knows `AND` and `OR`, and continues after them.
  if (first.kind === 'shouted-keyword') return undefined;
  const at = tokens.findIndex(({ end }) => end > first.span.start);
  const isShouted = (index: number): boolean => isShoutedKeyword(tokens, index);
  const index = isShouted(at) ? at : at - 1;
  if (at < 0 || !isShouted(index)) return undefined;
  const token = tokens[index]!;
  const shouted = tokens.filter((_, place) => isShouted(place));
  const fix = {
    title: 'Write keywords in lower case',
    edits: shouted.map((one) => ({ span: tokenSpan(one), text: one.image.toLowerCase() })),
  };
  return misread(
    'shouted-keyword',
    { span: tokenSpan(token), end: Number.POSITIVE_INFINITY, fix },
    token.image,
  );
}

/** `True` and `Null` can be field names, and so can parts of a path. */
const values = new Set(['true', 'false', 'null']);

function isShoutedKeyword(tokens: readonly EqlToken[], index: number): boolean {
  const token = tokens[index];
  if (token?.kind !== 'identifier') return false;
  const word = token.image.toLowerCase();
  if (word === token.image || !isKeyword(word) || values.has(word)) return false;
  return tokens[index - 1]?.kind !== '.' && tokens[index + 1]?.kind !== '.';
}

/** Comparisons in other languages' notation, by the sign after `=`. */
const meant: Readonly<Record<string, string>> = { '~': ':', '!': '!=', '>': '>=', '<': '<=' };

/** Finds `=~`, `=!`, `=>` and `=<`. */
export function foreignComparison(first: SyntaxProblem, text: string): Misread | undefined {
  if (first.kind !== 'single-equals') return undefined;
  const { start, end } = first.span;
  const operator = meant[text[end] ?? ''];
  if (operator === undefined) return undefined;
  const span = { start, end: end + 1 };
  const written = text.slice(start, end + 1);
  const fix = { title: `Replace with "${operator}"`, edits: [{ span, text: operator }] };
  return misread('foreign-comparison', { span, end: end + 2, fix }, written, operator);
}

/** The tokens of an unquoted word with wildcards. */
const patternKinds = new Set(['identifier', 'integer', 'decimal', '*', '.', '-', '?', ':', '/']);

/** Finds unquoted patterns as in KQL: `: *cmd*` and `: (*a*, *b*)`. */
export function barePatterns(
  first: SyntaxProblem,
  tokens: readonly EqlToken[],
  text: string,
): Misread | undefined {
  const at = tokens.findIndex(({ end }) => end > first.span.start);
  const word = at < 0 ? undefined : wordAround(tokens, at);
  if (!word || !text.slice(word.start, word.end).includes('*')) return undefined;
  if (lineOfOddQuotes(text, word.start)) return undefined;
  const before = tokens[word.first - 1]?.kind ?? '';
  if (listOperators.has(before)) return bare([word], text, tokens[word.last + 1]?.end ?? word.end);
  const open = tokens.findLastIndex(({ kind }, index) => index < word.first && kind === '(');
  if (open < 0 || !listOperators.has(tokens[open - 1]?.kind ?? '')) return undefined;
  const words: Word[] = [];
  let index = open + 1;
  for (; index < tokens.length && tokens[index]!.kind !== ')'; index++) {
    if (!patternKinds.has(tokens[index]!.kind)) continue;
    const found = wordAround(tokens, index);
    if (found) words.push(found);
    index = found?.last ?? index;
  }
  return bare(words, text, tokens[index]?.end ?? text.length);
}

interface Word extends Span {
  /** The indexes of its tokens. */
  readonly first: number;
  readonly last: number;
}

/** Returns the tokens around one of them that are not separated by spaces. */
function wordAround(tokens: readonly EqlToken[], index: number): Word | undefined {
  if (!patternKinds.has(tokens[index]!.kind)) return undefined;
  let first = index;
  let last = index;
  const touches = (a: EqlToken | undefined, b: EqlToken | undefined): boolean => a?.end === b?.start;
  while (touches(tokens[first - 1], tokens[first]) && patternKinds.has(tokens[first - 1]!.kind)) first--;
  while (touches(tokens[last], tokens[last + 1]) && patternKinds.has(tokens[last + 1]!.kind)) last++;
  return { first, last, start: tokens[first]!.start, end: tokens[last]!.end };
}

function bare(words: readonly Word[], text: string, end: number): Misread | undefined {
  const [first] = words;
  if (!first) return undefined;
  const quoted = (word: Word): string => `"${text.slice(word.start, word.end)}"`;
  const fix = {
    title: 'Put it in double quotes',
    edits: words.map((word) => ({ span: { start: word.start, end: word.end }, text: quoted(word) })),
  };
  return misread('bare-pattern', { span: { start: first.start, end: first.end }, end, fix }, quoted(first));
}

/**
 * Finds `""C:\\temp"""`: a raw string that begins with only two quotes is an empty string, followed by no
 * string at all.
 */
export function shortRawString(first: SyntaxProblem, tokens: readonly EqlToken[]): Misread | undefined {
  const at = tokens.findIndex(({ end }) => end >= first.span.start);
  const empty = [at - 1, at, at + 1].find(
    (index) => tokens[index]?.image === '""' && tokens[index]?.end === tokens[index + 1]?.start,
  );
  const token = empty === undefined ? undefined : tokens[empty];
  if (!token) return undefined;
  const fix = { title: 'Write """', edits: [{ span: { start: token.start, end: token.start }, text: '"' }] };
  const span = { start: token.start, end: token.end };
  return misread('short-raw-string', { span, end: Number.POSITIVE_INFINITY, fix });
}
