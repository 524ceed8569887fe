/**
 * Merges several sorted lists in order. Each list is only read as far as needed, so lists may be larger than
 * memory.
 */
export function* mergeSorted<Item>(
  lists: readonly Iterable<Item>[],
  compare: (a: Item, b: Item) => number,
): Iterable<Item> {
  const heads: Head<Item>[] = [];
  for (const list of lists) {
    const iterator = list[Symbol.iterator]();
    const first = iterator.next();
    if (!first.done) insert(heads, { iterator, item: first.value }, compare);
  }
  for (let head = heads.pop(); head; head = heads.pop()) {
    yield head.item;
    const next = head.iterator.next();
    if (!next.done) insert(heads, { iterator: head.iterator, item: next.value }, compare);
  }
}

interface Head<Item> {
  readonly iterator: Iterator<Item>;
  readonly item: Item;
}

/**
 * Inserts the next item of a list. The heads are in descending order, so the smallest is taken from the end.
 */
function insert<Item>(heads: Head<Item>[], head: Head<Item>, compare: (a: Item, b: Item) => number): void {
  let start = 0;
  let end = heads.length;
  while (start < end) {
    const middle = (start + end) >> 1;
    if (compare(heads[middle]!.item, head.item) > 0) start = middle + 1;
    else end = middle;
  }
  heads.splice(start, 0, head);
}
