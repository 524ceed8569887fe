import { closeSync, openSync, statSync, writeSync } from 'node:fs';
import { createBeside, renameOver } from '../files/beside.js';
import { describeError } from '../files/describe-error.js';
import { keep, remove } from '../files/temporary.js';
import { UsageError } from './options.js';
import type { Sink } from './output.js';

/** A sink that is a file. */
export interface FileSink extends Sink {
  /** Puts the file in its place, or drops what was written. Returns what went wrong, in words, or undefined. */
  close(whole: boolean): string | undefined;
}

/**
 * Opens the file of `--output`. It is written beside and renamed at the end, so that an earlier report stays whole until
 * then; a pipe or device is written directly. Throws {@link UsageError} for a file that cannot be created.
 */
export function openFileSink(path: string): FileSink {
  const target = statSync(path, { throwIfNoEntry: false });
  if (target?.isDirectory()) throw new UsageError(`--output takes a file, and ${path} is a folder`);
  const isSpecial = target !== undefined && !target.isFile();
  let written: string;
  let file: number;
  try {
    written = isSpecial ? path : createBeside(path);
    file = openSync(written, 'w');
  } catch (error) {
    throw new UsageError(`--output cannot create ${path}: ${describeError(error)}`);
  }
  let failure: string | undefined;
  const attempt = (work: () => void): void => {
    if (failure !== undefined) return;
    try {
      work();
    } catch (error) {
      failure = `the results could not be written to ${path}: ${describeError(error)}`;
    }
  };
  return {
    isTerminal: false,
    write: (text) => attempt(() => writeWhole(file, Buffer.from(text))),
    drained: () => Promise.resolve(),
    close(whole) {
      attempt(() => closeSync(file));
      if (isSpecial) return failure;
      if (whole) attempt(() => renameOver(written, path));
      if (whole && failure === undefined) keep(written);
      else remove(written);
      return failure;
    },
  };
}

/** On a full disk a single write can end early without an error. */
function writeWhole(file: number, bytes: Buffer): void {
  for (let start = 0; start < bytes.length; ) start += writeSync(file, bytes, start);
}
