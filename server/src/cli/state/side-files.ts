import { existsSync, lstatSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { writeInProject } from '../../files/write-in-project.js';
import { StackError } from '../../stack/stack-error.js';
import { type Lock, lockText } from '../../stack/state/lock.js';

/** Writes a lock as a whole. Throws {@link StackError}. */
export function writeLock(file: string, lock: Lock): void {
  if (existsSync(file) && !lstatSync(file).isSymbolicLink() && readFileSync(file, 'utf8') === lockText(lock))
    return;
  writeSideFile(file, lockText(lock));
}

/**
 * Saves what a push with `--force` or `--prune` takes away, beside the lock, and returns where. Throws {@link StackError}.
 */
export function saveReplaced(lockFile: string, name: string, text: string): string {
  for (let number = 1; ; number++) {
    const file = join(
      dirname(lockFile),
      'replaced',
      `${fileName(name)}${number === 1 ? '' : `-${number}`}.json`,
    );
    if (existsSync(file)) continue;
    writeSideFile(file, text);
    return file;
  }
}

/** An id of a rule is any text, and not always a name of a file. */
function fileName(text: string): string {
  return text.replace(/[^\w-]/g, '_').slice(0, 150);
}

function writeSideFile(file: string, text: string): void {
  const error = writeInProject(file, text);
  if (error !== undefined) throw new StackError('setup', `${file}: ${error}.`);
}
