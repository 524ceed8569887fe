import type { EventObject } from '../evaluate/values/access.js';
import type { Span } from '../text/span.js';
import { buildEvents } from './test-events.js';
import type { TestCase, TestFile } from './test-file.js';

/** The events of a file that a case names, or why they cannot be had. */
export type EventsReader = (
  path: string,
) => { readonly events: readonly EventObject[] } | { readonly error: string };

/** The events of a case as they are run, or why they cannot be, with the place in the test file. */
export function caseEvents(
  one: TestCase,
  file: TestFile,
  readEvents: EventsReader,
): { readonly events: readonly EventObject[] } | { readonly error: string; readonly place: Span } {
  let written = one.events.map(({ event }) => event);
  if (one.eventsFrom) {
    const read = readEvents(one.eventsFrom.path);
    if ('error' in read) return { error: read.error, place: one.eventsFrom.span };
    written = [...read.events];
  }
  const { events, faults } = buildEvents(written, file.defaults, file.now);
  const [fault] = faults;
  if (!fault) return { events };
  const place = one.events[fault.index]?.span ?? one.nameSpan;
  return { error: `event ${fault.index}: ${fault.message}; ${fault.help}`, place };
}
