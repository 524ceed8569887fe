/** The result of a rule that does not raise an alert for each event. */
export interface RaisedExplanation {
  /** The key of the details in the JSON report. */
  readonly key: 'threshold' | 'newTerms' | 'threatMatch' | 'pipeline';
  /** The entries that raise an alert first, then the nearest ones. */
  readonly entries: readonly RaisedEntry[];
  /** The entry that explains why there are too few alerts, if it is not the first failing one. */
  readonly deciding?: RaisedEntry;
  /** The entry that explains why there are too many alerts. Defaults to the first entry. */
  readonly passing?: RaisedEntry;
  /** Further notes. */
  readonly notes: readonly string[];
  /** Elasticsearch's warnings. */
  readonly warnings?: readonly string[];
  readonly details: object;
}

/** Returns whether there is anything to report: without it no event matches the query. */
export function saysSomething({ entries, notes }: RaisedExplanation): boolean {
  return entries.length > 0 || notes.length > 0;
}

/** Something that raises an alert or might have, described in words. */
export interface RaisedEntry {
  readonly text: string;
  readonly holds: boolean;
}

/** Formats the entries as lines, each with a mark. */
export function raisedLines({ entries, notes }: RaisedExplanation): string[] {
  return [
    ...entries.map(({ text, holds }) => `${holds ? '✓' : '✗'} ${text}`),
    ...notes.map((note) => `  ${note}`),
  ];
}

/** Entries beyond this limit are not explained. */
export const mostEntries = 50;

/** Describes field values: `host.id="a", user.name="u"`. */
export function showKeys(fields: readonly string[], values: readonly unknown[]): string {
  return fields.map((field, index) => `${field}=${JSON.stringify(values[index])}`).join(', ');
}

/** Reports that events match the query but are not counted because a field is missing. */
export function incompleteEvents(count: number, fields: readonly string[]): string {
  return `${count} ${count === 1 ? 'event matches' : 'events match'} the query without ${fields.join(' and ')}`;
}
