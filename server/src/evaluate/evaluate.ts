import type { QueryLanguage } from '../query/languages.js';
import type { Problem } from '../text/problem.js';
import { hasSteps, type PlannedTableQuery } from './plan/planned-query.js';
import type { TableAnswer } from './plan/planned-table.js';
import { type EvaluateOptions, prepareQuery } from './prepare/prepare-query.js';
import { searchProblem, startRule } from './run/run-rule.js';
import type { EventObject } from './values/access.js';
import { fieldFinder } from './values/field-finder.js';

export interface EvaluateRequest {
  readonly language: QueryLanguage;
  readonly query: string;
  readonly events: readonly EventObject[];
  readonly options?: EvaluateOptions;
}

/** Matches are indexes into the request's events, in result order. */
export type Evaluation =
  | { readonly kind: 'error'; readonly problems: readonly Problem[] }
  | { readonly kind: 'events'; readonly matches: readonly number[] }
  | {
      readonly kind: 'sequences';
      readonly matches: readonly {
        readonly joinKeys: readonly unknown[];
        readonly events: readonly (number | null)[];
      }[];
    }
  | {
      readonly kind: 'samples';
      readonly matches: readonly {
        readonly joinKeys: readonly unknown[];
        readonly events: readonly number[];
      }[];
    }
  | ({
      readonly kind: 'table';
      readonly rows: readonly (readonly unknown[])[];
    } & Pick<TableAnswer, 'columns' | 'warnings'>);

/** Runs a query over events in memory. Never throws for an invalid query or unusual events. */
export function evaluateQuery(request: EvaluateRequest): Evaluation {
  const { language, query, events, options = {} } = request;
  const prepared = prepareQuery(query, language, { ...options, isInEvents: fieldFinder(events) });
  if (!prepared.ok) return { kind: 'error', problems: prepared.problems };
  if (prepared.planned.kind === 'table') return evaluateTable(prepared.planned, events, options.size);
  const run = startRule<number>(prepared, options);
  events.forEach((event, index) => {
    run.read(event, index);
  });
  const { alerts: found, problem } = run.finish();
  const alerts = found.slice();
  if (problem) return { kind: 'error', problems: [problem] };
  if (!hasSteps(prepared.planned))
    return { kind: 'events', matches: alerts.map(({ events: [index] }) => index!) };
  const matches = alerts.map(({ keys = [], events: indexes }) => ({ joinKeys: keys, events: indexes }));
  if (prepared.planned.kind === 'sequence') return { kind: 'sequences', matches };
  return { kind: 'samples', matches: matches as { joinKeys: unknown[]; events: number[] }[] };
}

function evaluateTable(
  { table }: PlannedTableQuery,
  events: readonly EventObject[],
  size?: number,
): Evaluation {
  try {
    const { columns, rows, warnings } = table.run(events);
    return { kind: 'table', columns, rows: [...rows].slice(0, size), warnings };
  } catch (error) {
    return { kind: 'error', problems: [searchProblem(error)] };
  }
}
