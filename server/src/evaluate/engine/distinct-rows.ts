import type { PlannedQuery } from '../plan/planned-query.js';
import type { Alert } from '../run/alert-list.js';

/**
 * Returns the rows that become alerts. Rows with the same `_id` are one alert, unless MV_EXPAND created them
 * (docs/semantics/esql.md#in-the-detection-engine).
 */
export function distinctRows(
  alerts: readonly Alert<number>[],
  planned: PlannedQuery,
): readonly Alert<number>[] {
  if (planned.kind !== 'table' || planned.table.isAggregating) return alerts;
  const { expanded } = planned.table;
  const seen = new Set<string>();
  return alerts.filter(({ columns = {} }) => {
    if ((columns._id ?? null) === null) return true;
    const isShown = expanded.every((name) => Object.hasOwn(columns, name));
    const document = [columns._id, columns._version, columns._index];
    const key = JSON.stringify([
      ...document.map((value) => value ?? null),
      isShown ? expanded.map((name) => columns[name]) : columns,
    ]);
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
