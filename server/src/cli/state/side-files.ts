import { existsSync, lstatSync, mkdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { createBeside, renameOver } from '../../files/beside.js';
import { describeError } from '../../files/describe-error.js';
import { realPath } from '../../files/path-key.js';
import { keep, remove } from '../../files/temporary.js';
import { StackError } from '../../stack/stack-error.js';
import { type Lock, lockText } from '../../stack/state/lock.js';
import { assertInside } from '../../stack/state/read-lock.js';

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

/** Writes a file below `.rulewright`, through no link that leads out of the project. */
function writeSideFile(file: string, text: string): void {
  try {
    // A link can stand for the folder itself, so it is looked at before anything is created in it.
    assertInside(file, join(realPath(nearest(dirname(file))), basename(file)));
    mkdirSync(dirname(file), { recursive: true });
    const beside = createBeside(file, text);
    try {
      renameOver(beside, file);
      keep(beside);
    } finally {
      remove(beside);
    }
  } catch (error) {
    if (error instanceof StackError) throw error;
    throw new StackError('setup', `${file} cannot be written: ${describeError(error)}.`);
  }
}

function nearest(folder: string): string {
  return existsSync(folder) ? folder : nearest(dirname(folder));
}
