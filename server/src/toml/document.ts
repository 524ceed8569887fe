import { parse } from 'smol-toml';
import type { Problem } from '../text/problem.js';
import type { Span } from '../text/span.js';
import { blankLines, deepKeys } from './deep-keys.js';
import { findPlaces } from './find-places.js';
import { type Locator, locator, type TomlLocation } from './locate.js';
import { parseMending } from './mend.js';
import type { TomlPath, TomlTableValue } from './path.js';
import { collectPlaces, noPlaces, type Place, type Places } from './places.js';
import { readValues } from './read-values.js';
import { doubledBackslashes, remedyFor } from './remedy.js';
import { lineEnd, lineStart, mayNeedStrictParser, scanStatements } from './scan.js';
import { parseStrictly, type TomlError } from './strict.js';
import type { TomlString } from './string.js';

export type TomlPart = 'key' | 'value' | 'entry' | 'header';

/** A TOML text: what could be read, what was wrong, and where everything stands. */
export interface TomlDocument {
  readonly text: string;
  readonly values: TomlTableValue;
  /** Codes `toml-syntax` and `toml-duplicate-key`. */
  readonly problems: readonly Problem[];
  /** The place of a value; undefined when the document has no such value, or the value no such part. */
  locate(path: TomlPath, part: TomlPart): Span | undefined;
  /** Everything known of the place of a value. */
  placeAt(path: TomlPath): Place | undefined;
  /** The string at a path, or undefined when something else stands there. */
  stringAt(path: TomlPath): TomlString | undefined;
  pathAt(offset: number): TomlLocation;
  /** All places in document order. */
  places(): readonly Place[];
  /** The same document, which finds positions anew: the values are shared, nothing else is. */
  anew(): TomlDocument;
}

/**
 * Reads a text as TOML 1.0. Never throws; what is broken is reported once and left out of the values. Positions are
 * found when first asked for.
 */
export function parseToml(text: string): TomlDocument {
  const usual = readValues(text);
  if (usual) return documentOf(text, usual.values, [], () => findPlaces(text, usual.statements));

  const deep = deepKeys(text);
  if (deep.length > 0) {
    const problems = deep.map((offset) => deepKeyProblem(text, offset));
    return withProblems(parseToml(blankLines(text, deep)), text, problems);
  }
  const fast = readFast(text);
  if (fast) return documentOf(text, fast, [], () => findPlaces(text));

  const { tree, errors } = parseMending(text);
  const places = tree ? collectPlaces(text, tree) : noPlaces;
  const problems = errors.map((error): Problem => {
    return error.duplicate ? duplicateProblem(text, error.offset, places) : syntaxProblem(text, error);
  });
  if (problems.length === 0) problems.push(longStringProblem(text));
  return documentOf(text, places.values(), problems, () => places);
}

function syntaxProblem(text: string, { offset, message, unexpected, badEscape }: TomlError): Problem {
  const remedy = unexpected ? remedyFor(text, offset) : undefined;
  const fix = badEscape ? doubledBackslashes(text, offset) : remedy?.fix;
  return {
    code: 'toml-syntax',
    severity: 'error',
    message: `Not valid TOML: ${remedy?.message ?? message}.`,
    span: remedy?.span ?? visibleSpan(text, offset),
    ...(fix ? { fix } : {}),
  };
}

/** A document read from another text, without what is wrong in this one. */
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

/** The values of a text that is valid TOML 1.0, or undefined. */
function readFast(text: string): TomlTableValue | undefined {
  try {
    const values = parse(text, { integersAsBigInt: 'asNeeded' }) as TomlTableValue;
    const refused = mayNeedStrictParser(text) && 'error' in parseStrictly(text, scanStatements(text));
    return refused ? undefined : values;
  } catch {
    return undefined;
  }
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

/** The character at the offset, or the last one before it when nothing visible stands there. */
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
  const keys = name.split('.').map((key) => key.trim().replace(/^(["'])(.*)\1$/, '$2'));
  const first = places.get(header ? keys : [...table, ...keys]) ?? places.get(keys.slice(0, 1));
  const place = first?.header ?? first?.key;
  return {
    code: 'toml-duplicate-key',
    severity: 'error',
    message: `${header ? 'Table' : 'Key'} "${keys.join('.')}" is already defined; TOML allows it only once.`,
    span: { start, end: start + Math.max(1, name.length) },
    help: 'Keep one of the two and remove the other.',
    ...(place ? { related: [{ span: place, message: 'First defined here.' }] } : {}),
  };
}

const keyAt = /"(?:[^"\\]|\\.)*"|'[^']*'|[\w-]+/y;

/** A key that stands twice in a table in a line. */
function duplicateInTable(text: string, offset: number): Problem {
  keyAt.lastIndex = offset;
  const name = keyAt.exec(text)?.[0] ?? '';
  return {
    code: 'toml-duplicate-key',
    severity: 'error',
    message: `Key "${name.replace(/^(["'])(.*)\1$/, '$2')}" is already defined in this table; TOML allows it only once.`,
    span: { start: offset, end: offset + Math.max(1, name.length) },
    help: 'Keep one of the two and remove the other.',
  };
}

/** For a text that only smol-toml refuses: the fault lies in a string too long for the parser with positions. */
function longStringProblem(text: string): Problem {
  let offset = 0;
  let reason = 'a string holds a character or an escape that is not allowed';
  try {
    parse(text);
  } catch (error) {
    const { line, column, message } = error as { line?: number; column?: number; message: string };
    for (let remaining = (line ?? 1) - 1; remaining > 0; remaining--) offset = lineEnd(text, offset) + 1;
    offset += Math.max(0, (column ?? 1) - 1);
    if (message.includes('maxDepth') || message.includes('nest')) reason = 'values are nested too deeply';
  }
  return {
    code: 'toml-syntax',
    severity: 'error',
    message: `Not valid TOML: ${reason}.`,
    span: visibleSpan(text, offset),
  };
}
