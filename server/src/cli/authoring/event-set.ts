import type { EventSet } from '../../authoring/evidence/event-set.js';
import type { EventObject } from '../../evaluate/values/access.js';
import { append } from '../../text/append.js';
import { readEvents } from '../event-files.js';
import type { FileFinding } from '../findings.js';
import { UsageError } from '../options.js';
import type { Output } from '../output.js';

/** Limit of events to keep in memory. */
const mostEvents = 200_000;

/**
 * Reads the events at the given paths and adds unreadable input to the problems. Throws a {@link UsageError}
 * for too many events.
 */
export async function eventSet(
  paths: readonly string[],
  problems: FileFinding[],
  output: Output,
): Promise<EventSet> {
  const events: EventObject[] = [];
  if (paths.length === 0) return { events, addressOf: String };
  const read = await readEvents(
    paths,
    (event) => {
      if (events.length < mostEvents) events.push(event);
    },
    output,
  );
  if (read.events > mostEvents)
    throw new UsageError(`${paths.join(', ')}: ${read.events} events; at most ${mostEvents} can be compared`);
  append(problems, read.problems);
  return { events, addressOf: (number) => read.addressOf(number) };
}
