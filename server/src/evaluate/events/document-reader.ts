import { isTooDeep, mayBeTooDeep, tooDeepProblem } from './depth.js';
import type { EventFileProblem, EventSink } from './event-sink.js';
import { isJson, jsonMessage } from './json.js';
import type { LineReader } from './line-reader.js';
import { unwrapEvents } from './unwrap.js';

/** Reads a file that is one JSON value; when it is none, each line is tried on its own. */
export function readDocument(
  bytes: Buffer,
  lines: LineReader,
  sink: EventSink,
  report: (problem: EventFileProblem) => void,
): void {
  const text = bytes.toString('utf8');
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
  const { events, skipped, tooDeep } = unwrapEvents(value);
  if (skipped > 0) report({ message: `${skipped} of the values are not events: JSON, but not objects` });
  const starts = eventLines(text, events.length);
  const isDeep = mayBeTooDeep(text);
  if (tooDeep > 0) report(tooDeepProblem(undefined));
  let index = 0;
  for (const [number, event] of events.entries()) {
    if (isDeep && isTooDeep(event)) report(tooDeepProblem(starts[number]));
    else sink.event(event, index++, starts[number] ?? 1);
  }
}

/**
 * The line of the fault. JSON.parse gives its place as a position, or as a quotation of some characters around it; a
 * short text is quoted whole, and then the first line is sought up to which the text is wrong and not just unfinished.
 */
function lineOf(text: string, error: unknown): number {
  const message = error instanceof Error ? error.message : '';
  const position = /position (\d+)/.exec(message)?.[1];
  const quoted = /"(.+)"(?:\.\.\.)? is not valid JSON$/s.exec(message.replace(/^.*?, (?:\.\.\.)?/s, ''))?.[1];
  const place = quoted === undefined || quoted === text ? -1 : text.indexOf(quoted);
  if (position !== undefined) return lineAt(text, Number(position));
  if (place >= 0) return lineAt(text, place + Math.floor(quoted!.length / 2));
  const lines = text.slice(0, shortText).split('\n');
  const wrong = lines.findIndex((_, index) => isWrong(lines.slice(0, index + 1).join('\n')));
  return wrong < 0 ? lines.length : wrong + 1;
}

const shortText = 1_000;

function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length;
}

/** Whether a text is no beginning of JSON. */
function isWrong(text: string): boolean {
  try {
    JSON.parse(text);
    return false;
  } catch (error) {
    return !/Unexpected end|Unterminated|Expected .*(?:end|after)/.test(
      error instanceof Error ? error.message : '',
    );
  }
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
