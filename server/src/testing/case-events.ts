import type { EventObject } from '../evaluate/values/access.js';
import type { Failure, Result } from '../text/result.js';
import type { Span } from '../text/span.js';
import { buildEvents } from './test-events.js';
import type { TestCase, TestEvent, TestFile } from './test-file.js';

/** Returns the events of a file that a case names, or why they are unavailable. */
export type EventsReader = (path: string) => Result<{ readonly events: readonly EventObject[] }>;

/** Why a part of a case is unusable, with the range in the test file. */
export interface CaseFault extends Failure {
  readonly place: Span;
}

/** Documents as they are run. */
export interface CaseEvents {
  readonly ok: true;
  readonly events: readonly EventObject[];
}

/** Fields of every anomaly detection record unless a case overrides them. */
const finishedRecord: EventObject = { result_type: 'record', is_interim: false };

/**
 * Returns the events of a case as they are run, or why that is not possible. For anomaly rules the events are
 * anomalies.
 */
export function caseEvents(one: TestCase, file: TestFile, readEvents: EventsReader): CaseEvents | CaseFault {
  if (one.anomalies) {
    const anomalies = one.anomalies.map((anomaly) => ({
      ...anomaly,
      event: { ...finishedRecord, ...file.defaults, ...anomaly.event },
    }));
    const built = builtDocuments('anomaly', anomalies, {}, file.now);
    if (!built.ok) return built;
    return { ok: true, events: built.events.map((event) => ({ timestamp: event['@timestamp'], ...event })) };
  }
  if (!one.eventsFrom) return builtDocuments('event', one.events, file.defaults, file.now);
  const read = readEvents(one.eventsFrom.path);
  if (!read.ok) return { ...read, place: one.eventsFrom.span };
  const { span } = one.eventsFrom;
  return builtDocuments(
    'event',
    read.events.map((event) => ({ event, span })),
    file.defaults,
    file.now,
  );
}

/**
 * Returns the documents of a case as they are run; `untimed` is for those without a time, in milliseconds
 * since 1970.
 */
export function builtDocuments(
  name: string,
  written: readonly TestEvent[],
  defaults: EventObject,
  now: string,
  untimed?: number,
): CaseEvents | CaseFault {
  const { events, faults } = buildEvents(
    written.map(({ event }) => event),
    defaults,
    now,
    untimed,
  );
  const [fault] = faults;
  if (!fault) return { ok: true, events };
  return {
    ok: false,
    error: `${name} ${fault.index}: ${fault.message}; ${fault.help}`,
    place: written[fault.index]!.span,
  };
}
