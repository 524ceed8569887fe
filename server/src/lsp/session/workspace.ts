import { readFileSync, statSync } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { pathKey } from '../../files/path-key.js';
import type { UseIndex } from '../../ide/uses/use-index.js';
import { failure, type Result } from '../../text/result.js';
import type { ChosenEvents } from './chosen-events.js';
import type { OpenDocument } from './documents.js';
import type { LastProofs } from './last-proofs.js';
import type { LastRuns } from './last-runs.js';
import type { Latest } from './latest.js';
import type { RuleProblems } from './rule-problems.js';
import type { Surroundings } from './surroundings.js';
import { pathOfUri, uriOf } from './uris.js';
import { folderOf, pathInWorkspace } from './workspace-folders.js';

/** The data that request handlers can look up, with everything cached between requests. */
export interface Workspace extends Surroundings {
  /** What saved rules use. */
  readonly uses: UseIndex;
  /**
   * Returns the open document, which overrides the file on disk. The client may spell the URI differently.
   */
  open(uri: string): OpenDocument | undefined;
  /** Returns the same by path. */
  openAt(path: string): OpenDocument | undefined;
  readonly ruleProblems: RuleProblems;
  readonly lastRuns: LastRuns;
  readonly lastProofs: LastProofs;
  readonly chosenEvents: ChosenEvents;
  readonly latest: Latest;
}

/** A file as the user sees it, including unsaved changes. */
export interface WorkspaceFile {
  readonly uri: string;
  readonly path: string;
  /** Identifies the file. */
  readonly key: string;
  readonly text: string;
}

/** Size limit of a rule or test file. */
const largestText = 16 * 1024 * 1024;

/**
 * Returns the text of a file, from the editor if it is open there. Files outside the workspace are not read;
 * the error says why there is no text.
 */
export function readWorkspaceFile(path: string, workspace: Workspace): Result<WorkspaceFile> {
  if (!workspace.openAt(path) && folderOf(path, workspace) === undefined)
    return failure(`${pathInWorkspace(path, workspace)} is outside the workspace, so it is not read`);
  return readProjectFile(path, workspace);
}

/** Returns the text of a file in the project of a workspace file (see {@link projectOf}). */
export function readProjectFile(path: string, workspace: Workspace): Result<WorkspaceFile> {
  const open = workspace.openAt(path);
  if (open) return { ok: true, uri: open.uri, path, key: open.key, text: open.text };
  const shown = pathInWorkspace(path, workspace);
  try {
    const status = statSync(path);
    if (!status.isFile()) return failure(`${shown} is not a file`);
    if (status.size > largestText) return failure(`${shown} is larger than ${largestText / 1024 / 1024} MB`);
    const text = readFileSync(path, 'utf8').replace(/^\uFEFF/, '');
    return { ok: true, uri: uriOf(path), path, key: pathKey(path), text };
  } catch (error) {
    const missing = (error as NodeJS.ErrnoException).code === 'ENOENT';
    return failure(
      missing ? `${shown} does not exist` : `${shown} cannot be read: ${(error as Error).message}`,
    );
  }
}

/** Returns the file of a URI (see {@link readWorkspaceFile}). */
export function readWorkspaceUri(uri: string, workspace: Workspace): Result<WorkspaceFile> {
  const path = pathOfUri(uri);
  if (path !== undefined) return readWorkspaceFile(path, workspace);
  const open = workspace.open(uri);
  return open
    ? { ok: true, uri, path: '', key: uri, text: open.text }
    : failure('the document is not a file');
}

/**
 * Returns the text of a workspace rule as it is on disk, or undefined if it does not exist or is not a
 * regular file.
 */
export async function readRuleFile(path: string): Promise<string | undefined> {
  try {
    const status = await stat(path);
    // Opening a pipe would wait for a writer.
    return status.isFile() && status.size <= largestText ? await readFile(path, 'utf8') : undefined;
  } catch {
    return undefined;
  }
}
