import { evaluatedFields } from '../../analysis/evaluated-fields.js';
import { withFields } from '../../evaluate/prepare/rule-inputs.js';
import type { EventObject } from '../../evaluate/values/access.js';
import { readsAlerts, sourceEvent } from '../../exchange/source-event.js';
import { describeEvent } from '../../ide/event-label.js';
import { runCase } from '../../testing/run-case.js';
import { defaultNow } from '../../testing/test-file.js';
import type { EventReference, NewCase } from '../messages.js';
import type { OpenDocument } from '../session/documents.js';
import type { Workspace } from '../session/workspace.js';
import { noCase, readTestFile, withCase } from './case-edits.js';
import { findEvent } from './find-events.js';

/**
 * Returns the edits that add a case with events to a rule's test file, or that create the file. For alerts,
 * their source events are added, unless the rule reads alerts.
 */
export async function addCaseEdits(
  document: OpenDocument,
  references: readonly EventReference[],
  workspace: Workspace,
): Promise<NewCase> {
  const file = readTestFile(document, workspace);
  if (!file.ok) return noCase(document, file.error);
  const analysis = document.analysis();
  const isAlertRule = readsAlerts(analysis);
  const events: EventObject[] = [];
  for (const reference of references) {
    const found = await findEvent(reference, workspace);
    if (!found.ok) return noCase(document, found.error);
    events.push(isAlertRule ? found.event : sourceEvent(found.event));
  }
  await workspace.checkouts.schemasRead(file.rulePath);
  const verdict = runCase(
    analysis.rule,
    events,
    { alerts: 'some', events: undefined, span: { start: 0, end: 0 } },
    defaultNow,
    withFields({}, evaluatedFields(analysis)),
  );
  if (verdict.kind === 'not-run')
    return noCase(document, verdict.problems[0]?.message ?? 'the rule cannot be run');
  const { alerts } = verdict.actual;
  return withCase(document, file, {
    name: events.map(describeEvent).join(', then '),
    events,
    expect: alerts === 0 ? 'no alert' : alerts === 1 ? 'alert' : alerts,
  });
}
