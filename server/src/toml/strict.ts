import { ParseError, parseTOML } from 'toml-eslint-parser';
import { kindOfStrictError, type TomlErrorKind } from './library-errors.js';
import { type Rewritten, rewrite } from './rewrite.js';
import type { Statement } from './scan.js';

/** A violation of TOML 1.0, and where it is. */
export interface TomlError {
  readonly offset: number;
  readonly kind: TomlErrorKind;
  readonly message: string;
}

/** The parser builds each string in one call, which overflows the stack beyond this order of magnitude. */
const longString = 16_384;
/** The maximum nesting of arrays and inline tables. Real documents have three levels. */
const deepest = 200;

/**
 * Returns the first violation of TOML 1.0. Skips the content of very long strings, so errors inside them are
 * left to smol-toml, which reads every text.
 */
export function findStrictError(text: string, statements: readonly Statement[]): TomlError | undefined {
  const deep = statements.find(({ depth }) => depth > deepest);
  if (deep) return tomlError(deep.start, 'too-deep');
  const source = shorten(text, statements);
  try {
    parseTOML(source.text, { tomlVersion: '1.0' });
    return undefined;
  } catch (error) {
    if (!(error instanceof ParseError)) return tomlError(0, 'too-deep');
    return tomlError(Math.min(text.length, source.toOriginal(error.index)), kindOfStrictError(error));
  }
}

export function tomlError(offset: number, kind: TomlErrorKind): TomlError {
  return { offset, kind, message: messages[kind] };
}

function shorten(text: string, statements: readonly Statement[]): Rewritten {
  const edits = [];
  if (text.charCodeAt(0) === 0xfeff) edits.push({ span: { start: 0, end: 1 }, text: '' });
  for (const { start, end, quotes, closed } of statements.flatMap(({ strings }) => strings)) {
    if (end - start <= longString) continue;
    const content = { start: start + quotes.length, end: closed ? end - quotes.length : end };
    edits.push({ span: content, text: '' });
  }
  return rewrite(text, edits);
}

const messages: Readonly<Record<TomlErrorKind, string>> = {
  'bad-code-point': 'the escape is not a Unicode character',
  'bad-escape': 'invalid escape; write "\\\\" for a backslash, or use a \'literal\' string',
  'carriage-return': 'a carriage return must be followed by a line feed',
  'comma-at-end': 'TOML 1.0 does not allow a comma before "}"',
  'control-character': 'strings cannot contain control characters; write an escape such as "\\u0007"',
  duplicate: 'this is already defined',
  'invalid-date': 'this date does not exist',
  'invalid-time': 'this time does not exist',
  'leading-zero': 'numbers cannot start with a zero',
  'line-break-in-entry': 'key, "=" and value must be on one line',
  'line-break-in-table': 'TOML 1.0 does not allow line breaks in an inline table',
  'missing-comma': 'missing comma between two values',
  'missing-equals': 'a key needs "=" and a value',
  'missing-key': 'missing key',
  'missing-line-break': 'only a comment can follow the value on this line',
  'missing-name': 'missing name next to the dot',
  'missing-value': 'missing value',
  'open-array': 'the array is not closed with "]"',
  'open-header': 'the table name is not closed with "]"',
  'open-inline-table': 'the inline table is not closed with "}"',
  'open-string': 'the string is not closed',
  space: 'unexpected space',
  'three-quotes': 'this string cannot contain three quotes',
  'too-deep': 'values are nested too deeply',
  underscore: 'underscores in numbers must be between two digits',
  unexpected: 'unexpected character',
};
