/**
 * Adds all items to a list. `list.push(...items)` fails on very long lists, because arguments are passed on
 * the stack.
 */
export function append<Item>(list: Item[], items: Iterable<Item>): void {
  for (const item of items) list.push(item);
}
