import type { Dsl } from './dsl.js';
import type { TimeFields } from './time-filter.js';

/** The source of the events' time. */
export interface TimeSource {
  readonly fields: TimeFields;
  /** The field that aggregations read the time from. */
  readonly sortField: string;
  /** The part of a request that defines that field; undefined if the documents contain it. */
  readonly runtime?: { readonly runtime_mappings: Dsl };
}

const name = 'kibana.combined_timestamp';

/** Returns the time of events in one field, or in a second one if an event does not have the first. */
export function combinedTime(first: string, second: string): TimeSource {
  const source = `
    if (doc.containsKey(params.first) && doc[params.first].size() != 0)
      emit(doc[params.first].value.toInstant().toEpochMilli());
    else if (doc.containsKey(params.second) && doc[params.second].size() != 0)
      emit(doc[params.second].value.toInstant().toEpochMilli());
  `;
  const script = { source: source.trim().replace(/\s+/g, ' '), params: { first, second } };
  return {
    fields: [first, second],
    sortField: name,
    runtime: { runtime_mappings: { [name]: { type: 'date', script } } },
  };
}
