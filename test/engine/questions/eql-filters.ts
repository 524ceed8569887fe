import { planFilter } from '../../../server/src/evaluate/eql/plan.js';
import { EvaluationError } from '../../../server/src/evaluate/plan/plan.js';
import { plannedFilter } from '../../../server/src/evaluate/plan/planned-filter.js';
import { prepareQuery } from '../../../server/src/evaluate/prepare/prepare-query.js';
import { parseEql } from '../../../server/src/query/eql/parse.js';
import type { EventFilter } from '../../../server/src/query/eql/syntax.js';
import { filtersOf } from '../../../server/src/query/eql/walk.js';
import { eqlFilterQuery } from '../../../server/src/stack/requests/eql-condition.js';
import { runAt } from '../ask-rule.js';
import type { DocumentSet } from '../document-set.js';
import type { Question } from '../question.js';

/**
 * Returns one question for each event filter of a query that Elasticsearch runs as a query. For a filter that
 * needs a script, each of its conditions that is a query becomes a separate question.
 */
export function eqlQuestions(
  source: string,
  text: string,
  set: DocumentSet,
  eventCategoryField = 'event.category',
): Question[] {
  const { tree, problems } = parseEql(text);
  const options = { now: runAt, catalogue: set.catalogue, eventCategoryField, isInEvents: () => false };
  const prepared = prepareQuery('any where true', 'eql', options);
  if (!tree || problems.length > 0 || tree.kind === 'join' || !prepared.ok) return [];
  const { context } = prepared;
  const fields = {
    mappingOf: context.mappingOf,
    isMapped: (name: string) => set.mappings.has(name),
    eventCategoryField,
  };
  const ask = (filter: EventFilter): Question[] => {
    const converted = eqlFilterQuery(filter, fields);
    if (converted.kind !== 'query') return conditionsOf(filter).flatMap(ask);
    const question = {
      source,
      text: text.slice(filter.span.start, filter.span.end),
      body: { query: converted.query },
    };
    try {
      const { matches } = plannedFilter(planFilter(filter, context), filter.span, context.now);
      const ours = set.documents.flatMap((event, number) => (matches(event) ? [String(number)] : []));
      return [{ ...question, ours }];
    } catch (error) {
      if (!(error instanceof EvaluationError)) throw error;
      return [{ ...question, ours: { refused: error.message } }];
    }
  };
  return filtersOf(tree).flatMap(ask);
}

/** Returns the conditions of a filter that must all hold, as filters. */
function conditionsOf(filter: EventFilter): EventFilter[] {
  const { condition } = filter;
  if (condition.kind !== 'and') return [];
  return condition.operands.map((one) => ({ ...filter, condition: one, span: one.span }));
}
