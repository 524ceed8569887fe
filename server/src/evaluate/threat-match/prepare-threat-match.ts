import type { Rule } from '../../rule/rule.js';
import { writeBehind } from '../filters/clause-writer.js';
import { joinFilter } from '../filters/join-conditions.js';
import { planFilters } from '../filters/rule-filters.js';
import type { PlanContext } from '../plan-context.js';
import { notSupported, type PrepareOptions, prepareQuery, type UnpreparedRule } from '../prepare-query.js';
import { notRunnable } from '../unprepared.js';
import type { EventObject } from '../values/access.js';
import { fieldFinder } from '../values/field-finder.js';
import { type PlannedThreatMatch, planThreatMapping } from './plan-threat-match.js';

/** The mapping of a rule with the indicators that it is run on, or why it cannot be run. */
export function prepareThreatMatch(
  { table, threatQuery }: Rule,
  context: PlanContext,
  options: PrepareOptions,
  indicators: readonly EventObject[] | undefined,
): PlannedThreatMatch | UnpreparedRule {
  const groups = planThreatMapping(table.threat_mapping, context);
  if (typeof groups === 'string') return notRunnable(groups);
  const { threat_language: language = 'kuery', threat_indicator_path: path } = table;
  if (language !== 'kuery' && language !== 'lucene')
    return notSupported(`threat queries in ${language} cannot be evaluated`);
  const query = threatQuery?.text ?? '';
  const { isInEvents: _, ...rest } = options;
  const prepared = prepareQuery(query, language, {
    ...rest,
    ...(indicators && { isInEvents: fieldFinder(indicators) }),
  });
  if ('problems' in prepared && prepared.problems[0]?.code === 'not-supported') return prepared;
  if ('problems' in prepared)
    return notRunnable(`the threat query cannot run: ${prepared.problems[0]?.message}`);
  if (prepared.planned.kind !== 'event') return notRunnable('the threat query is no query for documents');
  const writer = writeBehind(query);
  const filters = planFilters(table.threat_filters, 'threat_filters', prepared.context, writer);
  if (typeof filters === 'string') return notSupported(filters);
  if (!indicators) return missingIndicators;
  return {
    groups,
    filter: joinFilter(prepared.planned.filter, filters, context.now),
    threatQuery: writer.text(),
    indicators,
    indicatorPath: typeof path === 'string' ? path : 'threat.indicator',
    now: context.now,
  };
}

const missingIndicators: UnpreparedRule = {
  problems: [
    {
      code: 'no-indicators',
      severity: 'information',
      message: 'the rule compares events with indicators, and there are none',
      help: 'name a file of indicators with --indicators, or write them into a test file',
      span: { start: 0, end: 0 },
    },
  ],
};
