import type { PlannedField } from '../plan/plan.js';

/** Returns a string that fields share which have the same values in every event. */
export function readingKey({ name, mapping, access }: PlannedField): string {
  return `${name}${access.whole ? '.**' : ''} ${JSON.stringify(mapping ?? null)}`;
}
