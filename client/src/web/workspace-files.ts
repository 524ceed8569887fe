import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import type { Notifications } from '../../../server/src/lsp/messages.js';
import { counted } from '../html.js';
import { findFiles } from './find-files.js';
import { isEventFile, isWanted } from './wanted-files.js';

/** The sync of a server without a disk with the editor's files. */
export interface WorkspaceFiles extends vscode.Disposable {
  /** Handles a file that was created, changed or deleted. */
  changed(uri: vscode.Uri): Promise<void>;
  /** Waits until the server has the files of the workspace, these files, and the events in these folders. */
  give(uris: readonly string[]): Promise<void>;
}

/**
 * Limits of the workspace files that the server receives automatically. Files that the user names can be
 * larger.
 */
export const limits = {
  files: 20_000,
  bytes: 256 * 1024 * 1024,
  bytesOfFile: 16 * 1024 * 1024,
  bytesOfNamed: 128 * 1024 * 1024,
};
/**
 * Number of files to read concurrently: web file systems respond slowly, but handle many requests at once.
 */
const readAtOnce = 16;
const batch = { files: 256, bytes: 4 * 1024 * 1024 };

type SentFile = Notifications['rulewright/files']['files'][number];

/** Sends the workspace's files to a server that has just started, and follows their changes. */
export function createWorkspaceFiles(
  client: BaseLanguageClient,
  output: vscode.LogOutputChannel,
): WorkspaceFiles {
  const known = new Set<string>();
  /** Files that changed while others were read: their content from before is outdated. */
  const changedMeanwhile = new Set<string>();
  let isDisposed = false;
  let total = 0;

  const send = async (files: readonly SentFile[], removed: readonly string[] = []): Promise<void> => {
    if (isDisposed || files.length + removed.length === 0) return;
    const params: Notifications['rulewright/files'] = { files, removed };
    await client.sendNotification('rulewright/files', params);
  };
  /** Notifies the server of files that affect findings, as a watcher does. */
  const tell = async (uris: readonly string[]): Promise<void> => {
    const changes = uris.filter((uri) => !isEventFile(uri)).map((uri) => ({ uri, type: 2 }));
    if (changes.length > 0 && !isDisposed)
      await client.sendNotification('workspace/didChangeWatchedFiles', { changes });
  };

  /** Sends files in this order. Returns how many were skipped because of a limit. */
  const sendAll = async (uris: readonly vscode.Uri[], largest: number): Promise<number> => {
    let skipped = 0;
    let waiting: SentFile[] = [];
    const flush = async () => {
      const files = waiting.filter(({ uri }) => !changedMeanwhile.has(uri));
      waiting = [];
      await send(files);
      await tell(files.map(({ uri }) => uri));
    };
    for (let start = 0; start < uris.length && !isDisposed; start += readAtOnce) {
      const some = uris.slice(start, start + readAtOnce);
      for (const uri of some) changedMeanwhile.delete(uri.toString());
      for (const [index, bytes] of (await Promise.all(some.map((uri) => readFile(uri, largest)))).entries()) {
        if (bytes === undefined) continue;
        if (bytes === 'too large' || known.size >= limits.files || total + bytes.length > limits.bytes) {
          skipped++;
          continue;
        }
        total += bytes.length;
        const uri = some[index]!.toString();
        known.add(uri);
        waiting.push({ uri, bytes });
      }
      const size = waiting.reduce((sum, { bytes }) => sum + bytes.length, 0);
      if (waiting.length >= batch.files || size >= batch.bytes) await flush();
    }
    await flush();
    return skipped;
  };

  const readFolders = async (folders: readonly vscode.Uri[]): Promise<void> => {
    const { files, isComplete } = await findFiles(folders, limits.files);
    const skipped = await sendAll(files, limits.bytesOfFile);
    output.info(`the server has ${counted(known.size, 'file')} of the workspace`);
    if (skipped === 0 && isComplete) return;
    const left = isComplete ? counted(skipped, 'file') : 'some files';
    void vscode.window.showWarningMessage(
      `Rulewright did not read ${left} in this workspace: in the browser it reads ${limits.files.toLocaleString('en')} files of at most ${limits.bytesOfFile / 1024 / 1024} MB. Rules come first, then tests, then events.`,
    );
  };
  const read = (folders: readonly vscode.Uri[]): Promise<void> =>
    Promise.resolve(
      vscode.window.withProgress(
        { location: vscode.ProgressLocation.Window, title: 'Rulewright: reading files' },
        () => readFolders(folders),
      ),
    ).catch((error: unknown) => output.error(`files of the workspace cannot be read: ${String(error)}`));
  let reading = read((vscode.workspace.workspaceFolders ?? []).map(({ uri }) => uri));

  let changing: Promise<unknown> = Promise.resolve();
  const changed = (uri: vscode.Uri): Promise<void> => {
    const done = sendChanged(uri);
    changing = Promise.all([changing, done]);
    return done;
  };
  const sendChanged = async (uri: vscode.Uri): Promise<void> => {
    const bytes = await readFile(uri, limits.bytesOfNamed);
    changedMeanwhile.add(uri.toString());
    if (bytes === undefined || bytes === 'too large') {
      known.delete(uri.toString());
      await send([], [uri.toString()]);
      return;
    }
    known.add(uri.toString());
    await send([{ uri: uri.toString(), bytes }]);
  };
  const changedIfWanted = (uri: vscode.Uri): void => {
    if (isWanted(uri.path)) void changed(uri);
  };
  /** Some file systems do not report changes. */
  const saved = async ({ uri }: vscode.TextDocument): Promise<void> => {
    if (!isWanted(uri.path)) return;
    await changed(uri);
    await tell([uri.toString()]);
  };
  const giveNamed = async (uri: vscode.Uri): Promise<void> => {
    const status = await statOf(uri);
    if (!status) return;
    const isFolder = (status.type & vscode.FileType.Directory) !== 0;
    const named = isFolder ? (await findFiles([uri], limits.files)).files : [uri];
    await sendAll(
      named.filter((file) => !known.has(file.toString())),
      limits.bytesOfNamed,
    );
  };

  const events = vscode.workspace.createFileSystemWatcher('**/*.{ndjson,jsonl,json,csv,gz,zst}');
  const listeners = [
    events,
    events.onDidCreate(changed),
    events.onDidChange(changed),
    events.onDidDelete(changed),
    vscode.workspace.onDidSaveTextDocument(saved),
    // Earlier than a watcher, so that the next request finds the file.
    vscode.workspace.onDidCreateFiles(({ files }) => files.forEach(changedIfWanted)),
    vscode.workspace.onDidDeleteFiles(({ files }) => files.forEach(changed)),
    vscode.workspace.onDidRenameFiles(({ files }) => {
      for (const { oldUri, newUri } of files) {
        void changed(oldUri);
        changedIfWanted(newUri);
      }
    }),
    vscode.workspace.onDidChangeWorkspaceFolders(({ added }) => {
      reading = reading.then(() => read(added.map(({ uri }) => uri)));
    }),
  ];
  return {
    changed,
    async give(uris) {
      await reading;
      await changing;
      for (const uri of uris) if (!known.has(uri)) await giveNamed(vscode.Uri.parse(uri));
    },
    dispose() {
      isDisposed = true;
      for (const listener of listeners) listener.dispose();
    },
  };
}

async function statOf(uri: vscode.Uri): Promise<vscode.FileStat | undefined> {
  try {
    return await vscode.workspace.fs.stat(uri);
  } catch {
    return undefined;
  }
}

/** Returns the bytes of a file, or undefined if it does not exist, is not a file, or cannot be read. */
async function readFile(uri: vscode.Uri, largest: number): Promise<Uint8Array | 'too large' | undefined> {
  const status = await statOf(uri);
  // A link can lead out of the workspace.
  if (status?.type !== vscode.FileType.File) return undefined;
  if (status.size > largest) return 'too large';
  try {
    return await vscode.workspace.fs.readFile(uri);
  } catch {
    return undefined;
  }
}
