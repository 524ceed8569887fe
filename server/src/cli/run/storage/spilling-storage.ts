import type { Storage } from '../../../evaluate/storage/storage.js';
import { spillingList } from './spilling-list.js';
import { spillingSorter } from './spilling-sorter.js';

/**
 * Approximate numbers of bytes that a list or sorter keeps in memory, and that it reads and writes together.
 */
export interface StorageLimits {
  readonly budget: number;
  readonly pageBytes: number;
}

const defaultLimits: StorageLimits = { budget: 32 * 1024 * 1024, pageBytes: 256 * 1024 };

/**
 * Creates a storage that keeps data that does not fit into memory in temporary files. They are removed once
 * read, or when the process ends at the latest.
 */
export function spillingStorage({ budget, pageBytes }: StorageLimits = defaultLimits): Storage {
  return {
    list: () => spillingList(budget, pageBytes),
    sorter: (compare) => spillingSorter(compare, budget, pageBytes),
  };
}
