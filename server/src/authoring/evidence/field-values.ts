import type { EventObject } from '../../evaluate/values/access.js';
import { loadEcsCatalogue } from '../../fields/ecs.js';
import { familyOf } from '../../fields/field-type.js';

export type Scalar = string | number | boolean;

/** Limits of the values to read from one event, and of their nesting depth. */
const mostValues = 2000;
const deepest = 20;

/**
 * Returns the values of each field of an event, by full name, without duplicates. Nested objects, dotted keys
 * and lists of objects are merged, and values of ECS keywords become strings. Reads at most 2,000 values.
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
      const typed = typeof value !== 'string' && isText(name) ? String(value) : value;
      if (!known) found.set(name, [typed]);
      else if (!known.includes(typed)) known.push(typed);
    }
  };
  visit('', event, 0);
  return found;
}

/**
 * Returns whether a field contains strings according to ECS: events write codes as numbers, queries compare
 * them with strings.
 */
function isText(name: string): boolean {
  const mapping = loadEcsCatalogue().get(name)?.mapping;
  return mapping !== undefined && familyOf(mapping.type) === 'string';
}
