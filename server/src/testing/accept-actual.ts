import type { TextEdit } from '../text/edits.js';
import type { AlertSummary } from './run-case.js';
import type { Expectation } from './test-file.js';

/**
 * The edits that make an expectation expect what was raised. Only its values change, in the form they are written in, so
 * that comments and layout stay.
 *
 * @param quoted whether the test file is JSON, where words need quotes.
 */
export function acceptActual(expect: Expectation, actual: AlertSummary, quoted: boolean): TextEdit[] {
  const { places } = expect;
  if (!places) return [{ span: expect.span, text: scalarFor(expect, actual, quoted) }];
  const list = JSON.stringify(actual.events).replaceAll(',', ', ');
  const areLists = places.events === undefined && expect.events !== undefined;
  // The rule became a sequence, or is none any more: the other form is needed.
  if (expect.events !== undefined && actual.events.length > 0 && Array.isArray(actual.events[0]) !== areLists)
    return [{ span: expect.span, text: expectationText(actual.alerts, actual.events) }];
  return [
    ...(places.alerts ? [{ span: places.alerts, text: areLists ? list : String(actual.alerts) }] : []),
    ...(places.events ? [{ span: places.events, text: list }] : []),
  ];
}

/** What was raised, as it would be written behind `expect:` beside what is expected. */
export function actualText(expect: Expectation, actual: AlertSummary): string {
  if (!expect.places) return scalarFor(expect, actual, false);
  return expectationText(actual.alerts, expect.events === undefined ? undefined : actual.events);
}

/** An expectation as it would be written behind `expect:`. */
export function expectedText({ alerts, events }: Expectation): string {
  return alerts === 'some' ? 'alert' : expectationText(alerts, events);
}

function expectationText(alerts: number, events: AlertSummary['events'] | undefined): string {
  if (alerts === 0) return 'no alert';
  if (events === undefined) return String(alerts);
  const list = JSON.stringify(events).replaceAll(',', ', ');
  return Array.isArray(events[0]) ? `{alerts: ${list}}` : `{alerts: ${alerts}, events: ${list}}`;
}

/** A number stays a number; a word becomes one when it says all. */
function scalarFor({ alerts: expected }: Expectation, { alerts }: AlertSummary, quoted: boolean): string {
  if (typeof expected === 'number' && expected > 0) return String(alerts);
  if (alerts > 1) return String(alerts);
  const word = alerts === 0 ? 'no alert' : 'alert';
  return quoted ? `"${word}"` : word;
}
