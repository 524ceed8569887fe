/**
 * Adds all items to a list. `list.push(...items)` fails on very long lists, because arguments are passed on
 * the stack.
 */
export function append<Item>(list: Item[], items: Iterable<Item>): void {
  // Code that V8 has not optimised pays for each step of an iterator, and most calls add one or two items.
  if (Array.isArray(items)) for (let at = 0; at < items.length; at++) list.push(items[at]);
  else for (const item of items) list.push(item);
}
