import type { TextEdit } from '../text/edits.js';
import { countUpTo } from '../text/span.js';
import type { TomlTableValue } from './path.js';
import { createPlaceList, type Places, placesBefore } from './places.js';
import { readPlaces } from './read-places.js';
import { type Rewritten, rewrite, withEdit } from './rewrite.js';
import { lineEnd, lineStart, type Statement, scanStatements } from './scan.js';
import { findStrictError, type TomlError, tomlError } from './strict.js';
import { type ReadValues, readNewerValues, takeStrings } from './values.js';

/** The readable part of a broken document, and its errors. */
export interface Recovered {
  readonly values: TomlTableValue;
  readonly places: Places;
  /**
   * The errors in the original text, in the order found. After the first that is not a duplicate key, nothing
   * more is reported.
   */
  readonly errors: readonly TomlError[];
}

/** Longer texts get fewer attempts, so that the work stays proportional to the length. */
const smallText = 256 * 1024;
/** The number of statements before the error that may contain the string that swallowed a closing quote. */
const lookBack = 4;
const structuralLine =
  /^[ \t]*(?:\[\[?[ \t]*[\w$"'-]+(?:[ \t]*\.[ \t]*[\w$"'-]+)*[ \t]*\]\]?[ \t]*(?:#.*)?|[a-z_][\w-]*[ \t]*=[ \t]*(?:["'[{\d+-].*|true|false)[ \t]*)\r?$/m;

interface Attempt {
  readonly edits: TextEdit[];
  readonly source: Rewritten;
  readonly statements: readonly Statement[];
  readonly result: ReadValues;
}

/**
 * Parses a text as TOML 1.0 and repairs errors until it parses: it closes the open string or bracket, or
 * drops the character or the line. Of all repairs, it picks the one after which the parser gets further and
 * that keeps most of the text.
 */
export function recover(original: string): Recovered {
  const tries = original.length > 4 * 1024 * 1024 ? 1 : original.length > smallText ? 4 : 32;
  let current = attempt(original, []);
  const errors: TomlError[] = [];
  for (let round = 0; 'error' in current.result; round++) {
    const { error } = current.result;
    if (errors.every(({ kind }) => kind === 'duplicate')) {
      const cause = causeOf(current, error);
      errors.push({ ...cause, offset: current.source.toOriginal(cause.offset) });
    }
    if (round >= tries)
      return { values: Object.create(null) as TomlTableValue, places: createPlaceList(original), errors };
    const wide = round >= tries / 2;
    const last = round === tries - 1;
    const remedies = last ? [dropRest(current, error)] : remediesFor(current, error, wide);
    const enough = worth(current);
    let best: Attempt | undefined;
    for (const remedy of remedies) {
      const next = attempt(original, withEdit(current.edits, remedy));
      if (!best || isBetter(next, best, current)) best = next;
      if (!('error' in best.result) && worth(best) >= enough) break;
    }
    current = best!;
  }
  // A text that only the value library rejected.
  if (errors.length === 0) errors.push(tomlError(original.search(loneCarriageReturn), 'carriage-return'));
  const { result, source } = current;
  const places = placesBefore(original, readPlaces(source.text), source.toOriginal);
  // Changes inside a string are not part of its value.
  takeStrings(result.values, places);
  return { values: result.values, places, errors };
}

function attempt(original: string, edits: TextEdit[]): Attempt {
  const source = rewrite(original, edits);
  const statements = scanStatements(source.text);
  return { edits, source, statements, result: read(source.text, statements) };
}

/** Not a line break in TOML, but the strict parser treats it as one. */
const loneCarriageReturn = /\r(?!\n)/g;

function read(text: string, statements: readonly Statement[]): ReadValues {
  const strict = findStrictError(text, statements);
  if (strict) return { error: strict };
  const result = readNewerValues(text.replace(loneCarriageReturn, '\n'));
  if (!('error' in result) || text[result.error.offset] !== '\r') return result;
  return { error: tomlError(result.error.offset, 'carriage-return') };
}

/**
 * Returns how far the parser got. A string that swallows the rest of the file counts by its start. A
 * duplicate key is found once its statement is complete, so it counts as far.
 */
function reach({ result, source, statements }: Attempt): number {
  if (!('error' in result)) return Number.POSITIVE_INFINITY;
  const { error } = result;
  if (error.kind === 'duplicate') return Number.MAX_SAFE_INTEGER;
  const open = statements.at(-1)?.strings.find(({ quotes, closed }) => quotes.length === 3 && !closed);
  return source.toOriginal(open && open.start < error.offset ? open.start : error.offset);
}

/**
 * Returns how many headers and keys are recognisable: a repair that lets a string swallow the rest of the
 * file leaves few, and duplicate definitions will have to be removed.
 */
function worth({ source, statements, result }: Attempt): number {
  const entry = /\[|[\w$"'.-]+[ \t]*=(?!=)/y;
  const told = statements.filter(({ start }) => {
    entry.lastIndex = start;
    return entry.test(source.text);
  }).length;
  return 'error' in result && result.error.kind === 'duplicate' ? told - 2 : told;
}

/**
 * Returns whether a repair is better: among those after which the parser gets further, the one that keeps
 * most, otherwise the one that gets furthest.
 */
function isBetter(next: Attempt, best: Attempt, current: Attempt): boolean {
  const before = reach(current);
  const [nextReach, bestReach] = [reach(next), reach(best)];
  if (nextReach > before !== bestReach > before) return nextReach > before;
  const gain = nextReach > before ? worth(next) - worth(best) : 0;
  return gain === 0 ? nextReach > bestReach : gain > 0;
}

function remediesFor({ source, statements }: Attempt, error: TomlError, wide: boolean): TextEdit[] {
  const { text } = source;
  const edit = (start: number, end: number, inserted: string): TextEdit => ({
    span: { start: source.toOriginal(start), end: source.toOriginal(end) },
    text: inserted,
  });
  const index = lastStarting(statements, error);
  const statement = statements[index];
  if (error.kind === 'duplicate') return [edit(...duplicatedSpan(text, statements, index, error), '')];
  // A missing value is noticed on the next line.
  const before = statements[index - 1];
  if (before && lacksValue(text, before)) return [edit(before.start, lineEnd(text, before.start), '')];
  const remedies: TextEdit[] = [];
  // A backslash that begins no escape was meant literally.
  const backslash = error.kind === 'bad-escape' ? text.lastIndexOf('\\', error.offset) : -1;
  if (backslash >= Math.max(0, error.offset - 10)) remedies.push(edit(backslash, backslash, '\\'));
  const dropped = droppedCharacter(text, error);
  if (dropped !== undefined) remedies.push(edit(dropped, dropped + 1, ''));
  if (error.kind === 'too-deep' && statement) return [edit(statement.start, statement.end, '')];
  for (let back = 0; back <= lookBack; back++) {
    const candidate = statements[index - back];
    for (const at of candidate ? closings(text, candidate, error.offset) : [])
      remedies.push(edit(at.offset, at.offset, at.text));
  }
  const from = lineStart(text, Math.min(error.offset, text.length));
  const to = lineEnd(text, Math.min(error.offset, text.length));
  if (wide) remedies.push(edit(lineStart(text, statement?.start ?? from), nextHeader(text, to), ''));
  else if (from < to) remedies.push(edit(from, to, ''));
  else if (statement) {
    remedies.push(edit(statement.start, lineEnd(text, statement.start), ''));
    remedies.push(edit(statement.start, statement.end, ''));
  } else remedies.push(edit(from, text.length, ''));
  if (before && !wide) remedies.push(edit(before.start, lineEnd(text, before.start), ''));
  return remedies;
}

/** Moves an error to its cause: the parser notices missing or unclosed syntax on a later line. */
function causeOf({ source: { text }, statements }: Attempt, error: TomlError): TomlError {
  if (error.kind === 'duplicate') return error;
  const index = lastStarting(statements, error);
  const inLine = statements[index];
  const open = inLine && (openString(inLine) ?? openList(text, inLine, error.offset));
  if (open) return { ...error, ...open };
  for (const header of [statements[index - 1], inLine]) {
    const line = header ? firstLine(text, header) : '';
    const missing = line.split('[').length - line.split(']').length;
    if (header && line.startsWith('[') && missing > 0 && !/["']/.test(line)) {
      const message = `missing "${']'.repeat(missing)}" in the table header`;
      return { ...error, offset: header.start + line.length - 1, message };
    }
  }
  const atLineEnd = error.offset >= text.length || /[\r\n]/.test(text[error.offset]!);
  const culprit = atLineEnd ? inLine : statements[index - 1];
  if (!culprit || !lacksValue(text, culprit)) return error;
  const line = firstLine(text, culprit);
  const { message } = tomlError(0, line.endsWith('=') ? 'missing-value' : 'missing-equals');
  return { ...error, offset: culprit.start + line.length - 1, message };
}

/** Returns a multi-line string that runs to the end of the text. */
function openString({ strings }: Statement): Pick<TomlError, 'offset' | 'message'> | undefined {
  const open = strings.find(({ quotes, closed }) => quotes.length === 3 && !closed);
  return open && { offset: open.start, message: 'the string that starts here is not closed' };
}

/** Returns a list or inline table that is still open at the next key or header. */
function openList(
  text: string,
  statement: Statement,
  errorOffset: number,
): Pick<TomlError, 'offset' | 'message'> | undefined {
  const open = openBracketsAt(text, statement);
  if (!open || open.offset > errorOffset || text[statement.start] === '[') return undefined;
  const equals = text.indexOf('=', statement.start);
  const bracket = text.slice(equals + 1).search(/\S/) + equals + 1;
  if (text[bracket] !== '[' && text[bracket] !== '{') return undefined;
  const what = text[bracket] === '[' ? 'list' : 'inline table';
  return { offset: bracket, message: `the ${what} that starts here is not closed` };
}

/** Returns the first line of a statement without a comment. */
function firstLine(text: string, { start }: Statement): string {
  return text.slice(start, lineEnd(text, start)).split('#', 1)[0]!.trimEnd();
}

function lacksValue(text: string, statement: Statement): boolean {
  const line = firstLine(text, statement);
  return !line.startsWith('[') && (line.endsWith('=') || !line.includes('='));
}

/**
 * Returns the span to drop for a duplicate key or table. A header directly after its own table is dropped
 * alone.
 */
function duplicatedSpan(
  text: string,
  statements: readonly Statement[],
  index: number,
  error: TomlError,
): [start: number, end: number] {
  const statement = statements[index];
  const start = lineStart(text, statement?.start ?? error.offset);
  const end = lineEnd(text, start);
  if (text[statement?.start ?? start] !== '[') return [start, statement?.end ?? end];
  const header = statements.slice(0, index).findLast((before) => text[before.start] === '[');
  const same = header && text.slice(header.start, header.end).trim() === text.slice(start, end).trim();
  return [start, same ? end : nextHeader(text, end)];
}

/** Returns where a string or bracket of the statement could be closed, and with what. */
function closings(
  text: string,
  statement: Statement,
  errorOffset: number,
): { offset: number; text: string }[] {
  const found: { offset: number; text: string }[] = [];
  for (const string of statement.strings) {
    if (string.start > errorOffset) break;
    if (string.quotes.length === 3) {
      const inside = structuralOffset(text, string.start, string.end);
      if (inside !== undefined) found.push({ offset: inside, text: `${string.quotes}\n` });
      else if (!string.closed) found.push({ offset: text.length, text: string.quotes });
    } else if (!string.closed) {
      const inList = statement.openBrackets.length > 0 || text[statement.end] === undefined;
      found.push({ offset: string.end, text: string.quotes });
      if (inList) found.push({ offset: string.end, text: `${string.quotes},` });
    }
  }
  const line = text.slice(statement.start, lineEnd(text, statement.start));
  if (line.startsWith('[') && !line.includes(']')) {
    const header = firstLine(text, statement);
    found.push({ offset: statement.start + header.length, text: header.startsWith('[[') ? ']]' : ']' });
  }
  const brackets = openBracketsAt(text, statement);
  if (brackets) {
    const closing = brackets.kinds
      .map((bracket) => (bracket === '[' ? ']' : '}'))
      .reverse()
      .join('');
    // Directly after the contents, because an inline table cannot span lines, but not in a comment.
    const before = statement.start + text.slice(statement.start, brackets.offset).trimEnd().length;
    const commented = text.slice(lineStart(text, before), before).includes('#');
    found.push(
      commented ? { offset: brackets.offset, text: `${closing}\n` } : { offset: before, text: closing },
    );
  }
  return found;
}

/**
 * Returns the brackets that are open where the next structural line begins, or at the end of the statement.
 */
function openBracketsAt(
  text: string,
  statement: Statement,
): { offset: number; kinds: readonly string[] } | undefined {
  const inside = structuralOffset(text, statement.start, statement.end);
  const upTo = inside === undefined ? statement : scanStatements(text.slice(statement.start, inside))[0];
  if (!upTo || upTo.openBrackets.length === 0) return undefined;
  return { offset: inside ?? statement.end, kinds: upTo.openBrackets };
}

/**
 * Returns the start of the first whole line after `start` that looks like a table header or a key with its
 * value.
 */
function structuralOffset(text: string, start: number, end: number): number | undefined {
  const from = lineEnd(text, start);
  if (from >= end) return undefined;
  const body = text.slice(from, end);
  const match = structuralLine.exec(body);
  return match ? from + match.index : undefined;
}

/** Returns the offset of the character whose removal would avoid the error. */
function droppedCharacter(text: string, { kind, offset }: TomlError): number | undefined {
  const isThere =
    kind === 'control-character' || kind === 'carriage-return' || kind === 'line-break-in-table';
  const at = kind === 'comma-at-end' ? text.lastIndexOf(',', offset) : isThere ? offset : -1;
  return at >= 0 && at < text.length ? at : undefined;
}

/** Returns the index of the last statement that starts at or before the error. */
function lastStarting(statements: readonly Statement[], { offset }: TomlError): number {
  return countUpTo(statements, offset, ({ start }) => start) - 1;
}

function nextHeader(text: string, from: number): number {
  const header = /^[ \t]*\[\[?[\w."'$-]+\]\]?[ \t]*\r?$/gm;
  header.lastIndex = from;
  return header.exec(text)?.index ?? text.length;
}

function dropRest({ source }: Attempt, error: TomlError): TextEdit {
  const start = lineStart(source.text, Math.min(error.offset, source.text.length));
  return {
    span: { start: source.toOriginal(start), end: source.toOriginal(source.text.length) },
    text: '',
  };
}
