import type { EventFileProblem } from './event-sink.js';

/**
 * Deeper values are not events: Elasticsearch rejects them, and code that walks events must not overflow the
 * stack.
 */
export const deepestEvent = 1_000;

/**
 * Returns whether JSON may be nested too deeply, judged by its brackets: most is too short, or has far too
 * few.
 */
export function mayBeTooDeep(json: string): boolean {
  if (json.length <= 2 * deepestEvent) return false;
  let brackets = 0;
  for (const bracket of '[{') {
    for (let at = json.indexOf(bracket); at >= 0; at = json.indexOf(bracket, at + 1))
      if (++brackets > deepestEvent) return true;
  }
  return false;
}

/** Returns whether the objects and lists of a JSON value are nested too deeply. */
export function isTooDeep(value: unknown, most = deepestEvent): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (most === 0) return true;
  const children = Array.isArray(value) ? value : Object.values(value);
  return children.some((child) => isTooDeep(child, most - 1));
}

/** Returns the problem of an event that is nested too deeply. */
export function tooDeepProblem(line: number | undefined): EventFileProblem {
  return {
    ...(line !== undefined && { line }),
    message: `objects and lists are nested more than ${deepestEvent} levels deep`,
    help: 'Elasticsearch refuses such a document; the event was skipped',
  };
}
