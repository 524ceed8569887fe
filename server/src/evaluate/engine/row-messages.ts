import type { PlannedQuery } from '../plan/planned-query.js';
import type { Alert } from '../run/alert-list.js';

/**
 * Reports how many rows raise no alert, and how many are not tied to a document
 * (docs/semantics/esql.md#in-the-detection-engine).
 *
 * @param kept the rows that raise alerts
 */
export function rowMessages(
  rows: readonly Alert<number>[],
  kept: readonly Alert<number>[],
  planned: PlannedQuery,
): readonly string[] {
  if (planned.kind !== 'table' || planned.table.isAggregating) return [];
  const withoutId = kept.filter(({ columns = {} }) => (columns._id ?? null) === null).length;
  return [...duplicateMessages(rows.length - kept.length), ...withoutIdMessages(withoutId)];
}

function duplicateMessages(rows: number): readonly string[] {
  if (rows === 0) return [];
  return rows === 1
    ? ['1 row has the "_id" of another row and raises no alert']
    : [`${rows} rows have the "_id" of another row and raise no alert`];
}

function withoutIdMessages(rows: number): readonly string[] {
  if (rows === 0) return [];
  return rows === 1
    ? ['1 row has no "_id": its alert has only the columns of the row, and each run raises it again']
    : [
        `${rows} rows have no "_id": their alerts have only the columns of the row, and each run raises them again`,
      ];
}
