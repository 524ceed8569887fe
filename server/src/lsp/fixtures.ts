import { type Dirent, statSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { prepareRule } from '../evaluate/prepare-rule.js';
import { matchesPath } from '../lint/configuration.js';
import type { OpenDocument } from './documents.js';
import type { FixtureRun } from './messages.js';
import type { RunProgress } from './progress.js';
import { pathOfUri } from './recognise.js';
import type { FixtureFile } from './run-files.js';
import { startFileRun } from './run-in-worker.js';
import { folderOf, pathInWorkspace, type Workspace } from './workspace.js';

const skippedFolders = new Set(['node_modules', '.git', '.hg', '.svn', '__pycache__', '.venv']);
const mostFiles = 10_000;

/** Runs an open rule on every file of the setting `rulewright.fixtures`; the server goes on answering meanwhile. */
export async function runOnFixtures(
  document: OpenDocument,
  workspace: Workspace,
  progress: RunProgress,
): Promise<FixtureRun> {
  const nothing = { files: 0, events: 0, alerts: [], nearest: [], notes: [] };
  const prepared = prepareRule(document.analysis().rule, {});
  if ('problems' in prepared) {
    return { ...nothing, error: prepared.problems[0]?.message ?? 'the rule cannot be run' };
  }
  const { files, notes } = await findFixtures(document, workspace);
  if (files.length === 0) {
    return { ...nothing, notes, error: `there are no files that match ${workspace.settings.fixtures}` };
  }
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
  const run = startFileRun({ rule: document.text, files }, (read, events) =>
    progress.report(read / bytes, events),
  );
  progress.begin(bytes, run.stop);
  try {
    const result = await run.result;
    return { ...result, notes: [...notes, ...result.notes] };
  } finally {
    progress.end();
  }
}

/**
 * The files of the setting in the workspace folder of the rule, or in all folders when it lies in none. Links to folders
 * are not followed, and files that a link leads out of the workspace are left out.
 */
export async function findFixtures(
  document: OpenDocument,
  workspace: Workspace,
): Promise<{ files: FixtureFile[]; notes: string[] }> {
  const path = pathOfUri(document.uri);
  const own = path === undefined ? undefined : folderOf(path, workspace);
  const patterns = expandBraces(workspace.settings.fixtures);
  const files: FixtureFile[] = [];
  const notes: string[] = [];
  const search = async (root: string, folder: string): Promise<void> => {
    let entries: Dirent[];
    try {
      entries = await readdir(folder, { withFileTypes: true });
    } catch (error) {
      notes.push(`${pathInWorkspace(folder, workspace)} cannot be read: ${(error as Error).message}`);
      return;
    }
    entries.sort((a, b) => (a.name < b.name ? -1 : 1));
    for (const entry of entries) {
      const file = join(folder, entry.name);
      if (entry.isDirectory()) {
        if (!skippedFolders.has(entry.name)) await search(root, file);
      } else if (files.length < mostFiles && matchesAny(relative(root, file), patterns)) {
        const shown = pathInWorkspace(file, workspace);
        if (entry.isFile() || folderOf(file, workspace) !== undefined)
          files.push({ path: file, shown, bytes: sizeOf(file) });
        else notes.push(`${shown} leads out of the workspace and is not read`);
      }
    }
  };
  for (const root of own === undefined ? workspace.workspaceFolders : [own]) await search(root, root);
  return { files, notes };
}

/** Bytes of a file; 0 when it is gone, which reading it will tell. */
function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}

function matchesAny(path: string, patterns: readonly string[]): boolean {
  const written = path.split(sep).join('/');
  return patterns.some((pattern) => matchesPath(written, pattern));
}

/** `a.{b,c}` as `a.b` and `a.c`. At most 256 patterns come of it. */
export function expandBraces(pattern: string): string[] {
  let patterns = [pattern];
  for (let round = 0; round < 16 && patterns.length <= 256; round++) {
    const expanded = patterns.flatMap((one) => {
      const braces = /\{([^{}]*)\}/.exec(one);
      if (!braces) return [one];
      const before = one.slice(0, braces.index);
      const after = one.slice(braces.index + braces[0].length);
      return braces[1]!.split(',').map((choice) => before + choice.trim() + after);
    });
    if (expanded.length === patterns.length && expanded.every((one, index) => one === patterns[index])) break;
    patterns = expanded;
  }
  return patterns.slice(0, 256);
}
