import type { EventObject } from '../values/access.js';
import { bulkActionOf, unwrapEvents } from './unwrap.js';

/** Something in a file of events that could not be read; the rest is read all the same. */
export interface EventFileProblem {
  /** One-based; undefined when the file as a whole is meant. */
  readonly line?: number;
  readonly message: string;
  readonly help?: string;
}

/** Where decoded events go. */
export interface EventSink {
  /** `index` counts the events of the file from 0 in reading order; `line` is the one-based line the event starts on. */
  event(event: EventObject, index: number, line: number): void;
  problem(problem: EventFileProblem): void;
}

/** Takes the bytes of a file in pieces of any size. A piece is not kept after `write` returns. */
export interface EventDecoder {
  write(chunk: Uint8Array): void;
  end(): void;
}

/** A longer line is skipped: no event is that large, and memory stays bounded. */
export const maximumLineBytes = 64 * 1024 * 1024;
/** A larger file is read only when each line is JSON of its own. */
const maximumDocumentBytes = 256 * 1024 * 1024;
/** Problems beyond this are counted, not listed. */
const maximumProblems = 100;

const newline = 10;

type Mode = 'undecided' | 'lines' | 'document' | 'refused';

/**
 * Decodes NDJSON, bulk files, a JSON array, one document, hits of Elasticsearch, copies from Kibana and files of
 * elastic-package, in constant memory where each line is JSON of its own. Lines that cannot be read become problems.
 */
export function decodeEvents(sink: EventSink): EventDecoder {
  let mode: Mode = 'undecided';
  let held: Uint8Array[] = [];
  let heldBytes = 0;
  let skippingLine = false;
  let problems = 0;
  const lines = createLineReader(sink, report);

  function report(problem: EventFileProblem): void {
    if (++problems <= maximumProblems) sink.problem(problem);
  }

  function hold(chunk: Uint8Array): void {
    if (chunk.length === 0) return;
    held.push(chunk.slice());
    heldBytes += chunk.length;
  }

  function takeHeld(last: Uint8Array): Uint8Array {
    if (held.length === 0) return last;
    const whole = Buffer.concat([...held, last]);
    held = [];
    heldBytes = 0;
    return whole;
  }

  /** Decides by the first line: when it is JSON, every line is; otherwise the file is one document. */
  function decide(firstLine: Uint8Array): Mode {
    const refusal = refusalOf(firstLine);
    if (refusal) {
      report(refusal);
      return 'refused';
    }
    const text = toText(firstLine).trim();
    if (text === '') return 'undecided';
    return isJson(text) && !/^\[/.test(text) ? 'lines' : 'document';
  }

  function writeLines(chunk: Uint8Array): void {
    let start = 0;
    for (;;) {
      const end = chunk.indexOf(newline, start);
      if (end < 0) break;
      const piece = chunk.subarray(start, end);
      start = end + 1;
      if (skippingLine) {
        skippingLine = false;
        lines.skip();
        continue;
      }
      const line = takeHeld(piece);
      lines.read(line);
    }
    const rest = chunk.subarray(start);
    if (skippingLine) return;
    if (heldBytes + rest.length > maximumLineBytes) {
      report({
        line: lines.next(),
        message: `this line is longer than ${maximumLineBytes / 1024 / 1024} MB and was skipped`,
        help: 'put each event on a line of its own',
      });
      held = [];
      heldBytes = 0;
      skippingLine = true;
      return;
    }
    hold(rest);
  }

  function write(chunk: Uint8Array): void {
    if (mode === 'refused') return;
    if (mode === 'lines') {
      writeLines(chunk);
      return;
    }
    if (mode === 'document') {
      if (heldBytes + chunk.length <= maximumDocumentBytes) hold(chunk);
      else refuseLarge();
      return;
    }
    writeUndecided(chunk);
  }

  function writeUndecided(chunk: Uint8Array): void {
    const end = chunk.indexOf(newline);
    if (end < 0) {
      if (heldBytes + chunk.length > maximumDocumentBytes) refuseLarge();
      else hold(chunk);
      return;
    }
    const before = Buffer.concat([...held, chunk.subarray(0, end + 1)]);
    mode = decide(before.subarray(0, before.length - 1));
    const rest = chunk.subarray(end + 1);
    held = [];
    heldBytes = 0;
    if (mode === 'undecided') {
      lines.skip();
      writeUndecided(rest);
      return;
    }
    if (mode === 'document') hold(before);
    if (mode === 'lines') lines.read(before.subarray(0, before.length - 1));
    write(rest);
  }

  function refuseLarge(): void {
    report({
      message: `the file is one JSON document of more than ${maximumDocumentBytes / 1024 / 1024} MB`,
      help: 'write one event per line (NDJSON), then it can be of any size',
    });
    held = [];
    heldBytes = 0;
    mode = 'refused';
  }

  return {
    write,
    end() {
      const last = takeHeld(new Uint8Array());
      if (mode === 'undecided') {
        if (last.length > 0) mode = decide(last);
        if (mode === 'lines') mode = 'document';
      }
      if (mode === 'lines' && last.length > 0 && !skippingLine) lines.read(last);
      if (mode === 'document') readDocument(last, lines, sink, report);
      lines.end();
      if (problems > maximumProblems)
        sink.problem({ message: `${problems - maximumProblems} more problems in this file` });
    },
  };
}

/** Why a file cannot be text in UTF-8, judged by its first bytes. */
function refusalOf(start: Uint8Array): EventFileProblem | undefined {
  const [first, second] = start;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) {
    return { message: 'the file is encoded in UTF-16', help: 'save it as UTF-8' };
  }
  if (start.subarray(0, 4096).includes(0)) {
    return { message: 'the file is not text', help: 'events are read from JSON or NDJSON in UTF-8' };
  }
  return undefined;
}

const decoder = new TextDecoder('utf-8', { ignoreBOM: false });

function toText(bytes: Uint8Array): string {
  return decoder.decode(bytes);
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

interface LineReader {
  read(line: Uint8Array): void;
  readText(line: string): void;
  /** A line that is empty or too long. */
  skip(): void;
  /** The one-based number of the line that comes next. */
  next(): number;
  end(): void;
}

function createLineReader(sink: EventSink, report: (problem: EventFileProblem) => void): LineReader {
  let line = 0;
  let index = 0;
  /** Metadata of a bulk action whose document is on the next line. */
  let action: Record<string, unknown> | undefined;

  function readText(text: string): void {
    line++;
    if (text.length === 0 || /^\s*$/.test(text)) return;
    let value: unknown;
    try {
      value = JSON.parse(text);
    } catch (error) {
      action = undefined;
      report({ line, message: `not valid JSON: ${jsonMessage(error)}`, help: 'the line was skipped' });
      return;
    }
    const bulk = action ? undefined : bulkActionOf(value);
    if (bulk) {
      action = bulk.name === 'delete' ? undefined : bulk.metadata;
      return;
    }
    const { events, skipped } = unwrapEvents(value);
    if (skipped > 0) report({ line, message: 'not an event: JSON, but not an object' });
    for (const event of events) sink.event(action ? withIndex(event, action) : event, index++, line);
    action = undefined;
  }

  return {
    read: (bytes) => readText(toText(bytes)),
    readText,
    skip: () => {
      line++;
    },
    next: () => line + 1,
    end: () => {
      if (action) report({ line, message: 'a bulk action without a document behind it' });
    },
  };
}

function withIndex(event: EventObject, { _index, _id }: Record<string, unknown>): EventObject {
  const { doc } = event;
  const source =
    Object.keys(event).length === 1 && typeof doc === 'object' && doc !== null ? (doc as EventObject) : event;
  return { ...source, ...(_index === undefined ? {} : { _index }), ...(_id === undefined ? {} : { _id }) };
}

/** The message of JSON.parse without the text it quotes. */
function jsonMessage(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.replace(/,? ?(\.\.\.)?".*" is not valid JSON$/s, '').replace(/ in JSON/, '');
}

/** Reads a file that is one JSON value; when it is none, each line is tried on its own. */
function readDocument(
  bytes: Uint8Array,
  lines: LineReader,
  sink: EventSink,
  report: (problem: EventFileProblem) => void,
): void {
  const text = toText(bytes);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    const all = text.split('\n');
    const some = all.some((line) => line.trim().startsWith('{') && isJson(line));
    if (some) for (const line of all) lines.readText(line);
    else report({ line: lineOf(text, error), message: `not valid JSON: ${jsonMessage(error)}` });
    return;
  }
  const { events, skipped } = unwrapEvents(value);
  if (skipped > 0) report({ message: `${skipped} of the values are not events: JSON, but not objects` });
  const starts = eventLines(text, events.length);
  events.forEach((event, index) => {
    sink.event(event, index, starts[index] ?? 1);
  });
}

function lineOf(text: string, error: unknown): number {
  const position = /position (\d+)/.exec(error instanceof Error ? error.message : '')?.[1];
  return position === undefined ? 1 : text.slice(0, Number(position)).split('\n').length;
}

/** The lines on which the elements of the outermost list with this many objects start, for showing events in a file. */
function eventLines(text: string, count: number): number[] {
  const startsByDepth = new Map<number, number[]>();
  let depth = 0;
  let line = 1;
  let inString = false;
  for (let index = 0; index < text.length; index++) {
    const character = text[index];
    if (character === '\n') line++;
    if (inString) {
      if (character === '\\') index++;
      else if (character === '"') inString = false;
    } else if (character === '"') inString = true;
    else if (character === '{' || character === '[') {
      depth++;
      if (character === '{') {
        const starts = startsByDepth.get(depth);
        if (starts) starts.push(line);
        else startsByDepth.set(depth, [line]);
      }
    } else if (character === '}' || character === ']') depth--;
  }
  for (const starts of startsByDepth.values()) if (starts.length === count) return starts;
  return [];
}
