import type { TextEdit } from '../text/edits.js';
import type { AlertSummary } from './run-case.js';
import type { Expectation } from './test-file.js';

/**
 * Returns the edits that change an expectation to what was raised. They only change its values, in their
 * existing form, so that comments and formatting are kept.
 *
 * @param quoted whether the test file is JSON, where words need quotes.
 */
export function acceptActual(expect: Expectation, actual: AlertSummary, quoted: boolean): TextEdit[] {
  const { places } = expect;
  if (!places) return [{ span: expect.span, text: scalarFor(expect, actual, quoted) }];
  const list = JSON.stringify(actual.events).replaceAll(',', ', ');
  const areLists = places.events === undefined && expect.events !== undefined;
  // The rule became a sequence, or no longer is one, so the other form is needed.
  if (expect.events !== undefined && actual.events.length > 0 && Array.isArray(actual.events[0]) !== areLists)
    return [{ span: expect.span, text: expectationText(actual.alerts, actual.events) }];
  return [
    ...(places.alerts ? [{ span: places.alerts, text: areLists ? list : String(actual.alerts) }] : []),
    ...(places.events ? [{ span: places.events, text: list }] : []),
  ];
}

/** Returns what was raised, as it would be written after `expect:` in the form of the expectation. */
export function actualText(expect: Expectation, actual: AlertSummary): string {
  if (!expect.places) return scalarFor(expect, actual, false);
  return expectationText(actual.alerts, expect.events === undefined ? undefined : actual.events);
}

/** Returns an expectation as it would be written after `expect:`. */
export function expectedText({ alerts, events }: Expectation): string {
  return alerts === 'some' ? 'alert' : expectationText(alerts, events);
}

function expectationText(alerts: number, events: AlertSummary['events'] | undefined): string {
  if (alerts === 0) return 'no alert';
  if (events === undefined) return String(alerts);
  const list = JSON.stringify(events).replaceAll(',', ', ');
  return Array.isArray(events[0]) ? `{alerts: ${list}}` : `{alerts: ${alerts}, events: ${list}}`;
}

/** Keeps a number as a number; a word becomes one if it is sufficient. */
function scalarFor({ alerts: expected }: Expectation, { alerts }: AlertSummary, quoted: boolean): string {
  if (typeof expected === 'number' && expected > 0) return String(alerts);
  if (alerts > 1) return String(alerts);
  const word = alerts === 0 ? 'no alert' : 'alert';
  return quoted ? `"${word}"` : word;
}
