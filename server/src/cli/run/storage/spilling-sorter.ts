import { mergeSorted } from '../../../evaluate/storage/merge-sorted.js';
import type { Sorter, StorageError } from '../../../evaluate/storage/storage.js';
import { createPageFile, type PageFile } from './page-file.js';
import { weightOf } from './weight.js';

/** A sorted run of items: its pages in the file. */
type Run = readonly number[];

/**
 * Creates a sorter that sorts in parts what does not fit into memory, writes the parts to a temporary file
 * and merges them.
 *
 * @param budget approximate number of bytes to keep in memory
 * @param pageBytes approximate number of bytes of each part in memory during the merge
 */
export function spillingSorter<Item>(
  compare: (a: Item, b: Item) => number,
  budget: number,
  pageBytes: number,
): Sorter<Item> {
  let items: Item[] = [];
  let weight = 0;
  const runs: Run[] = [];
  let file: PageFile<Item> | undefined;
  let failure: StorageError | undefined;

  function spill(): void {
    file ??= createPageFile();
    items.sort(compare);
    const perPage = Math.max(1, Math.floor((items.length * pageBytes) / weight));
    const pages: number[] = [];
    for (let start = 0; start < items.length; start += perPage)
      pages.push(file.write(items.slice(start, start + perPage)));
    runs.push(pages);
    items = [];
    weight = 0;
  }

  function discard(): void {
    file?.remove();
    file = undefined;
    items = [];
  }

  return {
    add(item) {
      if (failure) throw failure;
      items.push(item);
      weight += weightOf(item);
      if (weight < budget) return;
      try {
        spill();
      } catch (error) {
        failure = error as StorageError;
        discard();
        throw error;
      }
    },
    *sorted() {
      if (failure) throw failure;
      try {
        yield* mergeSorted([...runs.map((run) => itemsOf(run, file!)), items.sort(compare)], compare);
      } finally {
        discard();
      }
    },
  };
}

function* itemsOf<Item>(run: Run, file: PageFile<Item>): Iterable<Item> {
  for (const page of run) yield* file.read(page);
}
