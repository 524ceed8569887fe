/** Returns a list with the item at an index replaced. */
export function withItem<Item>(items: readonly Item[], index: number, item: Item): readonly Item[] {
  return items.map((one, at) => (at === index ? item : one));
}

/** Returns a list without the item at an index. */
export function without<Item>(items: readonly Item[], index: number): readonly Item[] {
  return items.filter((_, at) => at !== index);
}
