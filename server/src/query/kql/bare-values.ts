import type { Fix } from '../../text/problem.js';
import { windowsPathAt } from './backslashes.js';
import { isSpace, readUnquoted } from './literals.js';
import type { Misreading } from './misreading.js';
import { quoteKql } from './print.js';
import { type KqlToken, type KqlTokenKind, tokenizeKql } from './tokens.js';

/** What stands before a value, also before one in a list. */
const beforeValue: readonly (KqlTokenKind | undefined)[] = [':', 'range', '(', 'or', 'and', 'not'];
/** What can stand behind a value. */
const behindValue: readonly (KqlTokenKind | undefined)[] = [')', '}', 'or', 'and', undefined];

/**
 * `field: ("a" or "b" and other: c`: the list is not closed, and the next clause is taken for one of its values.
 */
export function openList(text: string, tokens: readonly KqlToken[], at: number): Misreading | undefined {
  const stumbled = tokens[at]!;
  if (!isField(text, tokens, at) || (stumbled.kind !== ':' && stumbled.kind !== 'range')) return undefined;
  const keyword = keywordOf(tokens, at);
  if (!keyword || !isInList(tokens, at)) return undefined;
  const count = (kind: KqlTokenKind): number => tokens.filter((token) => token.kind === kind).length;
  if (count('(') <= count(')')) return undefined;
  const word = keyword.image.trim();
  const start = keyword.start + keyword.image.indexOf(word);
  return { span: { start, end: start + word.length }, message: `expected [)] before [${word}]`, wanted: ')' };
}

/** Whether a field could stand before the sign at an index; `http://x` and `fe80::1` are none. */
function isField(text: string, tokens: readonly KqlToken[], at: number): boolean {
  const field = tokens[at - 1];
  return (
    field?.kind === 'unquoted' &&
    /^[A-Za-z_@][\w@.-]*\s*$/.test(field.image) &&
    !/^[:/\\]/.test(text.slice(tokens[at]!.end, tokens[at]!.end + 1))
  );
}

/** The `and` or `or` before the field at an index. */
function keywordOf(tokens: readonly KqlToken[], at: number): KqlToken | undefined {
  const keyword = tokens[at - 2]?.kind === 'not' ? tokens[at - 3] : tokens[at - 2];
  return keyword?.kind === 'and' || keyword?.kind === 'or' ? keyword : undefined;
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

/** `field: http://x` and `field > 12:00`: the colon ends the value. */
export function colonInValue(text: string, tokens: readonly KqlToken[], at: number): Misreading | undefined {
  const value = tokens[at - 1];
  if (value?.kind !== 'unquoted' || tokens[at]!.kind !== ':') return undefined;
  if (!beforeValue.includes(tokens[at - 2]?.kind)) return undefined;
  const { image } = value;
  const start = value.start + image.length;
  if (/\s/.test(image)) {
    // The last word is the field of the next clause.
    const word = /\S+$/.exec(image);
    if (!word || !/^[\w@.-]+$/.test(word[0])) return undefined;
    const field = { start: value.start + word.index, end: start };
    return { span: field, message: `expected [and] or [or] before [${word[0]}]` };
  }
  // Conditions are joined with `and`, values of one field hardly ever.
  if (isField(text, tokens, at) && keywordOf(tokens, at)?.kind === 'and') {
    return {
      span: { start: value.start, end: start },
      message: `a list of values cannot hold the condition on another field, found [${image}]`,
      help: 'close the list before it, or write \\: for a colon within a value',
      open: true,
    };
  }
  const fix = windowsPathAt(text, value.start) ?? escapeColons(text, value.start);
  return {
    span: { start, end: start + 1 },
    message: 'a colon within a value must be escaped',
    help: 'put the value in double quotes, or write \\: for the colon',
    ...(fix ? { fix } : {}),
    open: true,
  };
}

/** A word up to a sign or a blank, with the colons in it. */
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
  if (!behindValue.includes(words === '' ? next?.kind : second?.kind)) return undefined;
  const escaped = word.replace(/\\[\s\S]|:/g, (found) => (found === ':' ? '\\:' : found));
  return rewrite(text, start, word + words, escaped + words);
}

/** Writes a value in quotes, or as it is escaped when it holds a wildcard. */
function rewrite(query: string, start: number, written: string, escaped: string): Fix | undefined {
  // A value that touches a lone backslash is a part of the word that is meant.
  if (query[start - 1] === '\\') return undefined;
  const read = readUnquoted(escaped, 0);
  if (read?.end !== escaped.length) return undefined;
  const { pieces } = read.content;
  // A range takes no wildcards.
  if (pieces && /[<>]=?\s*$/.test(query.slice(0, start))) return undefined;
  const text = pieces ? escaped : quoteKql(read.content.text);
  return { title: `Write ${text}`, edits: [{ span: { start, end: start + written.length }, text }] };
}

/** `a: cannot x`, `a: do not x`, and `a: b not c: d`, where `and` is missing. */
export function bareNot(text: string, tokens: readonly KqlToken[], at: number): Misreading | undefined {
  const stumbled = tokens[at]!;
  const before = tokens[at - 1];
  if (stumbled.kind !== 'not' || !['quoted', 'unquoted', ')'].includes(before?.kind ?? '')) return undefined;
  const { start } = stumbled;
  const span = { start, end: start + 3 };
  let behind = at;
  while (tokens[behind]?.kind === 'not' || tokens[behind]?.kind === 'unquoted') behind++;
  // What KQL takes for a space is less than what a regular expression does.
  const isWithinWord =
    before!.kind === 'unquoted' && !isSpace(before!.image.charCodeAt(before!.image.length - 1));
  const isValueEnd = behindValue.includes(tokens[behind]?.kind);
  if (isWithinWord || (before!.kind === 'unquoted' && isValueEnd)) {
    const fix = isValueEnd ? escapeNot(text, tokens.slice(at - 1, behind)) : undefined;
    return {
      span,
      message: `[${text.slice(start, span.end)}] with a blank behind it cannot stand in a value without quotes`,
      help: 'put the value in double quotes, or write \\not',
      ...(fix ? { fix } : {}),
    };
  }
  return {
    span,
    message: 'expected [and] or [or], found [not]',
    help: 'write and not',
    fix: { title: 'Write "and not"', edits: [{ span: { start, end: start }, text: 'and ' }] },
  };
}

function escapeNot(text: string, tokens: readonly KqlToken[]): Fix | undefined {
  const { start } = tokens[0]!;
  const written = text.slice(start, tokens.at(-1)!.end).trimEnd();
  const escaped = tokens
    .map(({ kind, image }) => (kind === 'not' ? `\\${image}` : image))
    .join('')
    .trimEnd();
  return rewrite(text, start, written, escaped);
}
