import * as vscode from 'vscode';

/** The files of the sample workspace by path; esbuild inserts them here. */
declare const sampleFiles: Readonly<Record<string, string>>;

interface Folder {
  readonly type: vscode.FileType.Directory;
  readonly entries: Map<string, Folder | File>;
}

interface File {
  readonly type: vscode.FileType.File;
  bytes: Uint8Array;
  time: number;
}

/**
 * An in-memory file system, as web extensions have them: it cannot be searched, and its files are not on a
 * disk. The scheme is that of repositories on the web, since VS Code trusts all others.
 */
export function activate(context: vscode.ExtensionContext): void {
  const changed = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  const root: Folder = { type: vscode.FileType.Directory, entries: new Map() };

  const find = (uri: vscode.Uri): Folder | File => {
    let found: Folder | File = root;
    for (const name of uri.path.split('/').filter((part) => part !== '')) {
      const next: Folder | File | undefined = 'entries' in found ? found.entries.get(name) : undefined;
      if (!next) throw vscode.FileSystemError.FileNotFound(uri);
      found = next;
    }
    return found;
  };
  const folderOf = (uri: vscode.Uri): { readonly folder: Folder; readonly name: string } => {
    const folder = find(vscode.Uri.joinPath(uri, '..'));
    if (!('entries' in folder)) throw vscode.FileSystemError.FileNotADirectory(uri);
    return { folder, name: uri.path.slice(uri.path.lastIndexOf('/') + 1) };
  };
  const tell = (type: vscode.FileChangeType, uri: vscode.Uri): void => changed.fire([{ type, uri }]);

  const files: vscode.FileSystemProvider = {
    onDidChangeFile: changed.event,
    watch: () => new vscode.Disposable(() => {}),
    stat(uri) {
      const found = find(uri);
      const [size, mtime] = 'bytes' in found ? [found.bytes.length, found.time] : [0, 0];
      return { type: found.type, ctime: 0, mtime, size };
    },
    readDirectory(uri) {
      const found = find(uri);
      if (!('entries' in found)) throw vscode.FileSystemError.FileNotADirectory(uri);
      return [...found.entries].map(([name, { type }]) => [name, type]);
    },
    readFile(uri) {
      const found = find(uri);
      if (!('bytes' in found)) throw vscode.FileSystemError.FileIsADirectory(uri);
      return found.bytes;
    },
    writeFile(uri, bytes, { create, overwrite }) {
      const { folder, name } = folderOf(uri);
      const before = folder.entries.get(name);
      if (before ? !overwrite : !create)
        throw before ? vscode.FileSystemError.FileExists(uri) : vscode.FileSystemError.FileNotFound(uri);
      folder.entries.set(name, { type: vscode.FileType.File, bytes, time: Date.now() });
      tell(before ? vscode.FileChangeType.Changed : vscode.FileChangeType.Created, uri);
    },
    createDirectory(uri) {
      const { folder, name } = folderOf(uri);
      folder.entries.set(name, { type: vscode.FileType.Directory, entries: new Map() });
      tell(vscode.FileChangeType.Created, uri);
    },
    delete(uri) {
      const { folder, name } = folderOf(uri);
      if (!folder.entries.delete(name)) throw vscode.FileSystemError.FileNotFound(uri);
      tell(vscode.FileChangeType.Deleted, uri);
    },
    rename(from, to) {
      const { folder, name } = folderOf(from);
      const entry = folder.entries.get(name);
      if (!entry) throw vscode.FileSystemError.FileNotFound(from);
      folder.entries.delete(name);
      const target = folderOf(to);
      target.folder.entries.set(target.name, entry);
      tell(vscode.FileChangeType.Deleted, from);
      tell(vscode.FileChangeType.Created, to);
    },
  };

  for (const [path, text] of Object.entries(sampleFiles)) {
    let folder = root;
    const names = path.split('/');
    for (const name of names.slice(0, -1)) {
      const next = folder.entries.get(name) ?? { type: vscode.FileType.Directory, entries: new Map() };
      folder.entries.set(name, next);
      if ('entries' in next) folder = next;
    }
    const file: File = { type: vscode.FileType.File, bytes: new TextEncoder().encode(text), time: 0 };
    folder.entries.set(names.at(-1)!, file);
  }
  context.subscriptions.push(changed, vscode.workspace.registerFileSystemProvider('vscode-vfs', files));
}
