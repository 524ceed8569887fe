import { renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { describeError } from '../discover.js';

/** Writes beside the file and renames, so that the file is whole at every moment; it keeps its permissions. */
export function writeAtomically(path: string, text: string): void {
  const temporary = `${path}.rulewright-${process.pid}`;
  try {
    writeFileSync(temporary, text, { flag: 'wx', mode: statSync(path).mode });
    renameSync(temporary, path);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw new Error(`${path} could not be written: ${describeError(error)}`);
  }
}
