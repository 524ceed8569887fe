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
  const token = (kind: EsqlTokenKind, end: number, closed = true): EsqlToken => ({
    kind,
    text: text.slice(start, end),
    span: { start, end },
    closed,
  });
  const enclosed = (kind: EsqlTokenKind, end: number | undefined, openEnd: number): EsqlToken =>
    token(kind, end ?? openEnd, end !== undefined);

  const character = text[start]!;
  switch (character) {
    case '/':
      if (text[start + 1] === '/') return token('comment', matchAt(lineComment, text, start)!);
      if (text[start + 1] === '*') return enclosed('comment', blockCommentEnd(text, start), text.length);
      return token('operator', start + 1);
    case '"':
      return text.startsWith('"""', start)
        ? enclosed('string', matchAt(rawString, text, start), text.length)
        : enclosed('string', matchAt(string, text, start), lineEnd(text, start));
    case '`':
      return enclosed('name', matchAt(quotedName, text, start), lineEnd(text, start));
    default: {
      const word = matchAt(name, text, start);
      if (word !== undefined) return token('name', word);
      const digits = matchAt(number, text, start);
      if (digits !== undefined) return token('number', digits);
      if (doubleSigns.has(text.slice(start, start + 2))) return token('operator', start + 2);
      return token(signKinds.get(character) ?? 'other', start + 1);
    }
  }
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
