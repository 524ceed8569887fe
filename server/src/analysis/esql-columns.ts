import type { EsqlNameList, EsqlQuery } from '../query/esql/syntax.js';

/** The columns by which an alert is tied to its event (spec/LINTS.md section D, esql-metadata). */
export const identityColumns: readonly string[] = ['_id', '_version', '_index'];

/** Whether rows are groups of events, which have no identity of an event. */
export function isAggregating({ commands }: EsqlQuery): boolean {
  return commands.some(({ name }) => name === 'stats');
}

/** The columns of a list that are missing, of those that tie an alert to its event. */
export function missingIdentity(list: EsqlNameList | undefined): string[] {
  const named = (list?.names ?? []).map(({ text }) => text.toLowerCase());
  return identityColumns.filter((column) => !named.includes(column));
}
