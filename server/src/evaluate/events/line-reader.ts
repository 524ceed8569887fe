import type { EventObject } from '../values/access.js';
import { acceptedForms } from './containers.js';
import { isTooDeep, mayBeTooDeep, tooDeepProblem } from './depth.js';
import type { EventFileProblem, EventSink } from './event-sink.js';
import { jsonMessage } from './json.js';
import { bulkActionOf, unwrapEvents } from './unwrap.js';

/** Reads the lines of a file in which each line is separate JSON. */
export interface LineReader {
  /** Reads a line: the bytes from `start` up to, but not including, `end`. */
  read(bytes: Buffer, start: number, end: number): void;
  /**
   * Reads lines from a string. `number` is the one-based line on which it starts, by default the next one.
   */
  readText(text: string, number?: number): void;
  /** Skips a line that is empty or too long. */
  skip(): void;
  /** Returns the one-based number of the next line. */
  next(): number;
  end(): void;
}

const openBrace = 0x7b;
const closeBrace = 0x7d;
const carriageReturn = 0x0d;

/** Creates a line reader that emits events and reports unreadable lines. */
export function createLineReader(sink: EventSink, report: (problem: EventFileProblem) => void): LineReader {
  const { filter } = sink;
  let line = 0;
  let index = 0;
  /** Metadata of a bulk action whose document follows on the next line. */
  let action: Record<string, unknown> | undefined;
  let replaced = false;

  function readText(text: string, number = line + 1): void {
    line = number;
    let value: unknown;
    try {
      value = JSON.parse(text);
    } catch (error) {
      if (/^\s*$/.test(text)) return;
      action = undefined;
      report({ line, message: `not valid JSON: ${jsonMessage(error)}`, help: 'the line was skipped' });
      return;
    }
    if (!replaced && text.includes('\ufffd')) {
      replaced = true;
      report({
        line,
        message: 'contains U+FFFD, so it was not valid UTF-8',
        severity: 'warning',
      });
    }
    const isDeep = mayBeTooDeep(text);
    if (!action && !isDeep && isPlainEvent(value)) {
      sink.event(value, index++, line);
      return;
    }
    readOther(value, isDeep);
  }

  function readOther(value: unknown, isDeep: boolean): void {
    const bulk = action ? undefined : bulkActionOf(value);
    if (bulk) {
      action = bulk.name === 'delete' ? undefined : bulk.metadata;
      return;
    }
    const { events, skipped, tooDeep, refused } = unwrapEvents(value);
    for (const refusal of refused)
      report({ line, message: refusal, help: `accepted formats: ${acceptedForms}` });
    if (tooDeep > 0) report(tooDeepProblem(line));
    if (skipped > 0 || value === null) report({ line, message: 'not an event: JSON, but not an object' });
    for (const event of events) {
      if (isDeep && isTooDeep(event)) report(tooDeepProblem(line));
      else sink.event(action ? withIndex(event, action) : event, index++, line);
    }
    action = undefined;
  }

  return {
    read(bytes, start, end) {
      if (filter && !action && !filter.mayMatch(start, end) && isOneEvent(bytes, start, end)) {
        line++;
        index++;
        sink.skipped?.();
        return;
      }
      readText(bytes.toString('utf8', start, end));
    },
    readText,
    skip: () => {
      line++;
    },
    next: () => line + 1,
    end: () => {
      if (action) report({ line, message: 'a bulk action without a document' });
    },
  };
}

/** Returns whether a value is an event itself, by the keys of containers, hits and bulk actions. */
function isPlainEvent(value: unknown): value is EventObject {
  return (
    typeof value === 'object' &&
    value !== null &&
    '@timestamp' in value &&
    !('_source' in value) &&
    !('fields' in value)
  );
}

/** First keys of lines that may not be a single event. */
const otherFirstKeys = new Set([
  'index',
  'create',
  'update',
  'delete',
  'took',
  'timed_out',
  'hits',
  'events',
  'expected',
  'fields',
  'is_partial',
  'is_running',
  'id',
  'responses',
  'rawResponse',
  'columns',
  'values',
  'documents_found',
  'all_columns',
  'error',
  'status',
]);

const quote = 0x22;
const underscore = 0x5f;

/**
 * Returns whether a line can be counted as one event without parsing it: it is an object from its first to
 * its last byte, and its first key is not one that starts a bulk action, hit or container.
 */
function isOneEvent(bytes: Buffer, start: number, end: number): boolean {
  const last = bytes[end - 1] === carriageReturn ? end - 2 : end - 1;
  if (last <= start || bytes[start] !== openBrace || bytes[last] !== closeBrace) return false;
  if (bytes[start + 1] !== quote || bytes[start + 2] === underscore) return false;
  const keyEnd = bytes.indexOf(quote, start + 2);
  return (
    keyEnd < end && !otherFirstKeys.has(bytes.toString('latin1', start + 2, Math.min(keyEnd, start + 16)))
  );
}

function withIndex(event: EventObject, { _index, _id }: Record<string, unknown>): EventObject {
  const { doc } = event;
  const isUpdate = Object.keys(event).length === 1 && typeof doc === 'object' && doc !== null;
  const source = isUpdate ? (doc as EventObject) : event;
  return { ...source, ...(_index === undefined ? {} : { _index }), ...(_id === undefined ? {} : { _id }) };
}
