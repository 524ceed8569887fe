import { mkdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { createBeside, renameOver } from './beside.js';
import { describeError, isSystemError } from './describe-error.js';
import { nearestExisting, realPath } from './path-key.js';
import { staysInProject } from './project-folder.js';
import { keep, remove } from './temporary.js';

/**
 * Writes a file completely and creates its folders, unless links lead out of the project: a clone can contain
 * links instead of folders. Returns an error message, or undefined.
 */
export function writeInProject(file: string, text: string): string | undefined {
  try {
    const folder = dirname(file);
    const real = join(realPath(nearestExisting(folder)), basename(file));
    if (!staysInProject(file, real)) return `${folder} is a link to a folder outside the project`;
    mkdirSync(folder, { recursive: true });
    const beside = createBeside(file, text);
    try {
      renameOver(beside, file);
      keep(beside);
    } finally {
      remove(beside);
    }
    return undefined;
  } catch (error) {
    if (!isSystemError(error)) throw error;
    return `the file could not be written: ${describeError(error)}`;
  }
}
