import {
  checkException,
  type ExceptionItem,
  nameOfException,
} from '../../evaluate/filters/check-exception.js';
import { NotEvaluatedError } from '../../evaluate/filters/dsl.js';
import { exceptionQuery } from '../../evaluate/filters/exception-query.js';
import { type RuleFault, ruleFault } from '../../evaluate/prepare/unprepared.js';
import { readIsoDate } from '../../fields/dates.js';
import { parseKql } from '../../query/kql/parse.js';
import { anyOf, type Dsl } from './dsl.js';
import { kibanaFilters } from './kibana-filters.js';
import { kqlQuery } from './kql-query.js';
import { luceneQuery } from './query-string.js';
import type { RequestFields } from './request-fields.js';

/** A query in KQL or Lucene; undefined if there are only filters. */
export interface WrittenQuery {
  readonly text: string;
  readonly language: string | undefined;
  /** The rule key that contains it. */
  readonly key: string;
}

/**
 * Returns the `bool` query that Kibana creates for a query and filters, or a fault if the query cannot be
 * parsed.
 *
 * @param excluded queries that no event may satisfy, such as exceptions.
 */
export function queryFilter(
  query: WrittenQuery | undefined,
  filters: unknown,
  excluded: readonly Dsl[],
  fields: RequestFields,
): Dsl | RuleFault {
  const asked: Dsl[] = [];
  if (query?.language === 'lucene') asked.push(luceneQuery(query.text));
  else if (query) {
    const { tree, problems } = parseKql(query.text);
    if (!tree || problems.length > 0) return ruleFault(problems[0]?.message ?? 'not a query', query.key);
    asked.push(kqlQuery(tree, fields));
  }
  const { filter, must_not } = kibanaFilters(filters);
  return {
    bool: { must: [], filter: [...asked, ...filter], should: [], must_not: [...must_not, ...excluded] },
  };
}

/**
 * Returns the queries that no event may satisfy because of exceptions: empty if no item is active, else a
 * single query. Returns a fault if an item cannot be used, or needs a value list of the cluster.
 *
 * @param now in nanoseconds since 1970: expired items are skipped.
 */
export function exceptionQueries(items: readonly ExceptionItem[], now: bigint): readonly Dsl[] | RuleFault {
  const queries: Dsl[] = [];
  for (const [index, item] of items.entries()) {
    const [fault] = checkException(item);
    if (fault) return ruleFault(`${nameOfException(item, index)} ${fault.message}`, 'exceptions_list');
    const { expire_time: expires } = item;
    const end = typeof expires === 'string' ? readIsoDate(expires) : undefined;
    if (end && end.to <= now) continue;
    try {
      queries.push({ ...exceptionQuery(item) });
    } catch (error) {
      if (!(error instanceof NotEvaluatedError)) throw error;
      return ruleFault(`${nameOfException(item, index)} uses ${error.message}`, 'exceptions_list');
    }
  }
  return queries.length === 0 ? [] : [anyOf(queries)];
}
