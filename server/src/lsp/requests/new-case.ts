import { evaluatedFields } from '../../analysis/evaluated-fields.js';
import { withFields } from '../../evaluate/prepare/rule-inputs.js';
import type { EventObject } from '../../evaluate/values/access.js';
import { isTomlFile } from '../../files/file-names.js';
import { describeEvent } from '../../ide/event-label.js';
import { addCase } from '../../testing/add-case.js';
import { newTestFileOf, testFileOf } from '../../testing/files.js';
import { runCase } from '../../testing/run-case.js';
import { defaultNow } from '../../testing/test-file.js';
import { indexLines } from '../../text/lines.js';
import type { EventReference, NewCase } from '../messages.js';
import type { OpenDocument } from '../session/documents.js';
import { uriOf } from '../session/uris.js';
import { readWorkspaceFile, type Workspace } from '../session/workspace.js';
import { folderOf } from '../session/workspace-folders.js';
import { findEvent } from './find-events.js';
import { rangeOf } from './tests.js';

/** The edits that add a case with events to the test file of a rule, or that make the file. */
export async function addCaseEdits(
  document: OpenDocument,
  references: readonly EventReference[],
  workspace: Workspace,
): Promise<NewCase> {
  const failed = (error: string): NewCase => ({
    uri: document.uri,
    edits: [],
    create: false,
    name: '',
    error,
  });
  const { path } = document;
  if (path === undefined || !isTomlFile(path) || folderOf(path, workspace) === undefined)
    return failed('first save the rule as a .toml file in the workspace');
  const events: EventObject[] = [];
  for (const reference of references) {
    const found = await findEvent(reference, workspace);
    if (!found.ok) return failed(found.error);
    events.push(found.event);
  }
  const existing = testFileOf(path);
  const read = existing === undefined ? undefined : readWorkspaceFile(existing, workspace);
  if (read && !read.ok) return failed(read.error);
  await workspace.checkouts.schemasRead(path);
  const analysis = document.analysis();
  const verdict = runCase(
    analysis.rule,
    events,
    { alerts: 'some', events: undefined, span: { start: 0, end: 0 } },
    defaultNow,
    withFields({}, evaluatedFields(analysis)),
  );
  if (verdict.kind === 'not-run') return failed(verdict.problems[0]?.message ?? 'the rule cannot be run');
  const text = read?.text ?? '';
  const { alerts } = verdict.actual;
  const added = addCase(text, {
    name: events.map(describeEvent).join(', then '),
    events,
    expect: alerts === 0 ? 'no alert' : alerts === 1 ? 'alert' : alerts,
  });
  if (!added.ok) return failed(added.error);
  const uri = read?.uri ?? uriOf(newTestFileOf(path));
  const { edit, name } = added;
  return {
    uri,
    create: read === undefined,
    name,
    edits: [{ range: rangeOf(edit.span, indexLines(text)), newText: edit.text }],
  };
}
