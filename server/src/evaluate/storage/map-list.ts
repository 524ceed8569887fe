import type { List } from './storage.js';

/** Returns a list whose items are computed from those of another list when they are read. */
export function mapList<Item, Result>(
  list: List<Item>,
  result: (item: Item, index: number) => Result,
): List<Result> {
  return {
    get length() {
      return list.length;
    },
    at(index) {
      const item = list.at(index);
      return item === undefined ? undefined : result(item, index);
    },
    *[Symbol.iterator]() {
      let index = 0;
      for (const item of list) yield result(item, index++);
    },
  };
}
