import type { WrittenThreshold } from '../../evaluate/threshold/plan-threshold.js';
import { isObject } from '../../text/plain-objects.js';
import type { Elasticsearch } from '../elasticsearch/client.js';
import type { Dsl } from '../requests/dsl.js';
import type { SearchRequest } from '../requests/search-request.js';
import { partialAnswer } from './answer-problems.js';
import { documentsOf } from './documents.js';
import { searchHits } from './search-hits.js';
import type { StackAlert, StackResult } from './stack-alert.js';

/** Limit of documents to fetch per bucket, so that there is something to explain. */
const shownDocuments = 10;

interface Bucket extends Record<string, unknown> {
  readonly key?: unknown;
  readonly doc_count?: unknown;
}

/**
 * Runs a rule whose buckets are alerts: thresholds and new terms. The result contains the first documents of
 * each bucket. Throws `StackError`.
 */
export async function runBuckets(
  elasticsearch: Elasticsearch,
  { index, body }: SearchRequest,
  size: number,
  threshold: WrittenThreshold | undefined,
  signal?: AbortSignal,
): Promise<StackResult> {
  const aggregations = body.aggs as Dsl;
  const [name, composite] =
    Object.entries(aggregations).find(([, one]) => isObject(Object(one).composite)) ?? [];
  const alerts: StackAlert[] = [];
  const incomplete = new Set<string>();
  let after: unknown;
  let isMore = false;
  let isCut = false;
  let isDone = false;
  do {
    const aggs =
      name === undefined ? { ...aggregations, docs: topHits } : { [name]: pageOf(composite, after) };
    const answer = await elasticsearch.call(
      (client, options) =>
        client.search(
          { ...body, index: [...index], ignore_unavailable: true, allow_no_indices: true, aggs } as object,
          options,
        ),
      signal,
    );
    const partial = partialAnswer(answer);
    if (partial !== undefined) incomplete.add(partial);
    const { total } = searchHits(answer, elasticsearch.host);
    const found = Object(answer.aggregations) as Record<string, unknown>;
    if (name === undefined) return wholeBucket(found, total, threshold, [...incomplete]);
    const { buckets, after_key: next } = Object(found[name]) as { buckets?: unknown; after_key?: unknown };
    for (const bucket of Array.isArray(buckets) ? buckets : []) {
      if (alerts.length >= size) {
        isMore = true;
        continue;
      }
      alerts.push(bucketAlert(bucket));
      // For new terms, a single event is all there is to show.
      isCut ||= bucket.first_seen === undefined && Number(bucket.doc_count) > shownDocuments;
    }
    // Stop if a server's pages never end.
    isDone =
      !Array.isArray(buckets) || buckets.length === 0 || JSON.stringify(next) === JSON.stringify(after);
    after = next;
  } while (!isDone && after !== undefined && after !== null && !isMore);
  const notes = isMore ? [`only the first ${size} groups are shown`] : [];
  if (isCut) notes.push(`only ${shownDocuments} events of each larger group were fetched`);
  return { alerts, incomplete: [...incomplete], notes };
}

const topHits = { top_hits: { size: shownDocuments } };

function pageOf(aggregation: unknown, after: unknown): Dsl {
  const { composite, aggs } = Object(aggregation) as { composite: Dsl; aggs: Dsl };
  return {
    composite: after === undefined ? composite : { ...composite, after },
    aggs: { ...aggs, ...(aggs.docs === undefined && { docs: topHits }) },
  };
}

function bucketAlert(bucket: Bucket): StackAlert {
  return { documents: documentsIn(bucket), keys: Object.values(Object(bucket.key) as object) };
}

function documentsIn(bucket: Record<string, unknown>): StackAlert['documents'] {
  const { hits } = Object(bucket.docs) as { hits?: unknown };
  return documentsOf((Object(hits) as { hits?: unknown }).hits);
}

/**
 * Returns the bucket of a rule without fields to group by: all documents are one group, and the request has
 * no condition on it.
 */
function wholeBucket(
  found: Record<string, unknown>,
  total: number,
  threshold: WrittenThreshold | undefined,
  incomplete: readonly string[],
): StackResult {
  const { value: different } = Object(found.cardinality_count) as { value?: unknown };
  const isReached =
    total >= (threshold?.least ?? 1) && Number(different ?? 0) >= (threshold?.cardinality?.least ?? 0);
  return { alerts: isReached ? [{ documents: documentsIn(found), keys: [] }] : [], incomplete, notes: [] };
}
