import { historyWindow } from '../evaluate/new-terms/plan-new-terms.js';
import { timeReader } from '../evaluate/plan/time.js';
import type { RuleInputs } from '../evaluate/prepare/rule-inputs.js';
import type { EventObject } from '../evaluate/values/access.js';
import { readIsoDate } from '../fields/dates.js';
import type { Rule } from '../rule/rule.js';
import type { RuleType } from '../rule/schema/rule-types.js';
import type { Span } from '../text/span.js';
import { builtDocuments, type CaseEvents, type CaseFault, type EventsReader } from './case-events.js';
import { engineClock } from './engine-clock.js';
import type { TestCase, TestEvent, TestFile } from './test-file.js';

/** Keys of a case that only rules of one type use. */
export const keysOfTypes = {
  history: 'new_terms',
  indicators: 'threat_match',
  anomalies: 'machine_learning',
  tables: 'esql',
  answers: 'esql',
} as const satisfies Partial<Record<keyof TestCase, RuleType>>;

/** Returns the data that a case provides besides its events, or why it is unusable. */
export function caseInputs(
  one: TestCase,
  file: TestFile,
  rule: Rule,
  events: readonly EventObject[],
  readEvents: EventsReader,
): { readonly ok: true; readonly inputs: RuleInputs } | CaseFault {
  for (const [key, type] of Object.entries(keysOfTypes)) {
    const place = placeOf(key as keyof typeof keysOfTypes, one);
    if (place && rule.type !== undefined && rule.type !== type)
      return {
        ok: false,
        error: `only rules of type ${type} use "${key}", but this rule is of type ${rule.type}`,
        place,
      };
  }
  const history = builtHistory(one.history ?? [], file, rule, engineClock(events, file.now));
  if (!history.ok) return history;
  const indicators = builtDocuments('indicator', one.indicators ?? [], {}, file.now);
  if (!indicators.ok) return indicators;
  const tables = caseTables(one, readEvents);
  if (!tables.ok) return tables;
  const exceptions = (one.exceptions ?? []).map(({ event }) => event);
  // A rule's index only restricts events that name their own.
  const hasIndex = events.some((event) => event._index !== undefined);
  const limits = { threatIndex: true as const, ...(hasIndex && { index: true as const }) };
  return {
    ok: true,
    inputs: {
      history: history.events,
      indicators: indicators.events,
      exceptions,
      limits,
      ...(one.tables.length > 0 && { tables: tables.tables }),
      // Without answers a row that is sent to the model fails the case; a row that needs none passes.
      answers: one.answers ?? [],
    },
  };
}

/** Returns the approximate range of a key in a case, or undefined if it is missing. */
function placeOf(key: keyof typeof keysOfTypes, one: TestCase): Span | undefined {
  switch (key) {
    case 'answers':
      return one.answers === undefined ? undefined : one.nameSpan;
    case 'tables': {
      const [first] = one.tables;
      return first && (first.from?.span ?? first.rows[0]?.span ?? one.nameSpan);
    }
    default:
      return one[key] && (one[key][0]?.span ?? one.nameSpan);
  }
}

/** Returns the documents of a case's tables; reads those in files. */
function caseTables(
  { tables }: TestCase,
  readEvents: EventsReader,
): { readonly ok: true; readonly tables: ReadonlyMap<string, readonly EventObject[]> } | CaseFault {
  const found = new Map<string, readonly EventObject[]>();
  for (const { name, rows, from } of tables) {
    const read = from && readEvents(from.path);
    if (read && !read.ok) return { ...read, place: from.span };
    found.set(name, read ? read.events : rows.map(({ event }) => event));
  }
  return { ok: true, tables: found };
}

const readTime = timeReader('@timestamp', { type: 'date' });

/** Returns the events of the history; those without a time are placed in the middle of it. */
function builtHistory(
  written: readonly TestEvent[],
  file: TestFile,
  rule: Rule,
  clock: string,
): CaseEvents | CaseFault {
  if (written.length === 0) return { ok: true, events: [] };
  const window = historyWindow(rule.table, readIsoDate(clock)!.from);
  const middle = window && Math.floor((window.from + window.to) / 2);
  const built = builtDocuments('event of the history', written, file.defaults, file.now, middle);
  if (!built.ok || !window) return built;
  const late = built.events.findIndex((event) => (readTime(event)?.milliseconds ?? 0) > window.to);
  if (late < 0) return built;
  return {
    ok: false,
    error: `event ${late} of the history is not before ${new Date(window.to).toISOString()}, where the time window of the rule starts; put it under "events"`,
    place: written[late]!.span,
  };
}
