import { randomBytes } from 'node:crypto';
import {
  accessSync,
  chmodSync,
  chownSync,
  constants,
  readFileSync,
  renameSync,
  type Stats,
  statSync,
  writeFileSync,
} from 'node:fs';
import { describeError } from './describe-error.js';
import { realPath } from './path-key.js';
import { staysInProject } from './project-folder.js';
import { keep, remove, removeAtExit } from './temporary.js';

const byteOrderMark = Buffer.from([0xef, 0xbb, 0xbf]);

/**
 * Replaces the text of a file. `before` is its text without byte order mark: a file that says something else now is left as
 * it is, and so is one that a link leads to out of the project. Writes beside the file and renames, so that the file is whole at every moment; keeps its
 * owner, permissions and byte order mark. A symbolic link stays one. A file with several names, and one whose owner cannot
 * be kept, is written in place, since a new file would part them. Returns what went wrong, in words, or undefined.
 */
export function replaceFile(path: string, before: string, text: string): string | undefined {
  try {
    const file = realPath(path);
    if (!staysInProject(path, file))
      return `the file was not changed, because a link leads to it: it is ${file}, outside of the project`;
    accessSync(file, constants.W_OK);
    const status = statSync(file);
    if (!status.isFile()) return 'the file could not be written: it is not a regular file';
    const bytes = readFileSync(file);
    const marked = bytes.subarray(0, byteOrderMark.length).equals(byteOrderMark);
    if (bytes.toString('utf8', marked ? byteOrderMark.length : 0) !== before)
      return 'the file was not changed, because another program has changed it meanwhile';
    write(file, marked ? `\uFEFF${text}` : text, status);
    return undefined;
  } catch (error) {
    return `the file could not be written: ${describeError(error)}`;
  }
}

function write(file: string, text: string, status: Stats): void {
  if (status.nlink > 1) {
    writeFileSync(file, text);
    return;
  }
  const beside = createBeside(file, text, 0o600);
  try {
    if (!keepOwner(beside, status)) {
      writeFileSync(file, text);
      return;
    }
    // What is asked for at creation is cut down by the umask, and a new owner loses some.
    chmodSync(beside, status.mode & 0o7777);
    renameOver(beside, file);
    keep(beside);
  } finally {
    remove(beside);
  }
}

/** Creates a file that takes the place of another later on. Throws what the file system throws. */
export function createBeside(file: string, text = '', mode = 0o666): string {
  const beside = `${file}.rulewright-${randomBytes(6).toString('hex')}`;
  removeAtExit(beside);
  writeFileSync(beside, text, { flag: 'wx', mode });
  return beside;
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

/** On Windows a scanner for viruses holds a new file for a moment. */
const heldErrors: ReadonlySet<string | undefined> = new Set(['EBUSY', 'EPERM', 'EACCES']);
const longestWait = 1_000;
const pause = 50;

/** Renames a file over another; on Windows tries for a second while another program holds one of them. */
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
