import type { PlannedField } from '../plan/plan.js';

/** Returns a string that is the same for fields that read the same values from every event. */
export function readingKey({ name, mapping, access }: PlannedField): string {
  return `${name}${access.whole ? '.**' : ''} ${JSON.stringify(mapping ?? null)}`;
}
