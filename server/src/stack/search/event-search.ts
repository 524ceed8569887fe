import type { Elasticsearch } from '../elasticsearch/client.js';
import type { SearchRequest } from '../requests/search-request.js';
import { partialAnswer } from './answer-problems.js';
import { documentsOf, type StackDocument } from './documents.js';
import { searchHits } from './search-hits.js';
import type { StackResult } from './stack-alert.js';

/** Elasticsearch's limit of hits for one search. */
export const mostHits = 10_000;

/** The documents that a search finds. */
export interface FoundDocuments {
  readonly documents: readonly StackDocument[];
  /** Number of all hits, including those that were not fetched. */
  readonly total: number;
  readonly incomplete: readonly string[];
}

/** Searches for up to `size` documents, at most {@link mostHits}. Throws `StackError`. */
export async function searchDocuments(
  elasticsearch: Elasticsearch,
  { index, body }: Pick<SearchRequest, 'body' | 'index'>,
  size: number,
  signal?: AbortSignal,
): Promise<FoundDocuments> {
  // `fields` are for alerts; the local evaluation reads the source.
  const { fields: _, ...query } = body;
  const answer = await elasticsearch.call(
    (client, options) =>
      client.search(
        {
          ...query,
          index: [...index],
          ignore_unavailable: true,
          allow_no_indices: true,
          size: Math.min(size, mostHits),
          track_total_hits: true,
        },
        options,
      ),
    signal,
  );
  const partial = partialAnswer(answer);
  const { hits, total } = searchHits(answer, elasticsearch.host);
  const documents = documentsOf(hits);
  return { documents, total, incomplete: partial === undefined ? [] : [partial] };
}

/** Runs a rule whose hits are alerts. Throws `StackError`. */
export async function runEventSearch(
  elasticsearch: Elasticsearch,
  request: SearchRequest,
  size: number,
  signal?: AbortSignal,
): Promise<StackResult> {
  const { documents, total, incomplete } = await searchDocuments(elasticsearch, request, size, signal);
  return {
    alerts: documents.map((document) => ({ documents: [document] })),
    incomplete,
    notes: total > documents.length ? [`${total} documents match; only ${documents.length} are shown`] : [],
  };
}
