import { closeSync, fsyncSync, ftruncateSync, openSync, writeSync } from 'node:fs';
import { createBeside } from './beside.js';
import { describeError } from './describe-error.js';
import { keep, remove } from './temporary.js';

/**
 * Writes other bytes to a file in place. Its current content, `before`, is first copied beside it, and
 * restored if the rest cannot be written. Throws file system errors; if the old bytes cannot be restored
 * either, the copy is kept and the error names it.
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

/**
 * Overwrites a file, the appended end first: only it needs more space, and if that fails nothing has been
 * overwritten yet.
 */
function writeOver(target: number, length: number, after: Buffer): void {
  const shared = Math.min(length, after.length);
  writeAt(target, after.subarray(shared), shared);
  // Some disks report only now that they are full.
  fsyncSync(target);
  writeAt(target, after.subarray(0, shared), 0);
  ftruncateSync(target, after.length);
  fsyncSync(target);
}

/** Restores the bytes of a file. Returns whether that succeeded. */
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

/** Writes all bytes at a position: on a full disk a single write can stop early without an error. */
function writeAt(target: number, bytes: Buffer, position: number): void {
  for (let start = 0; start < bytes.length; )
    start += writeSync(target, bytes, start, bytes.length - start, position + start);
}
