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

/** Signs by kind; longer ones first. */
const signs: readonly (readonly [kind: EsqlTokenKind, pattern: RegExp])[] = [
  ['operator', /::|==|!=|<=|>=|=~|[<>+*/%?:-]/y],
  ['pipe', /\|/y],
  ['comma', /,/y],
  ['dot', /\./y],
  ['assign', /=/y],
  ['open', /[([{]/y],
  ['close', /[)\]}]/y],
];

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
  let at = 0;
  const add = (kind: EsqlTokenKind, end: number, closed = true): void => {
    tokens.push({ kind, text: text.slice(at, end), span: { start: at, end }, closed });
    at = end;
  };
  while (at < text.length) {
    const blanks = matchAt(blank, text, at);
    if (blanks !== undefined) {
      at = blanks;
      continue;
    }
    const line = matchAt(lineComment, text, at);
    if (line !== undefined) {
      add('comment', line);
      continue;
    }
    if (text.startsWith('/*', at)) {
      const close = text.indexOf('*/', at + 2);
      add('comment', close < 0 ? text.length : close + 2, close >= 0);
      continue;
    }
    if (text.startsWith('"""', at)) {
      const end = matchAt(rawString, text, at);
      add('string', end ?? text.length, end !== undefined);
      continue;
    }
    if (text[at] === '"') {
      const end = matchAt(string, text, at);
      add('string', end ?? lineEnd(text, at), end !== undefined);
      continue;
    }
    if (text[at] === '`') {
      const end = matchAt(quotedName, text, at);
      add('name', end ?? lineEnd(text, at), end !== undefined);
      continue;
    }
    const word = matchAt(name, text, at);
    const digits = word ?? matchAt(number, text, at);
    if (digits !== undefined) {
      add(word === undefined ? 'number' : 'name', digits);
      continue;
    }
    const sign = signs.find(([, pattern]) => matchAt(pattern, text, at) !== undefined);
    if (sign) add(sign[0], matchAt(sign[1], text, at)!);
    else add('other', at + 1);
  }
  return tokens;
}

/** Where the match that starts at an offset ends. */
function matchAt(pattern: RegExp, text: string, at: number): number | undefined {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : undefined;
}

function lineEnd(text: string, from: number): number {
  const end = text.slice(from).search(/[\r\n]/);
  return end < 0 ? text.length : from + end;
}
