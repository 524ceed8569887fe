/** What a rule that does not raise an alert for each event made of events. */
export interface RaisedExplanation {
  /** Under which key the JSON report has the details. */
  readonly key: 'threshold' | 'newTerms' | 'threatMatch' | 'pipeline';
  /** Those that raise an alert first, then those that came nearest. */
  readonly entries: readonly RaisedEntry[];
  /** The entry that explains why there are too few alerts, when it is not the first that fails. */
  readonly deciding?: RaisedEntry;
  /** What let the alerts through, when there are too many; else the first entry tells. */
  readonly passing?: RaisedEntry;
  /** What else there is to know. */
  readonly notes: readonly string[];
  /** What Elasticsearch would warn of. */
  readonly warnings?: readonly string[];
  readonly details: object;
}

/** Whether there is something to say: without it no event matches the query. */
export function saysSomething({ entries, notes }: RaisedExplanation): boolean {
  return entries.length > 0 || notes.length > 0;
}

/** Something that raises an alert or might have, in words. */
export interface RaisedEntry {
  readonly text: string;
  readonly holds: boolean;
}

/** The entries as lines of text, each with a mark. */
export function raisedLines({ entries, notes }: RaisedExplanation): string[] {
  return [
    ...entries.map(({ text, holds }) => `${holds ? '✓' : '✗'} ${text}`),
    ...notes.map((note) => `  ${note}`),
  ];
}

/** Entries beyond these are not explained. */
export const mostEntries = 50;

/** Values of fields in words: `host.id="a", user.name="u"`. */
export function showKeys(fields: readonly string[], values: readonly unknown[]): string {
  return fields.map((field, index) => `${field}=${JSON.stringify(values[index])}`).join(', ');
}

/** That events match the query but are not counted, because they lack a field. */
export function incompleteEvents(count: number, fields: readonly string[]): string {
  return `${count} ${count === 1 ? 'event matches' : 'events match'} the query without ${fields.join(' and ')}`;
}
