import type { StorageError, StoredList } from '../../../evaluate/storage/storage.js';
import { createPageFile, type PageFile } from './page-file.js';
import { weightOf } from './weight.js';

/** Consecutive items, in memory or in a page of the file. */
interface Part<Item> {
  readonly start: number;
  items: Item[] | undefined;
  page: number | undefined;
}

/**
 * Creates a list that writes its items to a temporary file once they no longer fit into memory.
 *
 * @param budget approximate number of bytes to keep in memory
 * @param pageBytes approximate number of bytes to write and read together
 */
export function spillingList<Item>(budget: number, pageBytes: number): StoredList<Item> {
  let parts: Part<Item>[] = [];
  let last: Part<Item> | undefined;
  let length = 0;
  let weight = 0;
  let lastWeight = 0;
  let file: PageFile<Item> | undefined;
  let failure: StorageError | undefined;
  /** The part that was read last, and its items. */
  let current: { readonly part: number; readonly items: readonly Item[] } | undefined;

  function spill(): void {
    file ??= createPageFile();
    for (const part of parts) {
      if (!part.items) continue;
      part.page = file.write(part.items);
      part.items = undefined;
    }
    last = undefined;
    weight = 0;
  }

  function discard(): void {
    file?.remove();
    file = undefined;
    parts = [];
    current = undefined;
  }

  function itemsOf(index: number): readonly Item[] {
    if (current?.part !== index) {
      const { items, page } = parts[index]!;
      current = { part: index, items: items ?? file!.read(page!) };
    }
    return current.items;
  }

  function add(item: Item): void {
    if (!last || lastWeight >= pageBytes) {
      last = { start: length, items: [], page: undefined };
      parts.push(last);
      lastWeight = 0;
    }
    const own = weightOf(item);
    last.items!.push(item);
    length++;
    lastWeight += own;
    weight += own;
    const isFull = file ? lastWeight >= pageBytes : weight >= budget;
    if (isFull) spill();
  }

  return {
    get length() {
      return length;
    },
    add(item) {
      if (failure) throw failure;
      try {
        add(item);
      } catch (error) {
        failure = error as StorageError;
        discard();
        throw error;
      }
    },
    at(index) {
      if (failure) throw failure;
      if (index < 0 || index >= length) return undefined;
      const part = isIn(current?.part, index) ? current!.part : partWith(index);
      return itemsOf(part)[index - parts[part]!.start];
    },
    *[Symbol.iterator]() {
      if (failure) throw failure;
      for (const index of parts.keys()) yield* itemsOf(index);
    },
    discard,
  };

  function isIn(part: number | undefined, index: number): boolean {
    if (part === undefined) return false;
    return parts[part]!.start <= index && index < (parts[part + 1]?.start ?? length);
  }

  /** Returns the number of the part that contains an item. */
  function partWith(index: number): number {
    let [start, end] = [0, parts.length - 1];
    while (start < end) {
      const middle = (start + end + 1) >> 1;
      if (parts[middle]!.start <= index) start = middle;
      else end = middle - 1;
    }
    return start;
  }
}
