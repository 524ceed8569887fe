import type { SyntaxProblem } from '../syntax-problem.js';
import { tokenSpan } from '../token.js';
import { listOperators, type Misread, misread } from './misread.js';
import { barePatterns, foreignComparison, shortRawString, shoutedKeywords } from './misread-words.js';
import { comparisonOperators } from './operators.js';
import type { EqlToken } from './tokens.js';

/** Finds the mistake behind the parser's first problem, if it is a known one. */
export function findMisreading(
  first: SyntaxProblem,
  tokens: readonly EqlToken[],
  text: string,
): Misread | undefined {
  return (
    shoutedKeywords(first, tokens) ??
    foreignComparison(first, text) ??
    barePatterns(first, tokens, text) ??
    shortRawString(first, tokens) ??
    withoutCategory(first, tokens) ??
    wordsInList(first, tokens) ??
    bareList(first, tokens) ??
    pipes(first, tokens)
  );
}

const operators: ReadonlySet<string> = new Set([...comparisonOperators, ...listOperators, 'not']);

/** Finds `process.name == "cmd.exe"`: a condition without an event category. */
function withoutCategory(first: SyntaxProblem, tokens: readonly EqlToken[]): Misread | undefined {
  if (!lacksCategory(first)) return undefined;
  if (tokens.some(({ image }) => image === 'where' || image === '[')) return undefined;
  const before = tokens.findIndex(({ image }) => image !== 'not' && image !== '(');
  const operator = tokens.findIndex(({ image }, index) => index > before && operators.has(image));
  const path = tokens.slice(before, operator);
  if (operator < 0 || path.length === 0) return undefined;
  const span = { start: tokenSpan(path[0]!).start, end: tokenSpan(path.at(-1)!).end };
  const name = path.map(({ image }) => image).join('');
  if (!/^\??\w+(?:\.\w+)*$/.test(name) || span.end - span.start !== name.length) return undefined;
  const start = tokenSpan(tokens[0]!).start;
  const edits = [{ span: { start, end: start }, text: 'any where ' }];
  const fix = { title: 'Begin with "any where"', edits };
  return misread('condition-without-category', { span, end: Number.POSITIVE_INFINITY, fix });
}

function lacksCategory({ kind, wanted }: SyntaxProblem): boolean {
  return kind === 'misspelt-where' || (kind === 'missing' && (wanted === 'where' || wanted === 'category'));
}

/** Finds `: (cmd.exe or powershell.exe)`: a list with words between its items. */
function wordsInList(first: SyntaxProblem, tokens: readonly EqlToken[]): Misread | undefined {
  for (let index = 0; index < tokens.length; index++) {
    if (tokens[index]!.image !== '(' || !listOperators.has(tokens[index - 1]?.image ?? '')) continue;
    const list = readList(tokens, index);
    if (!list || first.span.start < list.start || first.span.start > list.end) continue;
    const text = `(${list.items.join(', ')})`;
    const fix = { title: `Write ${text}`, edits: [{ span: { start: list.start, end: list.end }, text }] };
    const { word, end } = list;
    return misread('words-in-list', { span: tokenSpan(word), end, fix }, word.image, text);
  }
  return undefined;
}

interface ReadList {
  readonly start: number;
  readonly end: number;
  readonly items: readonly string[];
  /** The first word in the position of a comma. */
  readonly word: EqlToken;
}

/**
 * Reads a list of constants or bare words separated by `or`. Returns undefined for anything else in the
 * parentheses.
 */
function readList(tokens: readonly EqlToken[], open: number): ReadList | undefined {
  const items: string[] = [''];
  let word: EqlToken | undefined;
  for (let index = open + 1; index < tokens.length; index++) {
    const token = tokens[index]!;
    const { image } = token;
    if (image === ')') {
      if (!word || items.includes('')) return undefined;
      const start = tokens[open]!.start;
      return { start, end: token.start + 1, items: items.map(asConstant), word };
    }
    if (image === 'or') {
      word ??= token;
      items.push('');
    } else if (image === ',') items.push('');
    else if (/^[\w.*-]+$/.test(image) || (/^["']/.test(image) && items.at(-1) === ''))
      items[items.length - 1] += image;
    else return undefined;
  }
  return undefined;
}

function asConstant(item: string): string {
  return /^["']/.test(item) || /^-?\d+(?:\.\d+)?$/.test(item) || item === 'true' || item === 'false'
    ? item
    : `"${item}"`;
}

/** Finds `: "a", "b"`: a list without parentheses. */
function bareList(first: SyntaxProblem, tokens: readonly EqlToken[]): Misread | undefined {
  if (first.kind !== 'unexpected') return undefined;
  const comma = tokens.findIndex(({ start }) => start === first.span.start);
  if (tokens[comma]?.image !== ',') return undefined;
  const start = tokens[comma - 1];
  const operator = tokens[comma - 2]?.image ?? '';
  if (!start?.image.startsWith('"') || !(listOperators.has(operator) || operator === '==')) return undefined;
  let last = comma - 1;
  while (tokens[last + 1]?.image === ',' && tokens[last + 2]?.image.startsWith('"')) last += 2;
  if (last === comma - 1) return undefined;
  const items = tokens.slice(comma - 1, last + 1).filter(({ image }) => image !== ',');
  const list = `(${items.map(({ image }) => image).join(', ')})`;
  const end = tokenSpan(tokens[last]!).end;
  const span = { start: tokenSpan(start).start, end };
  const exact = operator === '==';
  const from = exact ? tokenSpan(tokens[comma - 2]!).start : span.start;
  const text = exact ? `in ${list}` : list;
  const fix = { title: `Write ${text}`, edits: [{ span: { start: from, end }, text }] };
  return misread('bare-list', { span, end, fix }, exact ? text : `${operator} ${text}`);
}

/** Finds `a || b`. */
function pipes(first: SyntaxProblem, tokens: readonly EqlToken[]): Misread | undefined {
  const second = tokens.findIndex(({ start }) => start === first.span.start);
  const [left, right] = [tokens[second - 1], tokens[second]];
  if (left?.image !== '|' || right?.image !== '|' || left.start + 1 !== right.start) return undefined;
  const span = { start: left.start, end: right.start + 1 };
  const fix = { title: 'Replace with "or"', edits: [{ span, text: 'or' }] };
  return misread('double-pipe', { span, end: Number.POSITIVE_INFINITY, fix });
}
