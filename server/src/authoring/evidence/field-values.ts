import type { EventObject } from '../../evaluate/values/access.js';

export type Scalar = string | number | boolean;

/** More values of one event are not looked at, nor objects that lie deeper. */
const mostValues = 2000;
const deepest = 20;

/**
 * Returns the values of each field of an event, by its full name, each value once. Nested objects, dotted keys and lists of objects are
 * united. At most 2,000 values are read.
 */
export function fieldValues(event: EventObject): ReadonlyMap<string, readonly Scalar[]> {
  const found = new Map<string, Scalar[]>();
  let left = mostValues;
  const visit = (name: string, value: unknown, depth: number): void => {
    if (left <= 0 || depth > deepest) return;
    if (Array.isArray(value)) for (const one of value) visit(name, one, depth + 1);
    else if (typeof value === 'object' && value !== null)
      for (const [key, child] of Object.entries(value))
        visit(name === '' ? key : `${name}.${key}`, child, depth + 1);
    else if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') {
      left--;
      const known = found.get(name);
      if (!known) found.set(name, [value]);
      else if (!known.includes(value)) known.push(value);
    }
  };
  visit('', event, 0);
  return found;
}
