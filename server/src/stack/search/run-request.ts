import { isFault } from '../../evaluate/prepare/unprepared.js';
import { readThreshold } from '../../evaluate/threshold/plan-threshold.js';
import type { Rule } from '../../rule/rule.js';
import type { Elasticsearch } from '../elasticsearch/client.js';
import type { EngineRequest } from '../requests/search-request.js';
import { runBuckets } from './buckets.js';
import { runEql } from './eql-search.js';
import { runEsql } from './esql-query.js';
import { runEventSearch } from './event-search.js';
import type { StackResult } from './stack-alert.js';

/** Requests that need a single search; threat matches need the local evaluation. */
export type PlainRequest = Exclude<EngineRequest, { readonly kind: 'threat-match' }>;

/** Runs a rule's request. Throws `StackError`. */
export function runRequest(
  elasticsearch: Elasticsearch,
  rule: Rule,
  request: PlainRequest,
  size: number,
  signal?: AbortSignal,
): Promise<StackResult> {
  if (request.kind === 'eql') return runEql(elasticsearch, request, signal);
  if (request.kind === 'esql') return runEsql(elasticsearch, request, size, signal);
  if (request.body.aggs === undefined) return runEventSearch(elasticsearch, request, size, signal);
  const threshold = rule.type === 'threshold' ? readThreshold(rule.table.threshold) : undefined;
  return runBuckets(
    elasticsearch,
    request,
    size,
    threshold && !isFault(threshold) ? threshold : undefined,
    signal,
  );
}
