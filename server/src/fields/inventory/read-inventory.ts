import { existsSync, lstatSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { describeError } from '../../files/describe-error.js';
import { nearestExisting, realPath } from '../../files/path-key.js';
import { staysInProject } from '../../files/project-folder.js';
import { readBounded } from '../../files/read-bounded.js';
import { once } from '../../text/once.js';
import type { Problem } from '../../text/problem.js';
import { createInventory, type Inventory } from './create-inventory.js';
import { inventoryPath } from './inventory.js';
import { parseInventory } from './parse-inventory.js';

/** The file with a project's learned fields. It is read on demand. */
export interface FoundInventory {
  readonly path: string;
  /** Undefined for an invalid file, which has a problem. */
  readonly inventory: () => Inventory | undefined;
  readonly problem: () => Problem | undefined;
}

/** Size limit of an inventory. */
const largest = 64 * 1024 * 1024;

/** Finds the nearest `.rulewright/fields.json` in or above a folder, as for the configuration. */
export function findInventory(folder: string): FoundInventory | undefined {
  for (let current = nearestExisting(resolve(folder)); ; current = dirname(current)) {
    const path = join(current, inventoryPath);
    if (existsSync(path) || isLink(path)) return lazily(path);
    if (dirname(current) === current) return undefined;
  }
}

function isLink(path: string): boolean {
  try {
    return lstatSync(path).isSymbolicLink();
  } catch {
    return false;
  }
}

function lazily(path: string): FoundInventory {
  const read = once(() => readInventoryFile(path));
  return {
    path,
    inventory: () => {
      const found = read();
      return 'sources' in found ? found : undefined;
    },
    problem: () => {
      const found = read();
      return 'sources' in found ? undefined : found;
    },
  };
}

function readInventoryFile(path: string): Inventory | Problem {
  try {
    if (!staysInProject(path, realPath(path), dirname(dirname(path))))
      return problem('This file is a link to a file outside the project, so it is not read');
    if (!statSync(path).isFile()) return problem('This is not a regular file, so it is not read');
    const bytes = readBounded(path, largest);
    if (!bytes) return problem(`This file is larger than ${largest / 1024 / 1024} MB, so it is not read`);
    const parsed = parseInventory(bytes.toString('utf8'));
    return parsed.ok ? createInventory(parsed.sources) : problem(`This file cannot be used: ${parsed.error}`);
  } catch (error) {
    return problem(`This file cannot be read: ${describeError(error)}`);
  }
}

function problem(message: string): Problem {
  return {
    code: 'learned-fields',
    severity: 'error',
    span: { start: 0, end: 0 },
    message,
    help: 'write the file again with "rulewright fields learn --write", or delete it',
  };
}
