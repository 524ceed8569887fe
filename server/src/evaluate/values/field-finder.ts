import { accessField, type EventObject } from './access.js';

/** Returns a function that tests whether any event has a value in a field. Each field is searched once. */
export function fieldFinder(events: readonly EventObject[]): (name: string) => boolean {
  const known = new Map<string, boolean>();
  return (name) => {
    let found = known.get(name);
    if (found === undefined) {
      const access = accessField(name);
      found = events.some((event) => access.some(event, () => true));
      known.set(name, found);
    }
    return found;
  };
}
