import { append } from '../../text/append.js';
import type { Span } from '../../text/span.js';

/** A problem in a string or a quoted name. Its span is in the query. */
export interface LiteralFault {
  readonly kind:
    | 'unclosed-string'
    | 'unclosed-raw-string'
    | 'unknown-escape'
    | 'single-quotes'
    | 'unclosed-name'
    | 'name-start';
  readonly span: Span;
}

/** The lexer's result for a string or name. */
export interface LiteralContent {
  readonly value: string;
  readonly isRaw: boolean;
  readonly faults: readonly LiteralFault[];
  /** For a name: the offsets in the value of each `*` in backquotes. */
  readonly literalStars?: readonly number[];
  /** For a name: whether it contains a wildcard `*`. */
  readonly isPattern?: boolean;
}

export interface ReadLiteral {
  readonly end: number;
  readonly content: LiteralContent;
}

const none: readonly LiteralFault[] = [];
const escapes: ReadonlyMap<string, string> = new Map([
  ['t', '\t'],
  ['n', '\n'],
  ['r', '\r'],
  ['"', '"'],
  ['\\', '\\'],
]);

/** What ends a string or name: its quotes, or the line. */
const closings = { '"""': /"""|[\r\n]/g, '`': /[`\r\n]/g } as const;

/** Returns where a string is closed in its line, and where it or the line ends. */
function closeInLine(
  text: string,
  quotes: keyof typeof closings,
  start: number,
): { close: number | undefined; end: number } {
  const closing = closings[quotes];
  closing.lastIndex = start;
  const found = closing.exec(text);
  if (!found) return { close: undefined, end: text.length };
  return found[0] === quotes
    ? { close: found.index, end: closing.lastIndex }
    : { close: undefined, end: found.index };
}

/**
 * Reads a string that starts with a double quote (docs/semantics/esql.md#strings). An unclosed one ends with
 * its line.
 */
export function readString(text: string, start: number): ReadLiteral {
  return text.startsWith('"""', start) ? readRaw(text, start) : readPlain(text, start, '"');
}

/** Reads `'…'`, which is not a string in ES|QL. Returns undefined if nothing closes it in its line. */
export function readSingleQuoted(text: string, start: number): ReadLiteral | undefined {
  const { end, content } = readPlain(text, start, "'");
  if (content.faults.some(({ kind }) => kind === 'unclosed-string')) return undefined;
  const fault = { kind: 'single-quotes', span: { start, end } } as const;
  return { end, content: { ...content, faults: [fault] } };
}

function readRaw(text: string, start: number): ReadLiteral {
  const { close, end: line } = closeInLine(text, '"""', start + 3);
  if (close === undefined) {
    const fault = { kind: 'unclosed-raw-string', span: { start, end: start + 3 } } as const;
    return { end: line, content: { value: text.slice(start + 3, line), isRaw: true, faults: [fault] } };
  }
  let end = line;
  // Up to two more quotes belong to the content. A string of only quotes is empty.
  for (let extra = 0; close > start + 3 && extra < 2 && text[end] === '"'; extra++) end++;
  return { end, content: { value: text.slice(start + 3, end - 3), isRaw: true, faults: none } };
}

/** Where a quoted string ends or has an escape. */
const notable = { '"': /["\\\r\n]/g, "'": /['\\\r\n]/g } as const;

function readPlain(text: string, start: number, quote: keyof typeof notable): ReadLiteral {
  const faults: LiteralFault[] = [];
  let value = '';
  let at = start + 1;
  let copied = at;
  for (; at < text.length; at++) {
    notable[quote].lastIndex = at;
    at = notable[quote].exec(text)?.index ?? text.length;
    const character = text[at];
    if (character === quote) {
      value += text.slice(copied, at);
      return { end: at + 1, content: { value, isRaw: false, faults } };
    }
    if (character !== '\\') break;
    const escaped = text[at + 1];
    if (escaped === undefined || escaped === '\n' || escaped === '\r') continue;
    const meaning = escapes.get(escaped);
    value += text.slice(copied, at) + (meaning ?? `\\${escaped}`);
    if (meaning === undefined && escaped !== quote)
      faults.push({ kind: 'unknown-escape', span: { start: at, end: at + 2 } });
    at++;
    copied = at + 1;
  }
  value += text.slice(copied, at);
  // The missing quote is the cause: apparent escapes after it may be anything.
  return {
    end: at,
    content: { value, isRaw: false, faults: [{ kind: 'unclosed-string', span: { start, end: start + 1 } }] },
  };
}

/** Reads a name in backquotes, where two of them mean one. */
export function readQuotedName(text: string, start: number): ReadLiteral {
  let at = start + 1;
  let value = '';
  for (;;) {
    const { close, end } = closeInLine(text, '`', at);
    if (close === undefined) {
      const faults = [{ kind: 'unclosed-name', span: { start, end: start + 1 } }] as const;
      return { end, content: { value: value + text.slice(at, end), isRaw: true, faults } };
    }
    value += text.slice(at, close);
    if (text[close + 1] !== '`') return { end: close + 1, content: { value, isRaw: true, faults: none } };
    value += '`';
    at = close + 2;
  }
}

/**
 * The characters of names, even where they are not allowed: a part starts with a letter or `*`, or with `_`
 * or `@` and more.
 */
const patternPiece = /[A-Za-z0-9_@*]+/y;
const validPiece = /^(?:[A-Za-z*][A-Za-z0-9_*]*|[_@][A-Za-z0-9_*]+)+$/;

/**
 * Reads a part of a name between two dots, as in KEEP, DROP, RENAME and ENRICH. Returns undefined if none
 * starts here.
 */
export function readNamePattern(text: string, start: number): ReadLiteral | undefined {
  let value = '';
  let end = start;
  let isPattern = false;
  const literalStars: number[] = [];
  const faults: LiteralFault[] = [];
  for (;;) {
    if (text[end] === '`') {
      const quoted = readQuotedName(text, end);
      for (const [offset, character] of [...quoted.content.value].entries())
        if (character === '*') literalStars.push(value.length + offset);
      value += quoted.content.value;
      append(faults, quoted.content.faults);
      end = quoted.end;
      continue;
    }
    patternPiece.lastIndex = end;
    if (!patternPiece.test(text)) break;
    const piece = text.slice(end, patternPiece.lastIndex);
    if (!validPiece.test(piece))
      faults.push({ kind: 'name-start', span: { start: end, end: patternPiece.lastIndex } });
    if (piece.includes('*')) isPattern = true;
    value += piece;
    end = patternPiece.lastIndex;
  }
  return end === start
    ? undefined
    : {
        end,
        content: {
          value,
          isRaw: true,
          faults,
          isPattern,
          ...(literalStars.length > 0 ? { literalStars } : {}),
        },
      };
}
