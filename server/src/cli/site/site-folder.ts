import { existsSync, lstatSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { createBeside, renameOver } from '../../files/beside.js';
import { describeError, isSystemError } from '../../files/describe-error.js';
import { pathBelow } from '../../files/path-below.js';
import { realPath } from '../../files/path-key.js';
import { keep, remove } from '../../files/temporary.js';
import { UsageError } from '../options.js';
import { readRuleText } from '../read-rule.js';

/** The folder that a site is written to. */
export interface SiteFolder {
  readonly path: string;
  /** Marks a page as part of the site. */
  keep(address: string): void;
  /**
   * Removes pages of the previous site that are no longer part of it. Returns their number, and why the list
   * of pages was not written.
   */
  finish(): { readonly removed: number; readonly failure: string | undefined };
}

/**
 * Name of the file that lists the pages of a site, one per line, so that the next run can remove those of
 * deleted rules.
 */
const listName = '.rulewright-site';

/** Opens a folder for a site. Throws a {@link UsageError} if it contains anything else. */
export function openSiteFolder(out: string): SiteFolder {
  const folder = resolve(out);
  const listPath = join(folder, listName);
  if (existsSync(folder)) {
    if (!statSync(folder).isDirectory()) throw new UsageError(`--out takes a folder, and ${out} is a file`);
    if (!existsSync(listPath) && readdirSync(folder).length > 0)
      throw new UsageError(`${out} has files that do not belong to a site; pass an empty or new folder`);
  }
  const before = existsSync(listPath) ? readList(listPath) : [];
  const written = new Set<string>();
  return {
    path: folder,
    keep: (address) => written.add(address),
    finish() {
      let removed = 0;
      for (const address of before) {
        if (written.has(address) || !isPage(address, folder)) continue;
        rmSync(join(folder, address));
        removed++;
      }
      return { removed, failure: writePage(folder, listName, `${[...written].sort().join('\n')}\n`) };
    },
  };
}

/** Writes a page completely. Returns an error, or undefined. Links in the folder are not followed. */
export function writePage(folder: string, address: string, text: string): string | undefined {
  const path = join(folder, address);
  try {
    mkdirSync(dirname(path), { recursive: true });
    if (lstatSync(dirname(path)).isSymbolicLink() && dirname(path) !== folder) return 'its folder is a link';
    const beside = createBeside(path, text);
    try {
      renameOver(beside, path);
      keep(beside);
    } finally {
      remove(beside);
    }
    return undefined;
  } catch (error) {
    if (!isSystemError(error)) throw error;
    return describeError(error);
  }
}

function readList(path: string): readonly string[] {
  const read = readRuleText(path);
  return 'error' in read ? [] : read.text.split('\n').filter((line) => line !== '');
}

/** Returns whether a listed address is a page in the folder; the list is not trusted. */
function isPage(address: string, folder: string): boolean {
  const path = join(folder, address);
  if (!/^(?:rules\/)?[A-Za-z0-9_-]+\.html$/.test(address) || !existsSync(path)) return false;
  return pathBelow(realPath(folder), realPath(path)) === address && statSync(path).isFile();
}
