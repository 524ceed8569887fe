import { dirname } from 'node:path';
import type { Inventory } from '../../fields/inventory/create-inventory.js';
import { type FoundInventory, findInventory } from '../../fields/inventory/read-inventory.js';
import type { Problem } from '../../text/problem.js';

/** Learned fields for the files of a session. */
export interface Inventories {
  /**
   * Returns the learned fields for the rules in a file's folder, or undefined if there are none or the file
   * is invalid.
   */
  of(path: string): Inventory | undefined;
  /** Searches and reads inventories again after one was changed, added or removed. */
  forget(): void;
}

/**
 * Creates an empty set of inventories. Each folder is searched once and each file is read once; `onProblem`
 * receives the reason if one is not used.
 */
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
