import { readDocument } from './document-reader.js';
import type { EventFileProblem, EventSink } from './event-sink.js';
import { isJson } from './json.js';
import { createLineReader } from './line-reader.js';

/** Receives the bytes of a file in pieces of any size. `write` does not keep a piece after it returns. */
export interface EventDecoder {
  write(chunk: Buffer): void;
  end(): void;
}

/** Longer lines are skipped: no event is that large, and memory stays bounded. */
export const maximumLineBytes = 64 * 1024 * 1024;
/** A larger file is only read if each line is separate JSON. */
const maximumDocumentBytes = 256 * 1024 * 1024;
/** Problems beyond this limit are counted but not listed. */
const maximumProblems = 100;

const newline = 10;
const megabyte = 1024 * 1024;

type Mode = 'undecided' | 'lines' | 'document' | 'refused';

/**
 * Decodes NDJSON, bulk files, a JSON array, one document, Elasticsearch hits, copies from Kibana and files of
 * elastic-package. Uses constant memory if each line is separate JSON. Unreadable lines become problems.
 */
export function decodeEvents(sink: EventSink): EventDecoder {
  let mode: Mode = 'undecided';
  let held: Buffer[] = [];
  let heldBytes = 0;
  let skippingLine = false;
  let problems = 0;
  const lines = createLineReader(sink, report);

  function report(problem: EventFileProblem): void {
    if (++problems <= maximumProblems) sink.problem(problem);
  }

  function hold(chunk: Buffer): void {
    if (chunk.length === 0) return;
    held.push(Buffer.from(chunk));
    heldBytes += chunk.length;
  }

  function takeHeld(last: Buffer): Buffer {
    const whole = held.length === 0 ? last : Buffer.concat([...held, last]);
    drop();
    return whole;
  }

  function drop(): void {
    held = [];
    heldBytes = 0;
  }

  function readLine(line: Buffer): void {
    sink.filter?.begin(line);
    lines.read(line, 0, line.length);
  }

  function writeLines(chunk: Buffer): void {
    let start = 0;
    let begun = false;
    for (let end = chunk.indexOf(newline); end >= 0; end = chunk.indexOf(newline, start)) {
      if (skippingLine) {
        skippingLine = false;
        lines.skip();
      } else if (heldBytes > 0) {
        readLine(takeHeld(chunk.subarray(start, end)));
      } else {
        if (!begun) sink.filter?.begin(chunk);
        begun = true;
        lines.read(chunk, start, end);
      }
      start = end + 1;
    }
    if (skippingLine) return;
    hold(chunk.subarray(start));
    if (heldBytes <= maximumLineBytes) return;
    report({
      line: lines.next(),
      message: `this line is longer than ${maximumLineBytes / megabyte} MB and was skipped`,
      help: 'put each event on its own line',
    });
    drop();
    skippingLine = true;
  }

  function write(chunk: Buffer): void {
    switch (mode) {
      case 'lines':
        writeLines(chunk);
        break;
      case 'document':
        holdDocument(chunk);
        break;
      case 'undecided':
        writeUndecided(chunk);
        break;
      default:
    }
  }

  function holdDocument(chunk: Buffer): void {
    if (heldBytes + chunk.length <= maximumDocumentBytes) {
      hold(chunk);
      return;
    }
    report({
      message: `the file is one JSON document of more than ${maximumDocumentBytes / megabyte} MB`,
      help: 'write one event per line (NDJSON): then the file can have any size',
    });
    drop();
    mode = 'refused';
  }

  function writeUndecided(chunk: Buffer): void {
    const end = chunk.indexOf(newline);
    if (end < 0) {
      holdDocument(chunk);
      return;
    }
    const first = withoutByteOrderMark(takeHeld(chunk.subarray(0, end + 1)));
    decide(first);
    if (mode === 'undecided') lines.skip();
    else if (mode === 'lines') readLine(first.subarray(0, first.length - 1));
    else if (mode === 'document') hold(first);
    write(chunk.subarray(end + 1));
  }

  /** Decides by the first line: if it is JSON, every line is; otherwise the file is one document. */
  function decide(firstLine: Buffer): void {
    const refusal = refusalOf(firstLine);
    if (refusal) {
      report(refusal);
      mode = 'refused';
      return;
    }
    const text = firstLine.toString('utf8').trim();
    if (text === '') return;
    mode = !text.startsWith('[') && isJson(text) ? 'lines' : 'document';
  }

  return {
    write,
    end() {
      const whole = takeHeld(Buffer.alloc(0));
      const undecided = mode === 'undecided';
      const last = undecided ? withoutByteOrderMark(whole) : whole;
      if (undecided && last.length > 0) decide(last);
      const isDocument = mode === 'document' || (undecided && mode === 'lines' && lines.next() === 1);
      if (last.length > 0 && isDocument) readDocument(last, lines, sink, report);
      else if (last.length > 0 && mode === 'lines' && !skippingLine) readLine(last);
      lines.end();
      if (problems > maximumProblems)
        sink.problem({ message: `${problems - maximumProblems} more problems in this file` });
    },
  };
}

function withoutByteOrderMark(bytes: Buffer): Buffer {
  const marked = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  return marked ? bytes.subarray(3) : bytes;
}

/** Returns why a file cannot be UTF-8, judged by its first bytes. */
function refusalOf(start: Buffer): EventFileProblem | undefined {
  const [first, second] = start;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) {
    return { message: 'the file is encoded in UTF-16', help: 'save it as UTF-8' };
  }
  if (start.subarray(0, 4096).includes(0)) {
    return { message: 'the file is binary', help: 'events are read from JSON or NDJSON in UTF-8' };
  }
  return undefined;
}
