import { readdirSync, readFileSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathBelow } from '../../files/path-below.js';
import { pathKey } from '../../files/path-key.js';
import type { CheckoutFiles } from './checkout-files.js';

/** Larger files are not data of a checkout. */
const largest = 64 * 1024 * 1024;

/**
 * Returns the files below a folder. Files outside it that a configuration names are not read, except the one
 * that the user names.
 */
export function filesBelow(folder: string, named: string | undefined): CheckoutFiles {
  const isWrittenBelow = (file: string): boolean => pathBelow(folder, file) !== undefined;
  const isBelow = (file: string): boolean => pathBelow(pathKey(folder), pathKey(file)) !== undefined;
  const bytes = (path: string): Buffer | undefined => {
    try {
      const file = resolve(folder, path);
      const isAllowed = path === named;
      // Check this first: on Windows, looking for a file on another computer signs in there.
      if (!isAllowed && !isWrittenBelow(file)) return undefined;
      const status = statSync(file);
      if (!status.isFile() || status.size > largest) return undefined;
      return isAllowed || isBelow(file) ? readFileSync(file) : undefined;
    } catch {
      return undefined;
    }
  };
  const list = (path: string): string[] => {
    try {
      const found = resolve(folder, path);
      return isWrittenBelow(found) && isBelow(found) ? readdirSync(found) : [];
    } catch {
      return [];
    }
  };
  return { bytes, list, text: (path) => bytes(path)?.toString('utf8') };
}
