import type { PlannedTableQuery } from '../plan/planned-query.js';
import type { EventObject } from '../values/access.js';
import { alertList } from './alert-list.js';
import type { QueryRun } from './query-run.js';

/**
 * Runs a query whose rows raise the alerts: the events are kept until all of them are there, since any of them can change
 * any row (spec/ESQL.md section 13).
 */
export function runTable<Origin>({ filter, table }: PlannedTableQuery): QueryRun<Origin> {
  const events: EventObject[] = [];
  const origins: Origin[] = [];
  return {
    read(event, origin, holds = filter.matches) {
      if (!holds(event) || !table.reads(event)) return;
      events.push(event);
      origins.push(origin);
    },
    finish() {
      const { columns, rows, origins: numbers } = table.run(events);
      return alertList<Origin>(rows.length, (index) => ({
        events: numbers[index]!.map((number) => origins[number]!),
        columns: Object.fromEntries(columns.map(({ name }, at) => [name, rows[index]![at]])),
      }));
    },
    disordered: () => false,
  };
}
