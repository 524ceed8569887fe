import { setTimeout as wait } from 'node:timers/promises';
import type { JsonObject } from '../../exchange/json.js';
import type { Kibana } from '../kibana/client.js';
import type { Stack } from '../open-stack.js';
import { documentsOf, type StackDocument } from '../search/documents.js';
import { searchHits } from '../search/search-hits.js';
import { StackError } from '../stack-error.js';

/** The times at which a preview runs a rule. */
export interface PreviewTimes {
  /** Number of runs; the last one is at `end`, the others each an interval earlier. */
  readonly runs: number;
  readonly end: Date;
}

/** The result of a preview. */
export interface PreviewResult {
  readonly id: string;
  /** Whether Kibana stopped early, so that missing alerts mean nothing. */
  readonly isAborted: boolean;
  /** Without duplicates. */
  readonly errors: readonly string[];
  readonly warnings: readonly string[];
  /** Total number of alerts. */
  readonly total: number;
  /** The first alerts. */
  readonly alerts: readonly StackDocument[];
}

/** Keys that a preview does not accept. */
const notForPreview: readonly string[] = ['id', 'immutable', 'revision', 'rule_id', 'rule_source', 'version'];

/** Timeout of a preview, which Kibana stops after a minute and answers then. */
const longestPreview = 120_000;
/** Milliseconds until Elasticsearch makes new documents visible. */
const refresh = 1_000;
const longestList = 10_000;

/** Lets Kibana run a rule without writing alerts where people look for them. Throws {@link StackError}. */
export async function previewRule(
  stack: Stack,
  payload: JsonObject,
  { runs, end }: PreviewTimes,
  most: number,
  signal?: AbortSignal,
): Promise<PreviewResult> {
  const kibana = stack.kibana();
  const { index } = stack.profile;
  const hasIndex = payload.index !== undefined || payload.data_view_id !== undefined;
  const body = {
    ...Object.fromEntries(Object.entries(payload).filter(([key]) => !notForPreview.includes(key))),
    ...(index && hasIndex && { index, data_view_id: undefined }),
    invocationCount: runs,
    timeframeEnd: end.toISOString(),
  };
  const value = await kibana.value(
    {
      method: 'POST',
      path: '/api/detection_engine/rules/preview',
      body,
      retry: 'any',
      timeout: longestPreview,
    },
    signal,
  );
  const { previewId, isAborted, logs } = Object(value) as Record<string, unknown>;
  if (typeof previewId !== 'string') throw unexpected(kibana);
  const entries = (Array.isArray(logs) ? logs : []).map((log) => Object(log) as Record<string, unknown>);
  const said = (key: 'errors' | 'warnings'): string[] => [
    ...new Set(
      entries
        .flatMap((log) => (Array.isArray(log[key]) ? log[key] : []))
        .filter((one) => typeof one === 'string'),
    ),
  ];
  const errors = said('errors');
  const found = await previewAlerts(
    stack,
    previewId,
    Math.min(most, longestList),
    errors.length === 0,
    signal,
  );
  return { id: previewId, isAborted: isAborted === true, errors, warnings: said('warnings'), ...found };
}

async function previewAlerts(
  stack: Stack,
  previewId: string,
  size: number,
  isExpected: boolean,
  signal: AbortSignal | undefined,
): Promise<Pick<PreviewResult, 'alerts' | 'total'>> {
  const ask = () =>
    stack.elasticsearch().call(
      (client, options) =>
        client.search(
          {
            index: `.preview.alerts-security.alerts-${stack.profile.space}`,
            ignore_unavailable: true,
            query: { term: { 'kibana.alert.rule.uuid': previewId } },
            sort: [{ '@timestamp': { order: 'asc', unmapped_type: 'date' } }],
            size,
            track_total_hits: true,
            // The events of a sequence are alerts, too; only they have an index in a group.
            aggs: {
              alerts: { filter: { bool: { must_not: { exists: { field: 'kibana.alert.group.index' } } } } },
            },
          },
          options,
        ),
      signal,
    );
  const { host } = stack.elasticsearch();
  let answer = await ask();
  let found = searchHits(answer, host);
  if (found.total === 0 && isExpected) {
    await wait(refresh, undefined, signal && { signal }).catch(() => {
      throw new StackError('cancelled', 'Cancelled.');
    });
    answer = await ask();
    found = searchHits(answer, host);
  }
  const { doc_count: total = found.total } = Object(Object(answer.aggregations).alerts) as {
    doc_count?: number;
  };
  return { total, alerts: documentsOf(found.hits) };
}

function unexpected({ host }: Kibana): StackError {
  return new StackError('bad-answer', `${host} sent something other than a preview.`);
}
