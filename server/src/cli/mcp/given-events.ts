import { statSync } from 'node:fs';
import { readEventFile } from '../../evaluate/events/read-events.js';
import type { EventObject } from '../../evaluate/values/access.js';
import { isObject } from '../../text/plain-objects.js';
import type { Schemas } from './packages.js';
import { Refusal } from './refusal.js';
import type { Input, ToolContext } from './tool.js';

/** Limits of a file and of its events: larger ones are left to the command line's backtest. */
const mostBytes = 64 * 1024 * 1024;
const mostEvents = 50_000;
const mostGiven = 1000;

/** Documents of one kind, given in the call or read from a file. */
export interface GivenEvents {
  readonly events: readonly EventObject[];
  /** Names an event by its number: its file and line, or its position in the call. */
  readonly addressOf: (number: number) => string;
}

/** Returns the schema for a list of documents in a call. */
export const documents = (z: Schemas, about: string) =>
  z.array(z.record(z.string(), z.unknown())).max(mostGiven).optional().describe(about);

/** Returns the input keys for events. */
export const eventInput = (z: Schemas) => ({
  events: documents(z, 'events as JSON, with nested or dotted keys; at most 1,000'),
  events_file: z
    .string()
    .max(1000)
    .optional()
    .describe('path of a file of events (NDJSON, JSON, CSV), instead of "events"'),
});

/** Returns a call's events. Throws a {@link Refusal} unless exactly one of the two keys is used. */
export function givenEvents(input: Input, context: ToolContext): GivenEvents {
  const { events, events_file: path } = input;
  if (Array.isArray(events) === (typeof path === 'string'))
    throw new Refusal('give either "events" or "events_file"');
  return typeof path === 'string'
    ? eventsOfFile(path, context)
    : { events: documentsOf(events), addressOf: (number) => `event ${number}` };
}

/** Returns a list of documents from a call, empty if it is missing. */
export function documentsOf(list: unknown): readonly EventObject[] {
  return Array.isArray(list) ? list.filter(isObject) : [];
}

/** Reads an event file. Throws a {@link Refusal} if it is too large, invalid or outside the folder. */
export function eventsOfFile(path: string, { files }: ToolContext): GivenEvents {
  const real = files.file(path);
  if (statSync(real).size > mostBytes)
    throw new Refusal(`${path} is larger than 64 MB; use rulewright run or backtest`);
  const events: EventObject[] = [];
  const lines: number[] = [];
  let problem: string | undefined;
  readEventFile(real, {
    event(event, _index, line) {
      if (events.length === mostEvents)
        throw new Refusal(`${path} has more than ${mostEvents} events; use rulewright run or backtest`);
      events.push(event);
      lines.push(line);
    },
    problem: ({ message }) => {
      problem ??= message;
    },
  });
  if (events.length === 0)
    throw new Refusal(`${path} has no events${problem === undefined ? '' : `: ${problem}`}`);
  return { events, addressOf: (number) => `${files.shown(real)}:${lines[number]}` };
}
