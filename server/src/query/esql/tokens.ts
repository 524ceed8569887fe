import type { Span } from '../../text/span.js';

/** Kinds of tokens of ES|QL, as far as the splitting of a query into commands needs them. */
export type EsqlTokenKind =
  | 'comment'
  | 'string'
  | 'name'
  | 'number'
  | 'pipe'
  | 'comma'
  | 'dot'
  | 'assign'
  | 'open'
  | 'close'
  | 'operator'
  | 'other';

export interface EsqlToken {
  readonly kind: EsqlTokenKind;
  /** As written. */
  readonly text: string;
  readonly span: Span;
  /** Of a string or comment: whether it is closed. */
  readonly closed: boolean;
}

const doubleSigns = new Set(['::', '==', '!=', '<=', '>=', '=~']);

const signKinds = new Map<string, EsqlTokenKind>([
  ['|', 'pipe'],
  [',', 'comma'],
  ['.', 'dot'],
  ['=', 'assign'],
  ...[...'([{'].map((sign) => [sign, 'open'] as const),
  ...[...')]}'].map((sign) => [sign, 'close'] as const),
  ...[...'<>+*/%?:-'].map((sign) => [sign, 'operator'] as const),
]);

const blank = /\s+/y;
const lineComment = /\/\/[^\r\n]*/y;
const rawString = /"""[\s\S]*?"""+/y;
const string = /"(?:\\.|[^"\\\r\n])*"/y;
const quotedName = /`(?:``|[^`])*`/y;
const name = /[A-Za-z_@][\w@]*/y;
const number = /\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y;

/** The tokens of any text, with comments, in order. Strings and comments that are not closed end with their line or the text. */
export function tokenizeEsql(text: string): EsqlToken[] {
  const tokens: EsqlToken[] = [];
  for (let at = matchAt(blank, text, 0) ?? 0; at < text.length; ) {
    const token = tokenAt(text, at);
    tokens.push(token);
    at = matchAt(blank, text, token.span.end) ?? token.span.end;
  }
  return tokens;
}

function tokenAt(text: string, start: number): EsqlToken {
  const character = text[start]!;
  switch (character) {
    case '/':
      if (text[start + 1] === '/') return tokenTo(matchAt(lineComment, text, start), 'comment', text, start);
      if (text[start + 1] === '*') return tokenTo(blockCommentEnd(text, start), 'comment', text, start);
      return tokenTo(start + 1, 'operator', text, start);
    case '"':
      return text.startsWith('"""', start)
        ? tokenTo(matchAt(rawString, text, start), 'string', text, start)
        : tokenTo(matchAt(string, text, start), 'string', text, start, lineEnd);
    case '`':
      return tokenTo(matchAt(quotedName, text, start), 'name', text, start, lineEnd);
    default: {
      const word = matchAt(name, text, start);
      if (word !== undefined) return tokenTo(word, 'name', text, start);
      const digits = matchAt(number, text, start);
      if (digits !== undefined) return tokenTo(digits, 'number', text, start);
      if (doubleSigns.has(text.slice(start, start + 2))) return tokenTo(start + 2, 'operator', text, start);
      return tokenTo(start + 1, signKinds.get(character) ?? 'other', text, start);
    }
  }
}

/** A token up to `closed`; without that it is open, and ends where `open` says or with the text. */
function tokenTo(
  closed: number | undefined,
  kind: EsqlTokenKind,
  text: string,
  start: number,
  open?: (text: string, from: number) => number,
): EsqlToken {
  const end = closed ?? open?.(text, start) ?? text.length;
  return { kind, text: text.slice(start, end), span: { start, end }, closed: closed !== undefined };
}

/** Where the match that starts at an offset ends. */
function matchAt(pattern: RegExp, text: string, at: number): number | undefined {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : undefined;
}

/** Block comments nest; where the inner one is not closed, the first end counts. */
function blockCommentEnd(text: string, start: number): number | undefined {
  const mark = /\/\*|\*\//g;
  mark.lastIndex = start;
  let depth = 0;
  let first: number | undefined;
  for (let match = mark.exec(text); match; match = mark.exec(text)) {
    if (match[0] === '/*') depth++;
    else {
      depth--;
      first ??= mark.lastIndex;
      if (depth === 0) return mark.lastIndex;
    }
  }
  return first;
}

function lineEnd(text: string, from: number): number {
  const end = text.slice(from).search(/[\r\n]/);
  return end < 0 ? text.length : from + end;
}
