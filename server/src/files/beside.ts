import { randomBytes } from 'node:crypto';
import { renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { remove, removeAtExit } from './temporary.js';

/** Creates a file that will replace another one later. Throws file system errors. */
export function createBeside(file: string, content: string | Buffer = '', mode = 0o666): string {
  // The file's name may already have the maximum length.
  const beside = join(dirname(file), `.rulewright-${randomBytes(6).toString('hex')}`);
  removeAtExit(beside);
  try {
    writeFileSync(beside, content, { flag: 'wx', mode });
  } catch (error) {
    remove(beside);
    throw error;
  }
  return beside;
}

/** Error codes of a locked file: on Windows a virus scanner locks a new one for a moment. */
const heldErrors: ReadonlySet<string | undefined> = new Set(['EBUSY', 'EPERM', 'EACCES']);
const longestWait = 1_000;
const pause = 50;

/** Renames a file over another; on Windows retries for a second while another program locks one of them. */
export function renameOver(from: string, to: string): void {
  for (let waited = 0; ; waited += pause) {
    try {
      renameSync(from, to);
      return;
    } catch (error) {
      const held = process.platform === 'win32' && heldErrors.has((error as NodeJS.ErrnoException).code);
      if (!held || waited >= longestWait) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, pause);
    }
  }
}
