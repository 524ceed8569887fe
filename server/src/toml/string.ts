import { countUpTo, type Span } from '../text/span.js';

export type TomlStringStyle = 'basic' | 'literal' | 'multiline-basic' | 'multiline-literal';

/** A string of a TOML document, with the position of every character of its value. */
export interface TomlString {
  readonly style: TomlStringStyle;
  /** The value with escapes resolved. */
  readonly value: string;
  /** The span of the string with its quotes. */
  readonly span: Span;
  /** The span between the quotes, before a leading line break is dropped. */
  readonly contentSpan: Span;
  /**
   * Returns the document offset at which the character at this offset of the value starts. For the end of the
   * value, returns the end of the content.
   */
  toDocument(valueOffset: number): number;
  /** Returns the offset in the value of a document offset, or undefined outside the content. */
  toValue(documentOffset: number): number | undefined;
  /** Returns the document span of a span of the value, which ends where its last character ends. */
  spanToDocument(span: Span): Span;
}

/**
 * A run of the value and the run of the document that it comes from. Inside a `verbatim` one, offsets advance
 * together.
 */
interface Segment {
  readonly value: number;
  readonly document: number;
  readonly length: number;
  readonly documentLength: number;
}

const simpleEscapes: Readonly<Record<string, string>> = {
  b: '\b',
  t: '\t',
  n: '\n',
  f: '\f',
  r: '\r',
  '"': '"',
  '\\': '\\',
};

/**
 * Reads the string whose quotes and content are at `span` of the text. An unclosed string ends at the end of
 * the span. An unknown escape is literal.
 */
export function readString(text: string, span: Span, style: TomlStringStyle): TomlString {
  const quoteLength = style.startsWith('multiline') ? 3 : 1;
  const quotes = (style.endsWith('basic') ? '"' : "'").repeat(quoteLength);
  const closed = span.end - span.start >= 2 * quoteLength && text.startsWith(quotes, span.end - quoteLength);
  const contentSpan = { start: span.start + quoteLength, end: closed ? span.end - quoteLength : span.end };
  const { value, segments } = decode(text, contentSpan, style);

  const toDocument = (offset: number): number => {
    if (offset >= value.length) return contentSpan.end;
    const segment = segments[countUpTo(segments, offset, (segment) => segment.value) - 1];
    if (!segment) return contentSpan.start;
    return segment.length === segment.documentLength
      ? segment.document + (offset - segment.value)
      : segment.document;
  };
  const endInDocument = (offset: number): number => {
    const segment = segments[countUpTo(segments, offset - 1, (segment) => segment.value) - 1];
    if (!segment) return toDocument(0);
    if (segment.length === segment.documentLength)
      return segment.document + Math.min(offset - segment.value, segment.length);
    return segment.document + segment.documentLength;
  };

  return {
    style,
    value,
    span,
    contentSpan,
    toDocument,
    toValue(offset) {
      if (offset < contentSpan.start || offset > contentSpan.end) return undefined;
      const segment = segments[countUpTo(segments, offset, (segment) => segment.document) - 1];
      if (!segment) return 0;
      if (offset >= segment.document + segment.documentLength) return segment.value + segment.length;
      return segment.length === segment.documentLength
        ? segment.value + (offset - segment.document)
        : segment.value;
    },
    spanToDocument: ({ start, end }) => {
      const first = toDocument(start);
      return { start: first, end: end > start ? Math.max(first, endInDocument(end)) : first };
    },
  };
}

function decode(text: string, content: Span, style: TomlStringStyle): { value: string; segments: Segment[] } {
  let start = content.start;
  if (style.startsWith('multiline')) {
    if (text[start] === '\n') start++;
    else if (text[start] === '\r' && text[start + 1] === '\n') start += 2;
    start = Math.min(start, content.end);
  }
  const segments: Segment[] = [];
  let length = 0;
  const parts: string[] = [];
  const add = (part: string, document: number, documentLength: number): void => {
    if (documentLength === 0) return;
    if (part.length > 0) segments.push({ value: length, document, length: part.length, documentLength });
    parts.push(part);
    length += part.length;
  };
  if (style.endsWith('literal')) {
    add(text.slice(start, content.end), start, content.end - start);
    return { value: parts.join(''), segments };
  }
  let position = start;
  while (position < content.end) {
    const backslash = text.indexOf('\\', position);
    if (backslash < 0 || backslash >= content.end) {
      add(text.slice(position, content.end), position, content.end - position);
      break;
    }
    add(text.slice(position, backslash), position, backslash - position);
    const resolved = readEscape(text, backslash, content.end, style);
    add(resolved.value, backslash, resolved.length);
    position = backslash + resolved.length;
  }
  return { value: parts.join(''), segments };
}

/** Reads the escape at an offset. A backslash without a meaning here is literal and one character long. */
export function readEscape(
  text: string,
  backslash: number,
  end: number,
  style: TomlStringStyle,
): { value: string; length: number } {
  const letter = backslash + 1 < end ? text[backslash + 1]! : '';
  const simple = simpleEscapes[letter];
  if (simple !== undefined) return { value: simple, length: 2 };
  if (letter === 'u' || letter === 'U') {
    const digits = text.slice(backslash + 2, Math.min(end, backslash + (letter === 'u' ? 6 : 10)));
    const codePoint = Number.parseInt(digits, 16);
    const complete = digits.length === (letter === 'u' ? 4 : 8) && /^[0-9a-fA-F]+$/.test(digits);
    const scalar = codePoint <= 0x10ffff && !(codePoint >= 0xd800 && codePoint <= 0xdfff);
    if (complete && scalar) return { value: String.fromCodePoint(codePoint), length: 2 + digits.length };
  }
  if (style === 'multiline-basic') {
    const continuation = /[ \t]*\r?\n[ \t\r\n]*/y;
    continuation.lastIndex = backslash + 1;
    const match = continuation.exec(text);
    if (match) return { value: '', length: Math.min(end, backslash + 1 + match[0].length) - backslash };
  }
  return { value: '\\', length: 1 };
}
