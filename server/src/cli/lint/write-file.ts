import { chmodSync, readFileSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { describeError } from '../discover.js';

const byteOrderMark = Buffer.from([0xef, 0xbb, 0xbf]);

/**
 * Writes beside the file and renames, so that the file is whole at every moment. It keeps its permissions and its byte
 * order mark, and a symbolic link stays one. Returns what went wrong, in words, or undefined.
 */
export function writeAtomically(path: string, text: string): string | undefined {
  let temporary: string | undefined;
  try {
    const file = realpathSync(path);
    const { mode } = statSync(file);
    const marked = readFileSync(file).subarray(0, byteOrderMark.length).equals(byteOrderMark);
    const beside = `${file}.rulewright-${process.pid}`;
    writeFileSync(beside, marked ? `\uFEFF${text}` : text, { flag: 'wx', mode });
    temporary = beside;
    // What is asked for at creation is cut down by the umask.
    chmodSync(beside, mode);
    renameSync(beside, file);
    return undefined;
  } catch (error) {
    if (temporary !== undefined) rmSync(temporary, { force: true });
    return `the file could not be written: ${describeError(error)}`;
  }
}
