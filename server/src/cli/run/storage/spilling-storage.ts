import type { Storage } from '../../../evaluate/storage/storage.js';
import { spillingList } from './spilling-list.js';
import { spillingSorter } from './spilling-sorter.js';

/** About how many bytes one list or sorter keeps in memory, and how many it reads and writes together. */
export interface StorageLimits {
  readonly budget: number;
  readonly pageBytes: number;
}

const defaultLimits: StorageLimits = { budget: 32 * 1024 * 1024, pageBytes: 256 * 1024 };

/**
 * Creates a storage that keeps what does not fit into memory in temporary files. These are removed when they were read, or
 * at the latest when the process ends.
 */
export function spillingStorage({ budget, pageBytes }: StorageLimits = defaultLimits): Storage {
  return {
    list: () => spillingList(budget, pageBytes),
    sorter: (compare) => spillingSorter(compare, budget, pageBytes),
  };
}
