import { closeSync, fsyncSync, ftruncateSync, openSync, writeSync } from 'node:fs';
import { createBeside } from './beside.js';
import { describeError } from './describe-error.js';
import { keep, remove } from './temporary.js';

/**
 * Writes other bytes into a file that stays the same file. What it has now, `before`, is first copied beside it, and put
 * back when the rest cannot be written. Throws what the file system throws; where the old bytes cannot be put back either,
 * the copy stays and the error says where it is.
 */
export function overwrite(file: string, before: Buffer, after: Buffer): void {
  const copy = createBeside(file, before, 0o600);
  let isLost = false;
  try {
    const target = openSync(file, 'r+');
    try {
      writeOver(target, before.length, after);
    } catch (error) {
      isLost = !putBack(target, before);
      throw isLost ? new Error(`${describeError(error)}; its earlier content is in ${copy}`) : error;
    } finally {
      closeSync(target);
    }
  } finally {
    if (isLost) keep(copy);
    else remove(copy);
  }
}

/** The end that is added comes first: it is all that needs more space, and without it nothing has been overwritten yet. */
function writeOver(target: number, length: number, after: Buffer): void {
  const shared = Math.min(length, after.length);
  writeAt(target, after.subarray(shared), shared);
  // Some disks say only now that they are full.
  fsyncSync(target);
  writeAt(target, after.subarray(0, shared), 0);
  ftruncateSync(target, after.length);
  fsyncSync(target);
}

/** Returns whether the bytes are in the file again. */
function putBack(target: number, before: Buffer): boolean {
  try {
    writeAt(target, before, 0);
    ftruncateSync(target, before.length);
    fsyncSync(target);
    return true;
  } catch {
    return false;
  }
}

/** On a full disk a single write can end early without an error. */
function writeAt(target: number, bytes: Buffer, position: number): void {
  for (let start = 0; start < bytes.length; )
    start += writeSync(target, bytes, start, bytes.length - start, position + start);
}
