import { deepestList, type EventObject } from './access.js';

/**
 * Returns the dotted names of the fields that have a value in an event, without duplicates, each after
 * `prefix`.
 */
export function fieldNames(event: EventObject, prefix = ''): Set<string> {
  const names = new Set<string>();
  const visit = (node: unknown, name: string, nesting: number): void => {
    if (node === null || node === undefined) return;
    if (typeof node !== 'object') names.add(name);
    else if (nesting >= deepestList) return;
    else if (Array.isArray(node)) for (const element of node) visit(element, name, nesting + 1);
    else
      for (const [key, value] of Object.entries(node))
        visit(value, name === '' ? key : `${name}.${key}`, nesting + 1);
  };
  visit(event, prefix, 0);
  return names;
}
