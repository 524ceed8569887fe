import { type Dirent, readdirSync, realpathSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** A file that was found, with the path to show: the argument as typed, joined with the path below it. */
export interface FoundFile {
  readonly path: string;
  /** Whether it was named itself, not found in a folder. */
  readonly named: boolean;
}

/** An argument or folder that could not be read. */
export interface Unreadable {
  readonly path: string;
  readonly message: string;
}

export interface Discovery {
  readonly files: readonly FoundFile[];
  readonly unreadable: readonly Unreadable[];
}

const skippedFolders = new Set(['node_modules', '.git', '.hg', '.svn', '__pycache__', '.venv']);

/**
 * The files that the arguments name, and those in their folders for which `wanted` holds, in alphabetical order. Loops
 * of symbolic links are followed once. Without arguments the current folder is searched and paths are relative to it.
 */
export function discover(args: readonly string[], wanted: (name: string) => boolean): Discovery {
  const files: FoundFile[] = [];
  const unreadable: Unreadable[] = [];
  const visited = new Set<string>();
  const named = new Set<string>();

  const searchFolder = (folder: string, shown: string): void => {
    let entries: Dirent[];
    try {
      const real = realpathSync(folder);
      if (visited.has(real)) return;
      visited.add(real);
      entries = readdirSync(folder, { withFileTypes: true });
    } catch (error) {
      unreadable.push({ path: shown || '.', message: describeError(error) });
      return;
    }
    entries.sort((a, b) => (a.name < b.name ? -1 : 1));
    for (const entry of entries) {
      const path = join(folder, entry.name);
      const shownPath = shown === '' ? entry.name : `${shown.replace(/\/$/, '')}/${entry.name}`;
      if (isFolder(entry, path)) {
        if (!skippedFolders.has(entry.name)) searchFolder(path, shownPath);
      } else if (wanted(entry.name) && !named.has(shownPath)) {
        named.add(shownPath);
        files.push({ path: shownPath, named: false });
      }
    }
  };

  for (const argument of args.length === 0 ? ['.'] : args) {
    const shown = args.length === 0 ? '' : argument.replaceAll('\\', '/');
    try {
      if (statSync(argument).isDirectory()) searchFolder(argument, shown);
      else if (!named.has(shown)) {
        named.add(shown);
        files.push({ path: shown, named: true });
      }
    } catch (error) {
      unreadable.push({ path: shown, message: describeError(error) });
    }
  }
  return { files, unreadable };
}

function isFolder(entry: Dirent, path: string): boolean {
  if (!entry.isSymbolicLink()) return entry.isDirectory();
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file or folder',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EISDIR: 'it is a folder',
  ELOOP: 'it is a loop of symbolic links',
  ENAMETOOLONG: 'the name is too long',
  EMFILE: 'too many open files',
};

/** What went wrong with a file, in words. */
export function describeError(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return reasons[code] ?? (error instanceof Error ? error.message : String(error));
}
