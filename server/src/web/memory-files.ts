/**
 * The files of the bundles for browsers: what the client has sent, in memory. Folders exist as long as they
 * contain files. There are no links.
 */

export interface MemoryFile {
  readonly bytes: Uint8Array;
  /** Unique among all contents that the file has had. */
  readonly version: number;
}

export interface MemoryFiles {
  get(path: string): MemoryFile | undefined;
  isFolder(path: string): boolean;
  /** Returns the names in a folder, or undefined if it does not exist. */
  names(folder: string): readonly string[] | undefined;
  /** Creates or replaces a file, with its parent folders. Paths are absolute and normalised. */
  write(path: string, bytes: Uint8Array): void;
  /** Removes a file, or a folder with its content. */
  remove(path: string): void;
}

/** Creates an empty file system; the root always exists. */
export function createMemoryFiles(): MemoryFiles {
  const files = new Map<string, MemoryFile>();
  const folders = new Map<string, Set<string>>([['/', new Set()]]);
  let version = 0;

  function removeName(path: string): void {
    const { folder, name } = split(path);
    const names = folders.get(folder);
    names?.delete(name);
    if (names?.size !== 0 || folder === '/') return;
    folders.delete(folder);
    removeName(folder);
  }
  function remove(path: string): void {
    for (const name of [...(folders.get(path) ?? [])]) remove(path === '/' ? `/${name}` : `${path}/${name}`);
    if (files.delete(path)) removeName(path);
  }
  return {
    get: (path) => files.get(path),
    isFolder: (path) => folders.has(path),
    names: (folder) => {
      const names = folders.get(folder);
      return names && [...names];
    },
    write(path, bytes) {
      if (folders.has(path)) remove(path);
      files.set(path, { bytes, version: ++version });
      for (let current = path; current !== '/'; ) {
        const { folder, name } = split(current);
        // A file that is now a folder.
        if (files.has(folder)) remove(folder);
        const names = folders.get(folder);
        if (names) {
          names.add(name);
          return;
        }
        folders.set(folder, new Set([name]));
        current = folder;
      }
    },
    remove,
  };
}

function split(path: string): { readonly folder: string; readonly name: string } {
  const end = path.lastIndexOf('/');
  return { folder: path.slice(0, end) || '/', name: path.slice(end + 1) };
}

/** The files that `node:fs` uses. */
export const memoryFiles: MemoryFiles = createMemoryFiles();
