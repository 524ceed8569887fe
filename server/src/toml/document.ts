import type { Problem } from '../text/problem.js';
import type { Span } from '../text/span.js';
import { blankLines, deepKeys } from './deep-keys.js';
import type { TomlErrorKind } from './library-errors.js';
import { type Locator, locator, type TomlLocation } from './locate.js';
import type { TomlPath, TomlTableValue } from './path.js';
import type { Place, Places } from './places.js';
import { findPlaces } from './read-places.js';
import { recover } from './recover.js';
import { doubledBackslashes, remedyFor } from './remedy.js';
import { lineEnd, lineStart } from './scan.js';
import type { TomlError } from './strict.js';
import type { TomlString } from './string.js';
import { readValues } from './values.js';

export type TomlPart = 'key' | 'value' | 'entry' | 'header';

/** A TOML document: its values, its problems, and the positions of everything. */
export interface TomlDocument {
  readonly text: string;
  readonly values: TomlTableValue;
  /** Codes `toml-syntax` and `toml-duplicate-key`. */
  readonly problems: readonly Problem[];
  /** Returns the span of a part of a value, or undefined if there is no such value or part. */
  locate(path: TomlPath, part: TomlPart): Span | undefined;
  /** Returns everything known about the position of a value. */
  placeAt(path: TomlPath): Place | undefined;
  /** Returns the string at a path, or undefined if there is none. */
  stringAt(path: TomlPath): TomlString | undefined;
  pathAt(offset: number): TomlLocation;
  /** Returns all places in document order. */
  places(): readonly Place[];
  /** Returns the same document with a fresh position cache. It shares only the values. */
  anew(): TomlDocument;
}

/**
 * Parses a text as TOML 1.0. Never throws: each error is reported once, and the faulty part is missing from
 * the values. Positions are found on first use.
 */
export function parseToml(text: string): TomlDocument {
  const deep = deepKeys(text);
  if (deep.length > 0) {
    const problems = deep.map((offset) => deepKeyProblem(text, offset));
    return withProblems(parseToml(blankLines(text, deep)), text, problems);
  }
  const values = readValues(text);
  if (values) return documentOf(text, values, [], () => findPlaces(text));
  const recovered = recover(text);
  const problems = recovered.errors.map((error): Problem => {
    if (error.kind === 'duplicate') return duplicateProblem(text, error.offset, recovered.places);
    return syntaxProblem(text, error);
  });
  return documentOf(text, recovered.values, problems, () => recovered.places);
}

/** Kinds of errors for something in a position where it is not allowed: often a habit from other formats. */
const unexpected: ReadonlySet<TomlErrorKind> = new Set<TomlErrorKind>([
  'unexpected',
  'missing-line-break',
  'missing-equals',
  'space',
  'invalid-date',
  'invalid-time',
]);

function syntaxProblem(text: string, { offset, message, kind }: TomlError): Problem {
  const remedy = unexpected.has(kind) ? remedyFor(text, offset) : undefined;
  const fix = kind === 'bad-escape' ? doubledBackslashes(text, offset) : remedy?.fix;
  return {
    code: 'toml-syntax',
    severity: 'error',
    message: `Not valid TOML: ${remedy?.message ?? message}.`,
    span: remedy?.span ?? visibleSpan(text, offset),
    ...(fix ? { fix } : {}),
  };
}

/** Returns a document that was parsed from a cleaned text, with the original text and its problems. */
function withProblems(document: TomlDocument, text: string, problems: readonly Problem[]): TomlDocument {
  return {
    ...document,
    text,
    problems: [...problems, ...document.problems],
    anew: () => withProblems(document.anew(), text, problems),
  };
}

function deepKeyProblem(text: string, offset: number): Problem {
  const message = 'Not valid here: the key has more than 100 parts.';
  return { code: 'toml-syntax', severity: 'error', message, span: visibleSpan(text, offset) };
}

function documentOf(
  text: string,
  values: TomlTableValue,
  problems: readonly Problem[],
  startPlaces: () => Places,
): TomlDocument {
  let found: Places | undefined;
  let locate: Locator | undefined;
  const places = (): Places => {
    found ??= startPlaces();
    return found;
  };
  return {
    text,
    values,
    problems,
    locate: (path, part) => places().get(path)?.[part],
    placeAt: (path) => places().get(path),
    stringAt(path) {
      const place = places().get(path);
      return place && places().stringAt(place);
    },
    pathAt(offset) {
      locate ??= locator(places().ordered());
      return locate(offset);
    },
    places: () => places().ordered(),
    anew: () => documentOf(text, values, problems, startPlaces),
  };
}

/** Returns the character at the offset, or the last one before it if that is not visible. */
function visibleSpan(text: string, offset: number): Span {
  const at = Math.min(offset, text.length);
  const end = lineEnd(text, at);
  if (at < end && text[at] !== '\r') {
    const pair = at + 1 < end && text.charCodeAt(at) >= 0xd800 && text.charCodeAt(at) < 0xdc00;
    return { start: at, end: at + (pair ? 2 : 1) };
  }
  const start = Math.max(lineStart(text, at), at - 1);
  return { start, end: at };
}

function duplicateProblem(text: string, offset: number, places: Places): Problem {
  const line = { start: lineStart(text, offset), end: lineEnd(text, offset) };
  const written = text.slice(line.start, line.end);
  const header = /^[ \t]*\[\[?/.exec(written);
  if (text.slice(line.start, offset).includes('{') && !header) return duplicateInTable(text, offset);
  const name = header
    ? written.slice(header[0].length, written.indexOf(']')).trim()
    : (/^[ \t]*([^=\s]+)/.exec(written)?.[1] ?? '');
  const start = line.start + Math.max(0, written.indexOf(name));
  let table: TomlPath = [];
  for (const place of places.ordered()) {
    if (place.header && place.header.start < offset) table = place.path;
  }
  const keys = name.split('.').map((key) => unquoted(key.trim()));
  const first = places.get(header ? keys : [...table, ...keys]) ?? places.get(keys.slice(0, 1));
  const place = first?.header ?? first?.key;
  return {
    ...definedTwice(`${header ? 'Table' : 'Key'} "${keys.join('.')}" is already defined`, start, name.length),
    ...(place ? { related: [{ span: place, message: 'First defined here.' }] } : {}),
  };
}

const keyAt = /"(?:[^"\\]|\\.)*"|'[^']*'|[\w-]+/y;

/** Reports a duplicate key in an inline table. */
function duplicateInTable(text: string, offset: number): Problem {
  keyAt.lastIndex = offset;
  const name = keyAt.exec(text)?.[0] ?? '';
  return definedTwice(`Key "${unquoted(name)}" is already defined in this table`, offset, name.length);
}

function unquoted(key: string): string {
  return key.replace(/^(["'])(.*)\1$/, '$2');
}

function definedTwice(what: string, start: number, length: number): Problem {
  return {
    code: 'toml-duplicate-key',
    severity: 'error',
    message: `${what}; TOML allows it only once.`,
    span: { start, end: start + Math.max(1, length) },
    help: 'Keep one of the two and remove the other.',
  };
}
