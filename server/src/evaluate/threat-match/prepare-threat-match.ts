import type { Rule } from '../../rule/rule.js';
import { planIndex } from '../engine/source-conditions.js';
import { writeBehind } from '../filters/clause-writer.js';
import { joinFilter } from '../filters/join-conditions.js';
import { planFilters } from '../filters/rule-filters.js';
import type { PlanContext } from '../plan/plan-context.js';
import { type PrepareOptions, prepareQuery } from '../prepare/prepare-query.js';
import type { RuleInputs } from '../prepare/rule-inputs.js';
import type { UnpreparedRule } from '../prepare/unprepared.js';
import {
  isFault,
  notEvaluated,
  notRunnable,
  notRunnableAt,
  placeInRule,
  ruleFault,
} from '../prepare/unprepared.js';
import { fieldFinder } from '../values/field-finder.js';
import { type PlannedThreatMatch, planThreatMapping } from './plan-threat-match.js';

/** Prepares the mapping of a rule with its indicators, or returns why it cannot run. */
export function prepareThreatMatch(
  rule: Rule,
  context: PlanContext,
  options: PrepareOptions,
  { indicators, limits = {} }: RuleInputs,
): { readonly ok: true; readonly threatMatch: PlannedThreatMatch } | UnpreparedRule {
  const { table, threatQuery } = rule;
  const groups = planThreatMapping(table.threat_mapping, context);
  if (isFault(groups)) return notRunnable(rule, groups);
  const { threat_language: language = 'kuery', threat_indicator_path: path } = table;
  if (language !== 'kuery' && language !== 'lucene')
    return notEvaluated(
      rule,
      ruleFault(`threat queries in ${language} cannot be evaluated`, 'threat_language'),
    );
  const query = threatQuery?.text ?? '';
  const { isInEvents: _, ...rest } = options;
  const prepared = prepareQuery(query, language, {
    ...rest,
    ...(indicators && { isInEvents: fieldFinder(indicators) }),
  });
  if (!prepared.ok) {
    const [problem] = prepared.problems;
    if (problem?.code === 'not-supported')
      return notEvaluated(
        rule,
        ruleFault(problem.message.replace(/^the query/, 'the threat query'), 'threat_query'),
      );
    const place = problem && threatQuery?.place(problem.span);
    const message = `the threat query cannot run: ${problem?.message}`;
    return notRunnableAt(place ?? placeInRule(rule, ['threat_query']), message);
  }
  if (prepared.planned.kind !== 'event')
    return notRunnable(rule, ruleFault('the threat query does not select documents', 'threat_query'));
  const writer = writeBehind(query);
  const filters = planFilters(table.threat_filters, 'threat_filters', prepared.context, writer);
  if (isFault(filters)) return notEvaluated(rule, filters);
  if (!indicators) return missingIndicators;
  const isPlaced = indicators.some(({ _index: index }) => index !== undefined);
  const place =
    limits.threatIndex && isPlaced ? planIndex('threat_index', rule, prepared.context, writer) : undefined;
  const threatMatch: PlannedThreatMatch = {
    groups,
    filter: joinFilter(prepared.planned.filter, place ? [...filters, place] : filters, context.now),
    threatQuery: writer.text(),
    indicators,
    indicatorPath: typeof path === 'string' ? path : 'threat.indicator',
    now: context.now,
  };
  return { ok: true, threatMatch };
}

const missingIndicators: UnpreparedRule = {
  ok: false,
  problems: [
    {
      code: 'no-indicators',
      severity: 'information',
      message: 'the rule needs indicators, and there are none',
      help: 'pass a file of indicators with --indicators, or put them in a test file',
      span: { start: 0, end: 0 },
    },
  ],
};
