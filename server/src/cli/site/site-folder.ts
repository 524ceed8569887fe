import { existsSync, lstatSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { createBeside, renameOver } from '../../files/beside.js';
import { describeError, isSystemError } from '../../files/describe-error.js';
import { pathBelow } from '../../files/path-below.js';
import { realPath } from '../../files/path-key.js';
import { keep, remove } from '../../files/temporary.js';
import { UsageError } from '../options.js';
import { readRuleText } from '../read-rule.js';

/** What a site is written into. */
export interface SiteFolder {
  readonly path: string;
  /** Says that a page is one of the site. */
  keep(address: string): void;
  /** Removes the pages of the site before that are none of it any more. Returns how many, and why the list of pages was not written. */
  finish(): { readonly removed: number; readonly failure: string | undefined };
}

/** Names the pages of a site, one in a line, so that the next one can remove those of rules that are gone. */
const listName = '.rulewright-site';

/** Opens a folder for a site. Throws a {@link UsageError} for one that holds anything else. */
export function openSiteFolder(out: string): SiteFolder {
  const folder = resolve(out);
  const listPath = join(folder, listName);
  if (existsSync(folder)) {
    if (!statSync(folder).isDirectory()) throw new UsageError(`--out takes a folder, and ${out} is a file`);
    if (!existsSync(listPath) && readdirSync(folder).length > 0)
      throw new UsageError(`${out} has files that are not of a site; name an empty or new folder`);
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

/** Writes a page as a whole, and returns why it could not be, or undefined. A link in the folder is not followed. */
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

/** Whether an address of the list is that of a page in the folder: the list can come from a stranger. */
function isPage(address: string, folder: string): boolean {
  const path = join(folder, address);
  if (!/^(?:rules\/)?[A-Za-z0-9_-]+\.html$/.test(address) || !existsSync(path)) return false;
  return pathBelow(realPath(folder), realPath(path)) === address && statSync(path).isFile();
}
