/** Adds all items to a list. `list.push(...items)` fails on very long lists: arguments stand on the stack. */
export function append<Item>(list: Item[], items: Iterable<Item>): void {
  for (const item of items) list.push(item);
}
