import type { EventObject } from '../../evaluate/values/access.js';
import { stableIndexName } from '../../fields/inventory/index-names.js';
import type { Elasticsearch } from '../elasticsearch/client.js';
import { eventOf } from '../search/documents.js';
import { mostHits, searchDocuments } from '../search/event-search.js';
import { fieldCapabilities } from '../search/field-capabilities.js';

/** The indices and limits of a sample. */
export interface SampleRequest {
  /** Index patterns. */
  readonly index: readonly string[];
  /** Milliseconds since 1970: older documents are ignored. */
  readonly since: number;
  /** Limit of documents from each data stream, latest first. */
  readonly size: number;
}

/** A receiver of what is learned from each data stream or index. */
export interface SampleSink {
  /** Receives its `_field_caps` response. */
  fields(name: string, answer: unknown): void;
  event(event: EventObject): void;
  /** Receives what was not learned, in words. */
  note(message: string): void;
}

/** Limit of patterns in one request: they are in its URL, which can be 4 KB long. */
const mostPatterns = 40;
/** Limit of indices to sample one by one. */
const mostIndices = 1_000;

/**
 * Reads the fields and the latest documents of each data stream that index patterns match. Throws
 * `StackError`.
 */
export async function sampleIndices(
  elasticsearch: Elasticsearch,
  { index, since, size }: SampleRequest,
  sink: SampleSink,
  signal?: AbortSignal,
): Promise<void> {
  const lenient = { ignore_unavailable: true, allow_no_indices: true } as const;
  const query = { range: { '@timestamp': { gte: new Date(since).toISOString() } } };
  const groups = new Map<string, Set<string>>();
  for (let start = 0; start < index.length; start += mostPatterns) {
    const counted = await elasticsearch.call(
      (client, options) =>
        client.search(
          {
            ...lenient,
            index: index.slice(start, start + mostPatterns),
            query,
            size: 0,
            aggs: { indices: { terms: { field: '_index', size: mostIndices } } },
          },
          options,
        ),
      signal,
    );
    groupIndices(Object(Object(counted).aggregations), groups);
  }
  if (groups.size === 0)
    sink.note(`no index of ${index.join(', ')} has documents since ${new Date(since).toISOString()}`);
  for (const [name, indices] of groups) {
    const members = [...indices];
    sink.fields(name, await fieldCapabilities(elasticsearch, members, signal));
    const body = { query, sort: [{ '@timestamp': { order: 'desc', unmapped_type: 'date' } }] };
    const found = await searchDocuments(
      elasticsearch,
      { index: members, body },
      Math.min(size, mostHits),
      signal,
    );
    for (const document of found.documents) sink.event(eventOf(document));
    for (const reason of found.incomplete) sink.note(`${name}: ${reason}`);
  }
}

/** Groups the indices of a response by their data stream. */
function groupIndices(aggregations: { readonly indices?: unknown }, groups: Map<string, Set<string>>): void {
  const { buckets } = Object(aggregations.indices) as { buckets?: unknown };
  for (const bucket of Array.isArray(buckets) ? buckets : []) {
    const { key } = Object(bucket) as { key?: unknown };
    if (typeof key !== 'string') continue;
    const name = stableIndexName(key);
    groups.set(name, (groups.get(name) ?? new Set()).add(key));
  }
}
