import type { ExceptionItem } from '../../evaluate/filters/check-exception.js';
import { historyWindow } from '../../evaluate/new-terms/plan-new-terms.js';
import { prepareRuleForEvents } from '../../evaluate/prepare/prepare-rule.js';
import { isFault, type RunProblem } from '../../evaluate/prepare/unprepared.js';
import { planRuleWindow, type TimeWindow } from '../../evaluate/prepare/window.js';
import { startRule } from '../../evaluate/run/run-rule.js';
import type { FieldCatalogue } from '../../fields/catalogue.js';
import { printDate } from '../../fields/dates.js';
import type { Rule } from '../../rule/rule.js';
import type { Elasticsearch } from '../elasticsearch/client.js';
import { allOf } from '../requests/dsl.js';
import { timeFilter } from '../requests/time-filter.js';
import { eventOf, type StackDocument } from '../search/documents.js';
import { type FoundDocuments, searchDocuments } from '../search/event-search.js';
import type { StackAlert } from '../search/stack-alert.js';
import type { AlertIdentity } from './compare-verdicts.js';

/** The inputs of a comparison. */
export interface ComparedRun {
  readonly rule: Rule;
  readonly index: readonly string[];
  readonly fields: FieldCatalogue;
  /** In nanoseconds since 1970. */
  readonly now: bigint;
  readonly window: TimeWindow;
  readonly exceptions: readonly ExceptionItem[];
}

/**
 * Fetches all documents that a run over a window reads, whether they match or not, oldest first; for new
 * terms also those of its history. Throws `StackError`.
 */
export function fetchWindow(
  elasticsearch: Elasticsearch,
  { rule, index, fields, now, window }: Omit<ComparedRun, 'exceptions'>,
  most: number,
  signal?: AbortSignal,
): Promise<FoundDocuments> {
  const planned = planRuleWindow(rule, {
    mappingOf: (name) => fields.get(name)?.mapping,
    now,
  });
  const history = rule.type === 'new_terms' ? historyWindow(rule.table, now) : undefined;
  const timeFields = isFault(planned) ? '@timestamp' : planned.timeFields;
  return searchDocuments(
    elasticsearch,
    {
      index,
      body: {
        query: allOf([
          timeFilter(timeFields.split(',') as [string, string?], {
            ...window,
            from: Math.min(window.from, history?.from ?? window.from),
          }),
        ]),
        sort: [{ '@timestamp': { order: 'asc', unmapped_type: 'date' } }],
      },
    },
    most,
    signal,
  );
}

/** Runs a rule locally on documents. Returns its alerts, or why it does not run. */
export function runHere(
  { rule, fields, now, exceptions }: ComparedRun,
  documents: readonly StackDocument[],
): { readonly alerts: readonly StackAlert[]; readonly problem?: RunProblem } {
  const events = documents.map(eventOf);
  const prepared = prepareRuleForEvents(rule, events, printDate(now), { exceptions, fields });
  if (!prepared.ok) return { alerts: [], ...(prepared.problems[0] && { problem: prepared.problems[0] }) };
  const run = startRule<number>(prepared);
  for (const [number, event] of events.entries()) run.read(event, number);
  const { alerts, problem } = run.finish();
  return {
    alerts: alerts.slice().map(({ events: numbers, keys, columns }) => ({
      documents: numbers.map((number) => (number === null ? null : documents[number]!)),
      ...(keys && { keys }),
      ...(columns && { columns }),
    })),
    ...(problem && { problem }),
  };
}

/** Returns how alerts of a rule are identified. */
export function identityOf({ type }: Rule): AlertIdentity {
  if (type === 'threshold' || type === 'new_terms') return 'keys';
  return type === 'esql' ? 'columns' : 'documents';
}
