import { splitConcatenated } from './concatenated.js';
import { acceptedForms } from './containers.js';
import { looksLikeCsv, readCsv } from './csv.js';
import { isTooDeep, mayBeTooDeep, tooDeepProblem } from './depth.js';
import type { EventFileProblem, EventSink } from './event-sink.js';
import { isJson, isWrongJson, jsonErrorOffset, jsonMessage } from './json.js';
import type { LineReader } from './line-reader.js';
import { unwrapEvents } from './unwrap.js';

/** Parses a file as one JSON value. If it is not one, tries each line separately. */
export function readDocument(
  bytes: Buffer,
  lines: LineReader,
  sink: EventSink,
  report: (problem: EventFileProblem) => void,
): void {
  const text = bytes.toString('utf8');
  if (looksLikeCsv(text)) {
    const { events, problems } = readCsv(text);
    problems.forEach(report);
    for (const [index, { event, line }] of events.entries()) sink.event(event, index, line);
    return;
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    readBroken(text, error, lines, report);
    return;
  }
  const { events, skipped, tooDeep, refused } = unwrapEvents(value);
  for (const refusal of refused) report({ message: refusal, help: `accepted formats: ${acceptedForms}` });
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

/** Reads a file that is not one JSON value: JSON line by line, consecutive values, or nothing readable. */
function readBroken(
  text: string,
  error: unknown,
  lines: LineReader,
  report: (problem: EventFileProblem) => void,
): void {
  const all = text.split('\n');
  if (all.some((line) => line.trim().startsWith('{') && isJson(line))) {
    for (const line of all) lines.readText(line);
    return;
  }
  const parts = splitConcatenated(text) ?? [];
  if (parts.length > 1 && parts.some((part) => isJson(part.text))) {
    for (const part of parts) lines.readText(part.text, part.line);
    return;
  }
  const help = /^\s*[[{]/.test(text) ? {} : { help: `accepted formats: ${acceptedForms}` };
  report({ line: lineOf(text, error), message: `not valid JSON: ${jsonMessage(error)}`, ...help });
}

/**
 * Returns the line of the error, or else the first line up to which the source is wrong rather than
 * unfinished.
 */
function lineOf(text: string, error: unknown): number {
  const offset = jsonErrorOffset(text, error);
  if (offset !== undefined) return text.slice(0, offset).split('\n').length;
  const lines = text.slice(0, shortText).split('\n');
  const wrong = lines.findIndex((_, index) => isWrongJson(lines.slice(0, index + 1).join('\n')));
  return wrong < 0 ? lines.length : wrong + 1;
}

const shortText = 1_000;

/**
 * Returns the lines on which the elements of the outermost list with this many objects start, to locate
 * events in a file.
 */
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
