import type { EventFileProblem, EventSink } from './decode-events.js';
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
