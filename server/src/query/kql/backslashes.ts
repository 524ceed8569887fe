import type { Fix, Problem } from '../../text/problem.js';
import { escapeUnquoted, quoteKql } from './print.js';

/** The characters of an unquoted value, and a backslash before any character. */
const word = /(?:\\[\s\S]|[^\s()"<>{}\\])+/y;
/** A Windows drive followed by a single backslash. */
const drive = /^[A-Za-z]\\?:\\[^\\]/;

/** Reports backslashes that escape nothing, by their offsets: one problem per value. */
export function strayBackslashes(query: string, offsets: readonly number[]): Problem[] {
  const problems: Problem[] = [];
  let end = -1;
  for (const offset of offsets) {
    if (offset < end) continue;
    const start = wordStart(query, offset);
    end = start + wordAt(query, start).length;
    problems.push({
      code: 'kql-syntax',
      severity: 'error',
      span: { start: offset, end: offset + 1 },
      message: 'this backslash escapes nothing',
      ...remedyFor(query, start, end, offset),
    });
  }
  return problems;
}

function remedyFor(query: string, start: number, end: number, offset: number): { help: string; fix?: Fix } {
  if (/[ \t]/.test(query[offset + 1] ?? '')) {
    const fix = {
      title: 'Remove the backslash',
      edits: [{ span: { start: offset, end: offset + 1 }, text: '' }],
    };
    return { help: 'remove it: a space needs no escape', fix };
  }
  const help = 'write \\\\ for a backslash, or put the value in double quotes';
  const text = query.slice(start, end);
  const isPath = drive.test(text);
  const edits = [...text.matchAll(/\\([\s\S]?)/g)].flatMap(({ index, 1: escaped = '' }) => {
    const isMeant = /[\\():<>"*{}]/.test(escaped) || (!isPath && /[trn]/.test(escaped));
    const at = start + index;
    return isMeant ? [] : [{ span: { start: at, end: at }, text: '\\' }];
  });
  return { help, fix: { title: 'Double the backslashes', edits } };
}

function wordStart(query: string, offset: number): number {
  let start = offset;
  while (start > 0 && !/[\s()"<>{}]/.test(query[start - 1]!)) {
    // The colon after the field. Within a value it would be escaped.
    if (query[start - 1] === ':' && query[start - 2] !== '\\') break;
    start--;
  }
  return start;
}

function wordAt(query: string, start: number): string {
  word.lastIndex = start;
  return word.exec(query)?.[0] ?? '';
}

/** Words up to a keyword, a parenthesis or the field of the next clause. */
const path = /[^\s()"<>{}]+(?: +(?!(?:and|or|not)\b)[^\s()"<>{}:]+(?!\s*[:<>]|[^\s()"<>{}]))*/iy;

/**
 * Returns a fix for the Windows path with single backslashes that begins at an offset: in quotes, or escaped
 * around a wildcard.
 */
export function windowsPathAt(query: string, start: number): Fix | undefined {
  path.lastIndex = start;
  const written = path.exec(query)?.[0];
  if (!written || !drive.test(written)) return undefined;
  const meant = written.replaceAll('\\\\', '\\');
  const text = meant.includes('*') ? meant.split('*').map(escapeUnquoted).join('*') : quoteKql(meant);
  return { title: `Write ${text}`, edits: [{ span: { start, end: start + written.length }, text }] };
}
