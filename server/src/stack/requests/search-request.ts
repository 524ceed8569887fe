import type { ExceptionItem } from '../../evaluate/filters/check-exception.js';
import { historyWindow } from '../../evaluate/new-terms/plan-new-terms.js';
import { isFault, type RuleFault, ruleFault } from '../../evaluate/prepare/unprepared.js';
import { planRuleWindow, type TimeWindow } from '../../evaluate/prepare/window.js';
import { readThreshold } from '../../evaluate/threshold/plan-threshold.js';
import type { Rule } from '../../rule/rule.js';
import type { RuleType } from '../../rule/schema/rule-types.js';
import { isTable } from '../../toml/path.js';
import { newTermsAggregations, thresholdAggregations } from './aggregations.js';
import { combinedTime, type TimeSource } from './combined-time.js';
import { allOf, type Dsl } from './dsl.js';
import { exceptionQueries, queryFilter, type WrittenQuery } from './query-filter.js';
import type { RequestFields } from './request-fields.js';
import { timeFilter } from './time-filter.js';

/** Options for running a rule. */
export interface RequestOptions {
  /** The time of the run, in nanoseconds since 1970. */
  readonly now: bigint;
  readonly fields: RequestFields;
  /** The events to search; the default is the rule's own window, and false means all events. */
  readonly window?: TimeWindow | false;
  readonly exceptions?: readonly ExceptionItem[];
  /** Limit of hits to request; the default is the rule's `max_signals`. */
  readonly size?: number;
}

/** A request for documents or buckets from `POST <index>/_search`. */
export interface SearchRequest {
  readonly kind: 'search';
  readonly index: readonly string[];
  readonly body: Dsl;
}

/**
 * The request that the detection engine would send to Elasticsearch. An empty `index` means that a data view
 * decides.
 */
export type EngineRequest =
  | SearchRequest
  /** `POST <index>/_eql/search` */
  | { readonly kind: 'eql'; readonly index: readonly string[]; readonly body: Dsl }
  /** `POST /_query`; the query names the indices. */
  | { readonly kind: 'esql'; readonly body: Dsl }
  /** Events and the indicators that they are compared with. */
  | { readonly kind: 'threat-match'; readonly events: SearchRequest; readonly indicators: SearchRequest };

/**
 * Returns the request that Kibana's detection engine sends for a rule, or a fault if the rule cannot run.
 * Nothing is sent: pages, retries and addresses are left to the caller.
 */
export function searchRequest(rule: Rule, options: RequestOptions): EngineRequest | RuleFault {
  if (rule.type === undefined) return ruleFault('the rule has an unknown type', 'type');
  const window = planRuleWindow(rule, { mappingOf: options.fields.mappingOf, now: options.now });
  if (isFault(window)) return window;
  const [first, second] = window.timeFields.split(',') as [string, string?];
  const excluded = exceptionQueries(options.exceptions ?? [], options.now);
  if (isFault(excluded)) return excluded;
  return printers[rule.type](rule, {
    ...options,
    excluded,
    size: options.size ?? maxSignalsOf(rule),
    window: options.window === false ? undefined : (options.window ?? window.at(options.now)),
    time: second === undefined ? { fields: [first], sortField: first } : combinedTime(first, second),
  });
}

interface Run extends Omit<RequestOptions, 'window'> {
  readonly excluded: readonly Dsl[];
  readonly size: number;
  readonly window: TimeWindow | undefined;
  readonly time: TimeSource;
}

type Printer = (rule: Rule, run: Run) => EngineRequest | RuleFault;

const printers: Readonly<Record<RuleType, Printer>> = {
  query: eventSearch,
  saved_query: eventSearch,
  eql: eqlSearch,
  esql: esqlQuery,
  threshold: thresholdSearch,
  new_terms: newTermsSearch,
  threat_match: threatMatchSearch,
  machine_learning: anomalySearch,
};

const defaultMaxSignals = 100;

function maxSignalsOf({ table }: Rule): number {
  return typeof table.max_signals === 'number' ? table.max_signals : defaultMaxSignals;
}

function eventSearch(rule: Rule, run: Run): SearchRequest | RuleFault {
  const query = ruleQuery(rule, run);
  if (isFault(query)) return query;
  return {
    kind: 'search',
    index: rule.index,
    body: { query, ...allFields, sort: sortOf(run), size: run.size },
  };
}

function thresholdSearch(rule: Rule, run: Run): SearchRequest | RuleFault {
  const threshold = readThreshold(rule.table.threshold);
  if (isFault(threshold)) return threshold;
  const query = ruleQuery(rule, run);
  if (isFault(query)) return query;
  const { sortField, runtime } = run.time;
  return {
    kind: 'search',
    index: rule.index,
    body: {
      query,
      size: 0,
      track_total_hits: true,
      ...runtime,
      aggs: thresholdAggregations(threshold, sortField),
    },
  };
}

/**
 * Keeps the rule's own history even if events of all times are requested: without a window nothing is new.
 */
function newTermsSearch(rule: Rule, run: Run): SearchRequest | RuleFault {
  const { value } = isTable(rule.table.new_terms) ? rule.table.new_terms : {};
  const fields = [value].flat().filter((one) => typeof one === 'string');
  if (fields.length === 0)
    return ruleFault('the "value" of the new terms is not a list of fields', 'new_terms', 'value');
  const history = historyWindow(rule.table, run.now);
  if (!history) return ruleFault('the history does not start before "from"', 'new_terms');
  const to = run.window?.to ?? Number(run.now / 1_000_000n);
  const query = ruleQuery(rule, { ...run, window: { from: history.from, to } });
  if (isFault(query)) return query;
  const { sortField, runtime } = run.time;
  const start = run.window?.from ?? history.to;
  return {
    kind: 'search',
    index: rule.index,
    body: { query, size: 0, ...runtime, aggs: newTermsAggregations(fields, start, sortField) },
  };
}

function threatMatchSearch(rule: Rule, run: Run): EngineRequest | RuleFault {
  const events = eventSearch(rule, run);
  if (isFault(events)) return events;
  const { threatQuery, table } = rule;
  if (!threatQuery) return ruleFault('the rule has no query for indicators', 'threat_query');
  const language = typeof table.threat_language === 'string' ? table.threat_language : undefined;
  const asked = { text: threatQuery.text, language, key: 'threat_query' };
  const query = queryFilter(asked, table.threat_filters, [], run.fields);
  if (isFault(query)) return query;
  const index = [table.threat_index ?? []].flat().filter((one) => typeof one === 'string');
  return {
    kind: 'threat-match',
    events,
    indicators: { kind: 'search', index, body: { query, ...allFields, size: run.size } },
  };
}

function anomalySearch(rule: Rule, run: Run): SearchRequest | RuleFault {
  const { table } = rule;
  const jobs = [table.machine_learning_job_id ?? []].flat();
  const ofJobs = [
    { terms: { job_id: jobs } },
    { term: { result_type: 'record' } },
    { term: { is_interim: false } },
    { range: { record_score: { gte: table.anomaly_threshold ?? 0 } } },
  ];
  const query = queryFilter(undefined, table.filters, run.excluded, run.fields);
  if (isFault(query)) return query;
  return {
    kind: 'search',
    index: ['.ml-anomalies-*'],
    body: {
      query: allOf([...ofJobs, query, ...(run.window ? [timeFilter(['timestamp'], run.window)] : [])]),
      sort: [{ record_score: { order: 'desc' } }],
      size: run.size,
    },
  };
}

function eqlSearch(rule: Rule, run: Run): EngineRequest | RuleFault {
  const { query, table } = rule;
  if (!query) return ruleFault('the rule has no query', 'query');
  const filters = queryFilter(undefined, table.filters, run.excluded, run.fields);
  if (isFault(filters)) return filters;
  const text = (key: string): string | undefined => (typeof table[key] === 'string' ? table[key] : undefined);
  const tiebreaker = text('tiebreaker_field');
  return {
    kind: 'eql',
    index: rule.index,
    body: {
      query: query.text,
      size: run.size,
      filter: allOf([...timeOf(run), filters]),
      timestamp_field: text('timestamp_field') ?? '@timestamp',
      event_category_field: text('event_category_override') ?? 'event.category',
      ...(tiebreaker === undefined ? {} : { tiebreaker_field: tiebreaker }),
      ...allFields,
    },
  };
}

/** On a separate line the limit also works after a comment. */
function esqlQuery({ query, table }: Rule, run: Run): EngineRequest | RuleFault {
  if (!query) return ruleFault('the rule has no query', 'query');
  const filters = queryFilter(undefined, table.filters, run.excluded, run.fields);
  if (isFault(filters)) return filters;
  return {
    kind: 'esql',
    body: {
      query: `${query.text.trimEnd()}\n| LIMIT ${run.size + 1}`,
      filter: allOf([...timeOf(run), filters]),
    },
  };
}

/** Returns the query of a KQL or Lucene rule with its filters, exceptions and time. */
function ruleQuery(rule: Rule, run: Run): Dsl | RuleFault {
  const { query, table } = rule;
  if (!query) return ruleFault('the rule has no query', 'query');
  const asked: WrittenQuery = { text: query.text, language: rule.language, key: 'query' };
  const filter = queryFilter(asked, table.filters, run.excluded, run.fields);
  return isFault(filter) ? filter : allOf([filter, ...timeOf(run)]);
}

function timeOf({ window, time }: Run): readonly Dsl[] {
  return window ? [timeFilter(time.fields, window)] : [];
}

/** All fields of a document as the mapping reads them, including those without a mapping. */
const allFields = { fields: [{ field: '*', include_unmapped: true }] };

function sortOf({ time }: Run): readonly Dsl[] {
  return time.fields.map((field) => ({ [field!]: { order: 'asc', unmapped_type: 'date' } }));
}
