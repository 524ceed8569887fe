import { existsSync, lstatSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { readBounded } from '../../files/read-bounded.js';
import { writeInProject } from '../../files/write-in-project.js';
import type { StackProfile } from '../../stack/profiles/profile.js';
import { StackError } from '../../stack/stack-error.js';
import { type Lock, lockText, stackDigest } from '../../stack/state/lock.js';

/** Writes a lock completely. Throws {@link StackError}. */
export function writeLock(file: string, lock: Lock, profile: StackProfile): void {
  const text = lockText(lock, stackDigest(profile));
  if (existsSync(file) && !lstatSync(file).isSymbolicLink() && readFileSync(file, 'utf8') === text) return;
  writeSideFile(file, text);
}

/**
 * Saves what a push with `--force` or `--prune` removes, beside the lock. Returns its name in the `replaced`
 * folder. Throws {@link StackError}.
 */
export function saveReplaced(lockFile: string, name: string, text: string): string {
  for (let number = 1; ; number++) {
    const own = `${fileName(name)}${number === 1 ? '' : `-${number}`}.json`;
    const file = join(dirname(lockFile), 'replaced', own);
    if (existsSync(file)) continue;
    writeSideFile(file, text);
    return own;
  }
}

/** Size limit of a rule's copy. */
const largestCopy = 16 * 1024 * 1024;

/** Returns the saved copy with a name, or undefined if it no longer exists or the name is invalid. */
export function readReplaced(lockFile: string, name: string): unknown {
  if (name !== `${fileName(name.replace(/\.json$/, ''))}.json`) return undefined;
  try {
    return JSON.parse(
      readBounded(join(dirname(lockFile), 'replaced', name), largestCopy)?.toString('utf8') ?? '',
    );
  } catch {
    return undefined;
  }
}

/** Returns a file name for a rule id, which can be any string and is not always a valid file name. */
function fileName(text: string): string {
  return text.replace(/[^\w-]/g, '_').slice(0, 150);
}

function writeSideFile(file: string, text: string): void {
  const error = writeInProject(file, text);
  if (error !== undefined) throw new StackError('setup', `${file}: ${error}.`);
}
