import { linkSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createBeside } from '../../files/beside.js';
import { describeError, isSystemError } from '../../files/describe-error.js';
import { nearestExisting, realPath } from '../../files/path-key.js';
import { staysInProject } from '../../files/project-folder.js';
import { remove } from '../../files/temporary.js';
import { failure, type Result } from '../../text/result.js';

/** Limit of files with the same name: more are not a coincidence. */
const mostNames = 1000;

/**
 * Writes a file into a folder under an unused name: `stem`, or `stem_2` and so on. The file is written
 * completely or not at all. `stem` must come from `fileStem`, whose names never lead out of the folder.
 */
export function writeNewFile(
  folder: string,
  stem: string,
  ending: string,
  text: string,
): Result<{ readonly path: string }> {
  try {
    const leadsOut = whyOutside(folder);
    if (leadsOut !== undefined) return failure(leadsOut);
    mkdirSync(folder, { recursive: true });
    for (let number = 1; number <= mostNames; number++) {
      const path = join(folder, `${number === 1 ? stem : `${stem}_${number}`}${ending}`);
      if (createWhole(path, text)) return { ok: true, path };
    }
    return failure(`${mostNames} files are named "${stem}${ending}" in ${folder}`);
  } catch (error) {
    if (!isSystemError(error)) throw error;
    return failure(`the file could not be written: ${describeError(error)}`);
  }
}

/** Returns why a folder cannot be written to: a link, which a clone can contain, leads out of the project. */
function whyOutside(folder: string): string | undefined {
  const name = 'rule.toml';
  if (staysInProject(join(folder, name), join(realPath(nearestExisting(folder)), name))) return undefined;
  return `${folder} is a link to a folder outside the project`;
}

/** Error codes of file systems without hard links. */
const withoutLinks: ReadonlySet<string | undefined> = new Set([
  'EPERM',
  'ENOTSUP',
  'EOPNOTSUPP',
  'ENOSYS',
  'EXDEV',
]);

/** Creates a file with its complete text. Returns false if the file already exists. */
function createWhole(path: string, text: string): boolean {
  const beside = createBeside(path, text);
  try {
    linkSync(beside, path);
    return true;
  } catch (error) {
    if (!isSystemError(error)) throw error;
    if (error.code === 'EEXIST') return false;
    if (!withoutLinks.has(error.code)) throw error;
    return createPlainly(path, text);
  } finally {
    remove(beside);
  }
}

function createPlainly(path: string, text: string): boolean {
  try {
    writeFileSync(path, text, { flag: 'wx' });
    return true;
  } catch (error) {
    if (isSystemError(error) && error.code === 'EEXIST') return false;
    rmSync(path, { force: true });
    throw error;
  }
}
