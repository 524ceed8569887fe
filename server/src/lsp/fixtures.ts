import { createReadStream, type Dirent } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { EventFileProblem } from '../evaluate/events/decode-events.js';
import { readEventStream } from '../evaluate/events/read-events.js';
import { prepareRule } from '../evaluate/prepare-rule.js';
import { startRule } from '../evaluate/run-rule.js';
import type { EventObject } from '../evaluate/values/access.js';
import { describeEvent } from '../ide/event-label.js';
import { matchesPath } from '../lint/configuration.js';
import type { OpenDocument } from './documents.js';
import type { FixtureAlert, FixtureEvent, FixtureRun } from './messages.js';
import { pathOfUri } from './recognise.js';
import { folderOf, pathInWorkspace, type Workspace } from './workspace.js';

const skippedFolders = new Set(['node_modules', '.git', '.hg', '.svn', '__pycache__', '.venv']);
const most = { files: 10_000, alerts: 1_000, notes: 50 };

interface Origin {
  readonly file: string;
  readonly index: number;
  readonly line: number;
  /** Kept for events that match only. */
  readonly event: EventObject;
}

/**
 * Runs an open rule on every file of the setting `rulewright.fixtures`. Files are read in pieces, so that the server
 * goes on answering.
 */
export async function runOnFixtures(document: OpenDocument, workspace: Workspace): Promise<FixtureRun> {
  const nothing = { files: 0, events: 0, alerts: [], notes: [] };
  const { rule } = document.analysis();
  const prepared = prepareRule(rule, {});
  if ('problems' in prepared) {
    return { ...nothing, error: prepared.problems[0]?.message ?? 'the rule cannot be run' };
  }
  const { files, notes } = await findFixtures(document, workspace);
  if (files.length === 0) {
    return { ...nothing, notes, error: `there are no files that match ${workspace.settings.fixtures}` };
  }
  const run = startRule<Origin>(prepared);
  let events = 0;
  let omitted = 0;
  const note = (text: string): void => {
    if (notes.length < most.notes) notes.push(text);
    else omitted++;
  };
  for (const file of files) {
    const shown = pathInWorkspace(file, workspace);
    try {
      await readEventStream(createReadStream(file, { highWaterMark: 256 * 1024 }), {
        event: (event, index, line) => {
          events++;
          run.read(event, { file, index, line, event });
        },
        problem: (problem) => note(describeProblem(shown, problem)),
      });
    } catch (error) {
      note(`${shown} cannot be read: ${(error as Error).message}`);
    }
  }
  const { alerts, problem } = run.finish();
  if (omitted > 0) notes.push(`${omitted} more problems in the files`);
  if (alerts.length > most.alerts)
    notes.push(`only the first ${most.alerts} of ${alerts.length} alerts are listed`);
  return {
    files: files.length,
    events,
    alerts: alerts.slice(0, most.alerts).map(
      (alert): FixtureAlert => ({
        events: alert.events.map((origin) => (origin === null ? null : toFixtureEvent(origin))),
      }),
    ),
    notes,
    ...(problem && { error: problem.message }),
  };
}

function describeProblem(file: string, { line, message }: EventFileProblem): string {
  return `${file}${line === undefined ? '' : `:${line}`}: ${message}`;
}

function toFixtureEvent({ file, index, line, event }: Origin): FixtureEvent {
  const start = { line: line - 1, character: 0 };
  return {
    uri: pathToFileURL(file).href,
    index,
    range: { start, end: start },
    label: describeEvent(event),
  };
}

/**
 * The files of the setting in the workspace folder of the rule, or in all folders when it lies in none. Links to folders
 * are not followed, and files that a link leads out of the workspace are left out.
 */
async function findFixtures(
  document: OpenDocument,
  workspace: Workspace,
): Promise<{ files: string[]; notes: string[] }> {
  const path = pathOfUri(document.uri);
  const own = path === undefined ? undefined : folderOf(path, workspace);
  const patterns = expandBraces(workspace.settings.fixtures);
  const files: string[] = [];
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
      } else if (files.length < most.files && matchesAny(relative(root, file), patterns)) {
        if (entry.isFile() || folderOf(file, workspace) !== undefined) files.push(file);
        else notes.push(`${pathInWorkspace(file, workspace)} leads out of the workspace and is not read`);
      }
    }
  };
  for (const root of own === undefined ? workspace.workspaceFolders : [own]) await search(root, root);
  return { files, notes };
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
