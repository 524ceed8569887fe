import type { EventObject } from '../../evaluate/values/access.js';
import type { WrittenCase } from '../../testing/add-case.js';
import { buildEvents } from '../../testing/test-events.js';
import { defaultNow } from '../../testing/test-file.js';
import type { SynthesizedCase } from './synthesized.js';

/** Returns a case in the format of test files. */
export function writtenCase({
  name,
  events,
  expect,
  history,
  indicators,
  isAnomaly,
}: SynthesizedCase): WrittenCase {
  return {
    name,
    events: isAnomaly ? [] : events,
    expect,
    ...(history && { history }),
    ...(indicators && { indicators }),
    ...(isAnomaly && { anomalies: events }),
  };
}

/** The documents of a case as they are run, with their times. */
export interface BuiltCase {
  readonly events: readonly EventObject[];
  readonly history?: readonly EventObject[];
  readonly indicators?: readonly EventObject[];
  readonly anomalies?: readonly EventObject[];
  /** The engine's time. */
  readonly now: string;
}

/** Returns a case's documents with nested fields and their times. */
export function builtCase({ events, history, indicators, isAnomaly }: SynthesizedCase): BuiltCase {
  const build = (documents: readonly EventObject[]) => buildEvents(documents, {}, defaultNow).events;
  return {
    events: isAnomaly ? [] : build(events),
    ...(history && { history: build(history) }),
    ...(indicators && { indicators: build(indicators) }),
    ...(isAnomaly && { anomalies: build(events) }),
    now: defaultNow,
  };
}
