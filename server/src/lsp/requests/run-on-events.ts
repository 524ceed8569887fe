import { evaluatedFields } from '../../analysis/evaluated-fields.js';
import { prepareRule } from '../../evaluate/prepare/prepare-rule.js';
import { withFields } from '../../evaluate/prepare/rule-inputs.js';
import type { EventRun, EventSource } from '../messages.js';
import type { OpenDocument } from '../session/documents.js';
import type { RunProgress } from '../session/progress.js';
import type { Workspace } from '../session/workspace.js';
import { startFileRun } from './run-in-worker.js';
import { filesOfSource, noFiles } from './source-files.js';

/** Runs an open rule on events. The server stays responsive meanwhile. */
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
  const { files, notes } = await filesOfSource(source, document.path, workspace);
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
