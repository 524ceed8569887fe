import type { PlannedTableQuery } from '../plan/planned-query.js';
import type { Storage } from '../storage/storage.js';
import type { EventObject } from '../values/access.js';
import { alertList } from './alert-list.js';
import type { QueryRun } from './query-run.js';

/**
 * Runs a query whose rows raise the alerts (docs/semantics/esql.md#in-the-detection-engine). Stores all
 * events only if any event can change the query's rows.
 */
export function runTable<Origin>({ filter, table }: PlannedTableQuery, storage: Storage): QueryRun<Origin> {
  const stream = table.stream(storage);
  const reader = table.reader();
  const events = storage.list<EventObject>();
  const origins: Origin[] = [];
  let warnings: readonly string[] = [];
  return {
    read(event, origin, holds = filter.matches) {
      if (!holds(event) || !reader.reads(event)) return;
      if (stream) stream.push(event);
      else events.add(event);
      origins.push(origin);
    },
    finish() {
      const answer = stream?.finish() ?? table.run(events, storage);
      events.discard();
      const { columns, rows, origins: numbers } = answer;
      warnings = [...new Set([...reader.warnings(), ...answer.warnings])];
      return alertList<Origin>(rows.length, (index) => {
        const row = rows.at(index)!;
        return {
          events: numbers.at(index)!.map((number) => origins[number]!),
          columns: Object.fromEntries(columns.map(({ name }, at) => [name, row[at]])),
        };
      });
    },
    disordered: () => false,
    warnings: () => warnings,
  };
}
