import { describeEvent } from '../../ide/event-label.js';
import type { EventReference, GuidePreview } from '../messages.js';
import type { OpenDocument } from '../session/documents.js';
import type { Workspace } from '../session/workspace.js';
import { findEvent } from './find-events.js';

/** Renders the investigation guide of an open rule, with the values of an event if one is given. */
export async function guide(
  document: OpenDocument,
  reference: EventReference | undefined,
  workspace: Workspace,
): Promise<GuidePreview> {
  const found = reference && (await findEvent(reference, workspace));
  const { rule } = document.analysis();
  const event = found && 'event' in found ? found.event : undefined;
  // Loaded when a guide is first shown: most servers never render Markdown.
  const { renderGuide } = await import('../../ide/guide/guide.js');
  const { title, sections, problems, unresolved, hasGuide } = renderGuide(rule, { event, lines: true });
  const missing = hasGuide ? undefined : 'This rule has no investigation guide yet. Write it in "note".';
  const error = found && !found.ok ? found.error : missing;
  return {
    title,
    sections,
    unresolved,
    problems: problems.map(({ message, span }) => ({ message, range: document.rangeOf(span) })),
    ...(event && { filledFrom: describeEvent(event) }),
    ...(error !== undefined && { error }),
  };
}
