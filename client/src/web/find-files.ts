import * as vscode from 'vscode';
import { rank } from './wanted-files.js';

/** Folders without user files; `.rulewright`, which contains the learned fields, is not one of them. */
const skippedFolders = new Set(['node_modules', '.git', '.hg', '.svn', '__pycache__', '.venv']);

/** Folders nested more deeply are a loop of links. */
const deepest = 64;
const listedAtOnce = 16;

/**
 * Finds the files below folders that the server reads, most important first. `isComplete` is false if there
 * are more than `most`. Folders are listed one by one: few web file systems can be searched.
 */
export async function findFiles(
  folders: readonly vscode.Uri[],
  most: number,
): Promise<{ readonly files: readonly vscode.Uri[]; readonly isComplete: boolean }> {
  const found: { readonly uri: vscode.Uri; readonly rank: number }[] = [];
  let level = [...folders];
  for (let depth = 0; level.length > 0 && depth < deepest; depth++) {
    const next: vscode.Uri[] = [];
    for (let start = 0; start < level.length; start += listedAtOnce) {
      const some = level.slice(start, start + listedAtOnce);
      const lists = await Promise.all(some.map(listFolder));
      for (const [index, entries] of lists.entries())
        for (const [name, type] of entries) {
          const uri = vscode.Uri.joinPath(some[index]!, name);
          const place = rank(uri.path);
          if (type === vscode.FileType.Directory && !skippedFolders.has(name)) next.push(uri);
          // Links are skipped, because they can lead out of the workspace.
          else if (type === vscode.FileType.File && place !== undefined) found.push({ uri, rank: place });
        }
    }
    level = next;
  }
  found.sort((a, b) => a.rank - b.rank);
  return { files: found.slice(0, most).map(({ uri }) => uri), isComplete: found.length <= most };
}

async function listFolder(folder: vscode.Uri): Promise<[string, vscode.FileType][]> {
  try {
    return await vscode.workspace.fs.readDirectory(folder);
  } catch {
    return [];
  }
}
