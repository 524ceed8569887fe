import { closeSync, openSync, readSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import { StorageError } from '../../../evaluate/storage/storage.js';
import { describeError } from '../../../files/describe-error.js';
import { createTemporaryFolder, remove } from '../../../files/temporary.js';

/**
 * A temporary file of items, in pages that are written and read whole. All functions throw {@link
 * StorageError}.
 */
export interface PageFile<Item> {
  /** Returns the page's number. */
  write(items: readonly Item[]): number;
  read(page: number): Item[];
  remove(): void;
}

/**
 * Creates a temporary file, which is removed when the process ends at the latest. Throws {@link
 * StorageError}.
 */
export function createPageFile<Item>(): PageFile<Item> {
  const { folder, file } = orStorageError(open);
  /** Start of each page, and the end of the last one. */
  const offsets = [0];
  return {
    write: (items) =>
      orStorageError(() => {
        const bytes = serialize(items);
        // On a full disk a single write can stop early without an error.
        writeFileSync(file, bytes);
        return offsets.push(offsets.at(-1)! + bytes.length) - 2;
      }),
    read: (page) =>
      orStorageError(() => deserialize(readBytes(file, offsets[page]!, offsets[page + 1]!)) as Item[]),
    remove() {
      closeSync(file);
      remove(folder);
    },
  };
}

function open(): { readonly folder: string; readonly file: number } {
  const folder = createTemporaryFolder('rulewright');
  try {
    return { folder, file: openSync(join(folder, 'pages'), 'wx+', 0o600) };
  } catch (error) {
    remove(folder);
    throw error;
  }
}

function readBytes(file: number, start: number, end: number): Buffer {
  const bytes = Buffer.allocUnsafe(end - start);
  for (let length = 0; length < bytes.length; ) {
    const read = readSync(file, bytes, length, bytes.length - length, start + length);
    if (read === 0) throw new Error('a temporary file was cut short');
    length += read;
  }
  return bytes;
}

function orStorageError<Result>(action: () => Result): Result {
  try {
    return action();
  } catch (error) {
    throw new StorageError(`${describeError(error)} (temporary folder ${tmpdir()})`);
  }
}
