import { describeEvent } from '../../ide/event-label.js';
import type { EventGroup, FoundEvent } from '../messages.js';
import type { OpenDocument } from '../session/documents.js';
import type { LocatedEvent } from '../session/latest.js';
import { readWorkspaceFile, type Workspace } from '../session/workspace.js';
import { eventsOfCases } from './events-of-case.js';
import { readEventsFrom } from './find-events.js';
import { findFixtures } from './fixtures.js';
import { testPathOf } from './tests.js';

/**
 * Limits of the events offered per file and in total; users who want another event can run the rule on the
 * events.
 */
const most = { ofFile: 100, all: 500 };

/** Returns events to choose from: those of the rule's tests, then the first ones of its fixtures. */
export async function eventChoices(document: OpenDocument, workspace: Workspace): Promise<EventGroup[]> {
  const groups = choicesInTests(document, workspace);
  let count = 0;
  for (const { path, shown } of (await findFixtures(document.path, workspace)).files) {
    const wanted = Math.min(most.ofFile, most.all - count);
    if (wanted <= 0) break;
    // An unreadable file has no events to choose from.
    const events = await readEventsFrom(path, 0, wanted).catch(() => []);
    count += events.length;
    if (events.length > 0) groups.push({ title: shown, events: events.map((event) => toFound(event)) });
  }
  return groups;
}

function choicesInTests(document: OpenDocument, workspace: Workspace): EventGroup[] {
  const testPath = testPathOf(document, workspace);
  const read = testPath === undefined ? undefined : readWorkspaceFile(testPath, workspace);
  if (!read?.ok) return [];
  return eventsOfCases(read, workspace)
    .map(({ name, events }, index) => ({
      title: `test: ${name}`,
      events: events.slice(0, most.ofFile).map((event) => toFound(event, index)),
    }))
    .filter(({ events }) => events.length > 0);
}

function toFound({ event, uri, index, range }: LocatedEvent, ofCase?: number): FoundEvent {
  return {
    uri,
    index,
    range,
    label: describeEvent(event),
    ...(ofCase !== undefined && { case: ofCase }),
  };
}
