import {
  accessSync,
  chmodSync,
  closeSync,
  constants,
  openSync,
  readlinkSync,
  realpathSync,
  type Stats,
  statSync,
  writeSync,
} from 'node:fs';
import { dirname, resolve } from 'node:path';
import { createBeside, renameOver } from '../files/beside.js';
import { describeError } from '../files/describe-error.js';
import { keep, remove } from '../files/temporary.js';
import { UsageError } from './options.js';
import type { Sink } from './output.js';

/** A sink that writes to a file. */
export interface FileSink extends Sink {
  /** Moves the file to its final path or discards it. Returns an error message, or undefined. */
  close(whole: boolean): string | undefined;
}

/**
 * Opens the file of `--output`. It is written to a temporary file beside it and renamed at the end, so that
 * an earlier report is intact until then. A link remains a link, and a pipe or device is written directly.
 * Nothing is created before the first results, so that Ctrl-C before them stops at once. Throws {@link
 * UsageError} if the file cannot be created.
 */
export function openFileSink(path: string): FileSink {
  const { place, status, isSpecial } = checkTarget(path);
  let written: string | undefined;
  let file: number | undefined;
  let failure: string | undefined;
  const attempt = (work: () => void): void => {
    if (failure !== undefined) return;
    try {
      work();
    } catch (error) {
      failure = `the results could not be written to ${path}: ${describeError(error)}`;
    }
  };
  const open = (): number => {
    written ??= isSpecial ? path : createBeside(place);
    file ??= openSync(written, 'w');
    return file;
  };
  return {
    isTerminal: false,
    write: (text) => attempt(() => writeWhole(open(), Buffer.from(text))),
    drained: () => Promise.resolve(),
    close(whole) {
      if (whole) attempt(open);
      attempt(() => file !== undefined && closeSync(file));
      if (isSpecial || written === undefined) return failure;
      const beside = written;
      if (whole) {
        attempt(() => {
          if (status) chmodSync(beside, status.mode & 0o7777);
          renameOver(beside, place);
        });
      }
      if (whole && failure === undefined) keep(beside);
      else remove(beside);
      return failure;
    },
  };
}

interface Target {
  /** The path of the file itself. */
  readonly place: string;
  /** Undefined for a file that does not exist yet. */
  readonly status: Stats | undefined;
  /** Whether this is a special file, which a rename must not replace. */
  readonly isSpecial: boolean;
}

function checkTarget(path: string): Target {
  try {
    const status = statSync(path, { throwIfNoEntry: false });
    if (status?.isDirectory()) throw new UsageError(`--output takes a file, and ${path} is a folder`);
    const place = status ? realpathSync(path) : behindLink(path);
    const isSpecial = status !== undefined && (!status.isFile() || ofSystem.test(resolve(path)));
    if (!isSpecial) accessSync(dirname(place), constants.W_OK);
    if (status) accessSync(place, constants.W_OK);
    return { place, status, isSpecial };
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(`--output cannot create ${path}: ${describeError(error)}`);
  }
}

/** Paths of open files, such as `/dev/stdout`: whoever opened the file would not see a replacement. */
const ofSystem = /^\/(?:dev|proc)\//;

/** Returns the missing file that a link points to. */
function behindLink(path: string): string {
  try {
    return resolve(dirname(path), readlinkSync(path));
  } catch {
    return path;
  }
}

/** Writes all bytes: on a full disk a single write can stop early without an error. */
function writeWhole(file: number, bytes: Buffer): void {
  for (let start = 0; start < bytes.length; ) start += writeSync(file, bytes, start);
}
