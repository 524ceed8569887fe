/** A list that is read by index or from the start. Parts of it may be in a file; an array is one, too. */
export interface List<Item> extends Iterable<Item> {
  readonly length: number;
  /** Throws {@link StorageError}. */
  at(index: number): Item | undefined;
}

/** A list that grows. */
export interface StoredList<Item> extends List<Item> {
  /** Throws {@link StorageError}. */
  add(item: Item): void;
  /** Frees what the list uses. It is not read afterwards. */
  discard(): void;
}

/** Keeps items until all of them are there, and returns them in order. */
export interface Sorter<Item> {
  /** Throws {@link StorageError}. */
  add(item: Item): void;
  /** Returns all items in order. Called once. Throws {@link StorageError}. */
  sorted(): Iterable<Item>;
}

/** Keeps items of which there can be more than memory can take. */
export interface Storage {
  list<Item>(): StoredList<Item>;
  /** `compare` never returns 0 for two items, so the order does not depend on how they are kept. */
  sorter<Item>(compare: (a: Item, b: Item) => number): Sorter<Item>;
}

/** Items could not be kept, so the result is not known. */
export class StorageError extends Error {}
