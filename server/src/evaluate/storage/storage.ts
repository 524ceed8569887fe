/** A list that is read by index or from the start. Parts of it may be in a file. An array is also a list. */
export interface List<Item> extends Iterable<Item> {
  readonly length: number;
  /** Throws {@link StorageError}. */
  at(index: number): Item | undefined;
}

/** A list that grows. */
export interface StoredList<Item> extends List<Item> {
  /** Throws {@link StorageError}. */
  add(item: Item): void;
  /** Frees the resources of the list. It must not be read afterwards. */
  discard(): void;
}

/** Keeps items until all of them have arrived, and returns them in order. */
export interface Sorter<Item> {
  /** Throws {@link StorageError}. */
  add(item: Item): void;
  /** Returns all items in order. Must be called only once. Throws a {@link StorageError}. */
  sorted(): Iterable<Item>;
}

/** Stores items that may not fit in memory. */
export interface Storage {
  list<Item>(): StoredList<Item>;
  /** `compare` never returns 0 for two items, so the order does not depend on how they are stored. */
  sorter<Item>(compare: (a: Item, b: Item) => number): Sorter<Item>;
}

/** Thrown when items could not be stored, so the result is unknown. */
export class StorageError extends Error {}
