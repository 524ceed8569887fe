import type { ExceptionItem } from '../../evaluate/filters/check-exception.js';
import { isFault, type RuleFault } from '../../evaluate/prepare/unprepared.js';
import type { TimeWindow } from '../../evaluate/prepare/window.js';
import { planRuleWindow } from '../../evaluate/prepare/window.js';
import { parseEsql } from '../../query/esql/parse.js';
import { isQueryLanguage } from '../../query/languages.js';
import type { Rule } from '../../rule/rule.js';
import { append } from '../../text/append.js';
import type { Elasticsearch } from '../elasticsearch/client.js';
import type { Stack } from '../open-stack.js';
import { allOf, type Dsl, noneOf } from '../requests/dsl.js';
import { kibanaFilters } from '../requests/kibana-filters.js';
import { exceptionQueries } from '../requests/query-filter.js';
import { fieldsOfCatalogue } from '../requests/request-fields.js';
import { timeFilter } from '../requests/time-filter.js';
import { askFields } from '../search/ask-fields.js';
import { rowsOf } from '../search/esql-query.js';
import { indicesOf } from '../search/indices.js';
import { searchHits } from '../search/search-hits.js';
import { StackError } from '../stack-error.js';
import { type Condition, conditionsOf } from './conditions.js';
import { prefixesOf } from './esql-prefixes.js';

/** The number of documents that pass a condition and all before it. */
export interface ConditionCount {
  /** The sequence step of the condition. */
  readonly group?: string;
  readonly text: string;
  /** Undefined for a condition that is not counted: the following ones are counted without it. */
  readonly passing: number | undefined;
}

/** The run whose documents are counted. */
export interface CountedRun {
  /** In nanoseconds since 1970. */
  readonly now: bigint;
  readonly window: TimeWindow;
  readonly exceptions: readonly ExceptionItem[];
}

/**
 * Counts how many documents pass each condition of a rule, cumulatively: index, time, filters, exceptions,
 * then those of the query. Throws {@link StackError}.
 */
export async function countConditions(
  rule: Rule,
  stack: Stack,
  run: CountedRun,
  signal?: AbortSignal,
): Promise<readonly ConditionCount[] | RuleFault> {
  const elasticsearch = stack.elasticsearch();
  const index = await indicesOf(rule, stack, signal);
  const common = commonConditions(rule, run);
  if (isFault(common)) return common;
  if (rule.language === 'esql') return countPipeline(rule, elasticsearch, common, index, signal);
  const fields = fieldsOfCatalogue(await askFields(elasticsearch, index, signal));
  const { language } = rule;
  const { event_category_override: category } = rule.table;
  const groups =
    rule.query && isQueryLanguage(language)
      ? conditionsOf(
          language,
          rule.query.text,
          fields,
          typeof category === 'string' ? category : 'event.category',
        )
      : [];
  const counts: ConditionCount[] = [await countAll(elasticsearch, index, signal)];
  for (const { name, conditions } of groups.length > 0 ? groups : [{ name: undefined, conditions: [] }]) {
    const counted = await countCumulatively(elasticsearch, index, [...common, ...conditions], signal);
    if (counts.length === 1) append(counts, counted.slice(0, common.length));
    for (const one of counted.slice(common.length))
      counts.push({ ...one, ...(name !== undefined && { group: name }) });
  }
  const last =
    conclusions[rule.type ?? ''] ??
    (groups.length > 1 ? 'events of the steps, in their order and with the same keys' : undefined);
  if (last !== undefined) counts.push({ text: last, passing: 0 });
  return counts;
}

/** Returns the conditions that apply to each event of the rule, regardless of its query. */
function commonConditions(rule: Rule, { now, window, exceptions }: CountedRun): Condition[] | RuleFault {
  const planned = planRuleWindow(rule, { mappingOf: () => undefined, now });
  if (isFault(planned)) return planned;
  const excluded = exceptionQueries(exceptions, now);
  if (isFault(excluded)) return excluded;
  const fields = planned.timeFields.split(',') as [string, string?];
  const [from, to] = [window.from, window.to].map((time) => new Date(time).toISOString());
  const { filter, must_not: mustNot } = kibanaFilters(rule.table.filters);
  return [
    {
      text: `${planned.timeFields.replace(',', ' or ')} from ${from} to ${to}`,
      query: timeFilter(fields, window),
    },
    ...filter.map((query, place) => ({ text: `filter ${place + 1}`, query })),
    ...mustNot.map((query, place) => ({ text: `negated filter ${place + 1}`, query: noneOf(query) })),
    ...excluded.map((query) => ({ text: 'exceptions', query: noneOf(query) })),
  ];
}

/** Explanations for a rule without alerts although documents pass all conditions. */
const conclusions: Readonly<Record<string, string>> = {
  threshold: 'groups that reach the threshold',
  new_terms: 'values never seen before',
  threat_match: 'events that match an indicator',
};

/** Counts all documents of all times, which is fast without a condition. */
async function countAll(
  elasticsearch: Elasticsearch,
  index: readonly string[],
  signal?: AbortSignal,
): Promise<ConditionCount> {
  const request = {
    index: [...index],
    ignore_unavailable: true,
    allow_no_indices: true,
    size: 0,
    track_total_hits: true,
  };
  const answer = await elasticsearch.call((client, options) => client.search(request, options), signal);
  return { text: `documents in ${index.join(', ')}`, passing: searchHits(answer, elasticsearch.host).total };
}

/** Counts in one request. The first condition limits the time, so indices of other times are not searched. */
async function countCumulatively(
  elasticsearch: Elasticsearch,
  index: readonly string[],
  conditions: readonly Condition[],
  signal?: AbortSignal,
): Promise<ConditionCount[]> {
  const before: Dsl[] = [];
  const filters: Record<string, Dsl> = {};
  for (const [place, { query }] of conditions.entries()) {
    if (query === undefined) continue;
    before.push(query);
    filters[`condition_${place}`] = allOf([...before]);
  }
  const answer = await elasticsearch.call(
    (client, options) =>
      client.search(
        {
          index: [...index],
          ignore_unavailable: true,
          allow_no_indices: true,
          size: 0,
          ...(conditions[0]?.query && { query: conditions[0].query as object }),
          aggs: { conditions: { filters: { filters: filters as Record<string, object> } } },
        },
        options,
      ),
    signal,
  );
  const { buckets } = Object(Object(answer.aggregations).conditions) as {
    buckets?: Record<string, { doc_count?: number } | undefined>;
  };
  return conditions.map(({ text, query }, place) => ({
    text,
    passing: query === undefined ? undefined : (buckets?.[`condition_${place}`]?.doc_count ?? 0),
  }));
}

/** Counts a pipeline's rows after each command, and after each condition of WHERE. */
async function countPipeline(
  rule: Rule,
  elasticsearch: Elasticsearch,
  common: readonly Condition[],
  index: readonly string[],
  signal?: AbortSignal,
): Promise<ConditionCount[]> {
  const counts = [await countAll(elasticsearch, index, signal)];
  append(counts, await countCumulatively(elasticsearch, index, common, signal));
  const filter = allOf(common.map(({ query }) => query).filter((query) => query !== undefined));
  const text = rule.query?.text ?? '';
  for (const prefix of prefixesOf(text, parseEsql(text).tree)) {
    const answer: unknown = await elasticsearch.call(
      (client, options) =>
        client.transport.request(
          {
            method: 'POST',
            path: '/_query',
            querystring: { format: 'json' },
            body: { query: `${prefix.query}\n| STATS rulewright_rows = COUNT(*)`, filter },
          },
          options,
        ),
      signal,
    );
    const passing = rowsOf(answer)?.[0]?.rulewright_rows;
    if (typeof passing !== 'number')
      throw new StackError('bad-answer', `${elasticsearch.host} sent something other than a count.`);
    counts.push({ text: prefix.text, passing });
  }
  return counts;
}
