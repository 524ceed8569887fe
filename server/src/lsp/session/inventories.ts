import { dirname } from 'node:path';
import type { Inventory } from '../../fields/inventory/create-inventory.js';
import { type FoundInventory, findInventory } from '../../fields/inventory/read-inventory.js';
import type { Problem } from '../../text/problem.js';

/** What was learned from data for the files of a session. */
export interface Inventories {
  /** What was learned for the rules in the folder of a file; undefined where nothing was, or the file is broken. */
  of(path: string): Inventory | undefined;
  /** Such files changed, came or went: they are searched and read again. */
  forget(): void;
}

/** Starts without any; a file is looked for once for a folder, and read once. `onProblem` hears why one is not used. */
export function createInventories(onProblem: (path: string, problem: Problem) => void): Inventories {
  const byFolder = new Map<string, FoundInventory | undefined>();
  const byPath = new Map<string, FoundInventory>();
  function find(path: string): FoundInventory | undefined {
    const folder = dirname(path);
    if (byFolder.has(folder)) return byFolder.get(folder);
    const found = findInventory(folder);
    const known = found && byPath.get(found.path);
    const shared = known ?? found;
    if (shared && !known) {
      byPath.set(shared.path, shared);
      const problem = shared.problem();
      if (problem) onProblem(shared.path, problem);
    }
    byFolder.set(folder, shared);
    return shared;
  }
  return {
    of: (path) => find(path)?.inventory(),
    forget() {
      byFolder.clear();
      byPath.clear();
    },
  };
}
