import { type AST, ParseError, parseTOML } from 'toml-eslint-parser';
import { type Rewritten, rewrite } from './rewrite.js';
import type { Statement } from './scan.js';

/** What TOML 1.0 does not allow, and where. */
export interface TomlError {
  readonly offset: number;
  readonly duplicate: boolean;
  /** Whether the statement cannot be read because its brackets are nested too deeply. */
  readonly tooDeep?: boolean;
  /** Whether something stands where nothing of its kind can: the usual mistakes of people who know other formats. */
  readonly unexpected?: boolean;
  /** Whether it is an escape that TOML does not know. */
  readonly badEscape?: boolean;
  readonly message: string;
}

/** The syntax tree with ranges in a text without its long strings, and the way back. */
export interface StrictTree {
  readonly ast: AST.TOMLProgram;
  toOriginal(offset: number): number;
}

/** The parser builds each string in one call, which the stack cannot hold beyond this order of magnitude. */
const longString = 16_384;
/** Arrays and inline tables within each other; real documents have three. */
const deepest = 200;

/**
 * Parses as TOML 1.0. The content of very long strings is left out of the parse, so errors inside them go unseen
 * here; smol-toml, which reads every text first, sees them.
 */
export function parseStrictly(
  text: string,
  statements: readonly Statement[],
): { tree: StrictTree } | { error: TomlError } {
  const deep = statements.find(({ depth }) => depth > deepest);
  if (deep) return { error: tooDeep(deep.start) };
  const source = shorten(text, statements);
  try {
    const ast = parseTOML(source.text, { tomlVersion: '1.0' });
    return { tree: { ast, toOriginal: source.toOriginal } };
  } catch (error) {
    if (!(error instanceof ParseError)) {
      return { error: tooDeep(0) };
    }
    return {
      error: {
        offset: Math.min(text.length, source.toOriginal(error.index)),
        duplicate: error.message.startsWith('Defining a key'),
        message: inOurWords(error.message),
        unexpected: /^(?:Unexpected|Must be a newline|Expected equal)/.test(error.message),
        badEscape: /^Invalid character in escape/.test(error.message),
      },
    };
  }
}

function tooDeep(offset: number): TomlError {
  return { offset, duplicate: false, tooDeep: true, message: 'values are nested too deeply to be read' };
}

function shorten(text: string, statements: readonly Statement[]): Rewritten {
  const edits = [];
  if (text.charCodeAt(0) === 0xfeff) edits.push({ span: { start: 0, end: 1 }, text: '' });
  for (const statement of statements) {
    for (const string of statement.strings) {
      if (string.end - string.start <= longString) continue;
      const start = string.start + string.quotes.length;
      const end = string.closed ? string.end - string.quotes.length : string.end;
      edits.push({ span: { start, end }, text: '' });
    }
  }
  return rewrite(text, edits);
}

const words: readonly (readonly [RegExp, string])[] = [
  [/^Unterminated string/, 'the string is not closed'],
  [/^Unterminated table-key/, 'the table name is not closed with "]"'],
  [/^Unterminated array/, 'the array is not closed with "]"'],
  [/^Unterminated inline table/, 'the inline table is not closed with "}"'],
  [/^Empty bare keys/, 'a key is missing here'],
  [/^Must be a newline/, 'only a comment may stand after the value on this line'],
  [/^Expected equal/, 'a key needs "=" and a value'],
  [/^Unspecified values/, 'the value is missing'],
  [/^Expected comma/, 'a comma is missing between two values'],
  [/within comments$/, 'comments cannot hold control characters'],
  [
    /^Control characters/,
    'strings cannot hold control characters; write them as an escape such as "\\u0007"',
  ],
  [/^The key, equals/, 'key, "=" and value must stand on one line'],
  [/^No newlines are allowed/, 'TOML 1.0 does not allow line breaks in an inline table'],
  [/^Underscores/, 'underscores in numbers must stand between two digits'],
  [/^Unexpected spaces/, 'a space cannot stand here'],
  [/^Three or more/, 'three quotes cannot stand inside this string'],
  [/^Unexpected invalid date/, 'this date does not exist'],
  [/^Unexpected invalid time/, 'this time does not exist'],
  [/^Leading zeros/, 'numbers cannot start with a zero'],
  [/^Trailing comma/, 'TOML 1.0 does not allow a comma before "}"'],
  [
    /^Invalid character in escape/,
    'TOML has no such escape; write "\\\\" for a backslash, or use a \'literal\' string',
  ],
  [/^Invalid code point/, 'the escape names no Unicode character'],
  [/dots? |dot$|dots/, 'a name is missing beside the dot'],
  [/^Unexpected/, 'this character cannot stand here'],
];

function inOurWords(message: string): string {
  return words.find(([pattern]) => pattern.test(message))?.[1] ?? message;
}
