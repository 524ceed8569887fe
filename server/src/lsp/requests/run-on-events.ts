import { statSync } from 'node:fs';
import { evaluatedFields } from '../../analysis/evaluated-fields.js';
import { prepareRule } from '../../evaluate/prepare/prepare-rule.js';
import { withFields } from '../../evaluate/prepare/rule-inputs.js';
import { append } from '../../text/append.js';
import type { EventRun, EventSource } from '../messages.js';
import type { OpenDocument } from '../session/documents.js';
import type { RunProgress } from '../session/progress.js';
import { pathOfUri } from '../session/uris.js';
import type { Workspace } from '../session/workspace.js';
import { pathInWorkspace } from '../session/workspace-folders.js';
import { eventFile, eventFilesBelow, type FoundFiles, findFixtures } from './fixtures.js';
import { startFileRun } from './run-in-worker.js';

/** Runs an open rule on events; the server goes on answering meanwhile. */
export async function runOnEvents(
  document: OpenDocument,
  source: EventSource,
  workspace: Workspace,
  progress: RunProgress,
): Promise<EventRun> {
  const nothing = { files: 0, events: 0, alerts: [], nearest: [], notes: [] };
  await workspace.checkouts.schemasRead(document.path);
  const analysis = document.analysis();
  const fields = evaluatedFields(analysis);
  const prepared = prepareRule(analysis.rule, {}, withFields({}, fields));
  if (!prepared.ok) {
    return { ...nothing, error: prepared.problems[0]?.message ?? 'the rule cannot be run' };
  }
  const { files, notes } = await filesOf(source, document, workspace);
  workspace.chosenEvents.remember(
    source,
    files.map(({ path }) => path),
  );
  if (files.length === 0) return { ...nothing, notes, error: noFiles(source, workspace) };
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
  const run = startFileRun({ rule: document.text, path: document.path, files }, fields, (read, events) =>
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

function noFiles(source: EventSource, { settings }: Workspace): string {
  return source.kind === 'fixtures'
    ? `no files match ${settings.fixtures}`
    : 'no events; event files end in .ndjson, .jsonl, .json or .csv, optionally with .gz or .zst';
}

async function filesOf(
  source: EventSource,
  document: OpenDocument,
  workspace: Workspace,
): Promise<FoundFiles> {
  switch (source.kind) {
    case 'fixtures':
      return findFixtures(document, workspace);
    case 'files':
      return chosenFiles(source.uris, workspace);
    case 'text': {
      const { uri, text } = source;
      const path = pathOfUri(uri) ?? '';
      const shown = path === '' ? 'the editor' : pathInWorkspace(path, workspace);
      return { files: [{ path, uri, text, shown, bytes: text.length }], notes: [] };
    }
  }
}

/** Files as they were chosen, folders with all files of events below them. */
async function chosenFiles(uris: readonly string[], workspace: Workspace): Promise<FoundFiles> {
  const files: FoundFiles['files'][number][] = [];
  const notes: string[] = [];
  for (const uri of uris) {
    const path = pathOfUri(uri);
    if (path === undefined) {
      notes.push(`${uri} is not a file`);
      continue;
    }
    if (!statSync(path, { throwIfNoEntry: false })?.isDirectory()) {
      files.push(eventFile(path, workspace));
      continue;
    }
    const below = await eventFilesBelow(path, ['**/*.{ndjson,jsonl,json,csv,gz,zst}'], workspace);
    append(files, below.files);
    append(notes, below.notes);
  }
  return { files, notes };
}
