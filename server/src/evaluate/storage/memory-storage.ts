import type { Sorter, Storage, StoredList } from './storage.js';

/** Keeps everything in memory. */
export const memoryStorage: Storage = { list: memoryList, sorter: memorySorter };

function memoryList<Item>(): StoredList<Item> {
  const items: Item[] = [];
  return {
    get length() {
      return items.length;
    },
    at: (index) => items[index],
    [Symbol.iterator]: () => items.values(),
    add(item) {
      items.push(item);
    },
    discard() {
      items.length = 0;
    },
  };
}

function memorySorter<Item>(compare: (a: Item, b: Item) => number): Sorter<Item> {
  const items: Item[] = [];
  return {
    add(item) {
      items.push(item);
    },
    sorted: () => items.sort(compare),
  };
}
