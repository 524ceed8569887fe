import { isScalar, isSeq, type Node } from 'yaml';
import { isObject } from '../text/plain-objects.js';
import type { Expectation } from './test-file.js';
import { checkKeys, entriesOf, nodeSpan, plainValue, type ReportProblem } from './yaml-nodes.js';
import type { ValuedDocument } from './yaml-values.js';

const forms =
  'alert, no alert, a number, {alerts: 2, events: [0, 3]}, for sequences {alerts: [[0, 1]]}, or for ES|QL {rows: [{column: value}]}';

/**
 * Parses the value of `expect:`. Reports a problem and returns undefined if it has none of the forms in
 * docs/testing-rules.md#what-to-expect.
 */
export function parseExpectation(
  node: Node | null,
  document: ValuedDocument,
  report: ReportProblem,
): Expectation | undefined {
  const span = nodeSpan(node);
  if (isScalar(node)) {
    const { value } = node;
    if (value === 'alert') return { alerts: 'some', events: undefined, span };
    if (value === 'no alert') return { alerts: 0, events: undefined, span };
    if (typeof value === 'number' && Number.isInteger(value) && value >= 0)
      return { alerts: value, events: undefined, span };
    report(span, `"${String(value)}" is not an expectation`, `write ${forms}`);
    return undefined;
  }
  const entries = node && entriesOf(node, '"expect"', document, report);
  if (!entries) {
    if (!node) report(span, 'the expectation is empty', `write ${forms}`);
    return undefined;
  }
  checkKeys(entries, ['alerts', 'events', 'rows'], '"expect"', report);
  const alerts = entries.find((entry) => entry.key === 'alerts')?.value ?? null;
  const events = entries.find((entry) => entry.key === 'events')?.value ?? null;
  const written = entries.find((entry) => entry.key === 'rows')?.value ?? null;
  const rows = written ? readRows(plainValue(written, document, report)) : undefined;
  if (written && !rows) {
    report(
      nodeSpan(written),
      '"rows" must be a list of columns with their values',
      'write {rows: [{user.name: ann}]}',
    );
    return undefined;
  }
  const withRows = rows ? { rows } : {};
  const places = {
    alerts: alerts ? nodeSpan(alerts) : undefined,
    events: events ? nodeSpan(events) : undefined,
  };
  if (isSeq(alerts)) {
    const lists = readLists(plainValue(alerts, document, report));
    if (lists && !events) return { alerts: lists.length, events: lists, ...withRows, span, places };
    report(nodeSpan(alerts), '"alerts" must be a number, or for sequences a list of lists of event numbers');
    return undefined;
  }
  const listed = isSeq(events) ? readNumbers(plainValue(events, document, report)) : undefined;
  if (events && !listed) {
    report(nodeSpan(events), '"events" must be a list of event numbers, counted from 0');
    return undefined;
  }
  const count = isScalar(alerts) ? alerts.value : alerts === null ? (listed ?? rows)?.length : undefined;
  if (typeof count !== 'number' || !Number.isInteger(count) || count < 0) {
    report(alerts ? nodeSpan(alerts) : span, '"alerts" must be a whole number that is not negative');
    return undefined;
  }
  if (listed && listed.length !== count) {
    const message = `"events" names ${listed.length} events, but "alerts" is ${count}`;
    report(nodeSpan(events), message, `for a sequence write {alerts: [[${listed.join(', ')}]]}`);
    return undefined;
  }
  if (rows && rows.length > count) {
    const message = `"rows" describes ${rows.length} alerts, but "alerts" is ${count}`;
    report(nodeSpan(written), message);
    return undefined;
  }
  return { alerts: count, events: listed, ...withRows, span, places };
}

/** Returns a message if an expectation names an event beyond this number of events, else undefined. */
export function impossibleEvent({ events = [] }: Expectation, count: number): string | undefined {
  const missing = events.flat().find((event) => event !== null && event >= count);
  if (missing === undefined) return undefined;
  return `there is no event ${missing}: the case has ${count} ${count === 1 ? 'event' : 'events'}, counted from 0`;
}

function readRows(value: unknown): Readonly<Record<string, unknown>>[] | undefined {
  return Array.isArray(value) && value.every(isObject) ? value : undefined;
}

function isIndex(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0;
}

function readNumbers(value: unknown): number[] | undefined {
  return Array.isArray(value) && value.every(isIndex) ? value : undefined;
}

/** Returns lists of event numbers, with null for a missing event. */
function readLists(value: unknown): (number | null)[][] | undefined {
  if (!Array.isArray(value)) return undefined;
  const fine = value.every(
    (list) => Array.isArray(list) && list.every((one) => one === null || isIndex(one)),
  );
  return fine ? value : undefined;
}
