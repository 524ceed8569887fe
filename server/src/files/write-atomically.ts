import { accessSync, chmodSync, chownSync, constants, type Stats, statSync } from 'node:fs';
import { createBeside, renameOver } from './beside.js';
import { describeError } from './describe-error.js';
import { overwrite } from './overwrite.js';
import { realPath } from './path-key.js';
import { staysInProject } from './project-folder.js';
import { readBounded } from './read-bounded.js';
import { keep, remove } from './temporary.js';

const byteOrderMark = Buffer.from([0xef, 0xbb, 0xbf]);

/**
 * Replaces the text of a file. `before` is its text without byte order mark: a file with other content now is
 * not changed, nor is one that a link leads to outside the project. Writes beside the file and renames, so
 * that the file is complete at every moment; keeps its owner, permissions and byte order mark. A symbolic
 * link remains one. A file with several names, and one whose owner cannot be kept, is written in place,
 * because a new file would separate the names. Returns an error message, or undefined.
 */
export function replaceFile(path: string, before: string, text: string): string | undefined {
  try {
    const file = realPath(path);
    if (!staysInProject(path, file))
      return `the file was not changed, because it is a link to ${file}, outside the project`;
    accessSync(file, constants.W_OK);
    const status = statSync(file);
    if (!status.isFile()) return 'the file could not be written: it is not a regular file';
    const bytes = readBounded(file, Buffer.byteLength(before) + byteOrderMark.length);
    const marked = bytes?.subarray(0, byteOrderMark.length).equals(byteOrderMark);
    if (bytes?.toString('utf8', marked ? byteOrderMark.length : 0) !== before)
      return 'the file was not changed, because another program has changed it in the meantime';
    const written = Buffer.from(marked ? `\uFEFF${text}` : text);
    if (status.nlink > 1 || !renameNew(file, written, status)) overwrite(file, bytes, written);
    return undefined;
  } catch (error) {
    return `the file could not be written: ${describeError(error)}`;
  }
}

/** Replaces a file with a new one. Returns false if it would not belong to the same owner. */
function renameNew(file: string, bytes: Buffer, status: Stats): boolean {
  const beside = createBeside(file, bytes, 0o600);
  try {
    if (!keepOwner(beside, status)) return false;
    // The umask reduces the permissions at creation, and a new owner loses some.
    chmodSync(beside, status.mode & 0o7777);
    renameOver(beside, file);
    keep(beside);
    return true;
  } finally {
    remove(beside);
  }
}

function keepOwner(beside: string, { uid, gid }: Stats): boolean {
  const own = statSync(beside);
  if (own.uid === uid && own.gid === gid) return true;
  try {
    chownSync(beside, uid, gid);
    return true;
  } catch {
    return false;
  }
}
