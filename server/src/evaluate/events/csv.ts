import { readIsoDate } from '../../fields/dates.js';
import type { EventObject } from '../values/access.js';
import type { EventFileProblem } from './event-sink.js';

const fieldName = /^[@\w][\w.@-]*$/;

/** Returns whether the first line of a string is a CSV header: two or more field names. */
export function looksLikeCsv(text: string): boolean {
  const end = text.indexOf('\n');
  const { rows } = readRows(end < 0 ? text : text.slice(0, end));
  const [header = []] = rows;
  return header.length > 1 && header.every(({ text: name }) => fieldName.test(name));
}

/** The contents of a CSV file: events with the lines on which they start, and rows that are not events. */
export interface CsvEvents {
  readonly events: readonly { readonly event: EventObject; readonly line: number }[];
  readonly problems: readonly EventFileProblem[];
}

/**
 * Parses a CSV file with a header (RFC 4180), as exported by Kibana. Every value is a string, and an empty
 * cell is a missing field. Times in Kibana's display format count as UTC.
 */
export function readCsv(text: string): CsvEvents {
  const { rows, open } = readRows(text);
  const [header = [], ...others] = rows;
  const names = header.map((cell) => cell.text.trim());
  const events: { event: EventObject; line: number }[] = [];
  const problems: EventFileProblem[] = [
    {
      message: 'CSV values are strings, and lists look like strings with commas',
      help: 'export as NDJSON if that matters',
      severity: 'warning',
    },
  ];
  if (open !== undefined) problems.push({ line: open, message: 'unclosed quote in a cell' });
  for (const row of others) {
    const line = row[0]?.line ?? 1;
    if (row.length !== names.length) {
      problems.push({
        line,
        message: `the row has ${row.length} cells, but the header has ${names.length}`,
        help: 'the row was skipped',
      });
      continue;
    }
    const event: Record<string, string> = {};
    for (const [index, cell] of row.entries())
      if (cell.text !== '') event[names[index]!] = withIsoTime(cell.text);
    events.push({ event, line });
  }
  return { events, problems };
}

interface Cell {
  readonly text: string;
  readonly line: number;
}

/** Parses rows of cells, and skips blank rows; `open` is the line of an unclosed quote. */
function readRows(text: string): {
  readonly rows: readonly (readonly Cell[])[];
  readonly open: number | undefined;
} {
  const rows: Cell[][] = [];
  let row: Cell[] = [];
  let line = 1;
  let open: number | undefined;
  for (let at = 0; at <= text.length; ) {
    const start = line;
    let cell = '';
    if (text[at] === '"') {
      for (at++; ; ) {
        const end = text.indexOf('"', at);
        if (end < 0) {
          open = start;
          cell += text.slice(at);
          at = text.length;
          break;
        }
        cell += text.slice(at, end);
        at = end + 1;
        if (text[at] !== '"') break;
        cell += '"';
        at++;
      }
      line += cell.split('\n').length - 1;
    }
    const end = cellEnd(text, at);
    cell += text.slice(at, end).replace(/\r$/, '');
    row.push({ text: cell, line: start });
    at = end + 1;
    if (text[end] === ',') continue;
    if (row.some((one) => one.text.trim() !== '')) rows.push(row);
    row = [];
    line++;
  }
  return { rows, open };
}

function cellEnd(text: string, from: number): number {
  let end = from;
  while (end < text.length && text[end] !== ',' && text[end] !== '\n') end++;
  return end;
}

const kibanaTime = /^([A-Z][a-z]{2}) (\d{1,2}), (\d{4}) @ (\d\d:\d\d:\d\d\.\d{3})$/;
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** Converts `Jan 2, 2026 @ 03:04:05.678` to ISO 8601. Returns any other string unchanged. */
function withIsoTime(text: string): string {
  const match = kibanaTime.exec(text);
  const month = months.indexOf(match?.[1] ?? '') + 1;
  if (!match || month === 0) return text;
  const iso = `${match[3]}-${String(month).padStart(2, '0')}-${match[2]!.padStart(2, '0')}T${match[4]}Z`;
  return readIsoDate(iso) ? iso : text;
}
