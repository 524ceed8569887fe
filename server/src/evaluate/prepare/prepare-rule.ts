import { loadEcsCatalogue } from '../../fields/ecs.js';
import type { Rule } from '../../rule/rule.js';
import type { RuleType } from '../../rule/schema/rule-types.js';
import { isolated } from '../../text/internal-error.js';
import { indexLines } from '../../text/lines.js';
import { prepareAnomalies } from '../anomalies/prepare-anomalies.js';
import { tableOfRows } from '../esql/table-of-rows.js';
import { joinRuleConditions } from '../filters/rule-conditions.js';
import { planNewTerms } from '../new-terms/plan-new-terms.js';
import type { PlannedFilter } from '../plan/planned-filter.js';
import { hasSteps, type PlannedFilterQuery } from '../plan/planned-query.js';
import type { EvaluatedLanguage } from '../plan/planners.js';
import { prepareThreatMatch } from '../threat-match/prepare-threat-match.js';
import { planThreshold } from '../threshold/plan-threshold.js';
import type { EventObject } from '../values/access.js';
import { fieldFinder } from '../values/field-finder.js';
import { nowOf, type PreparedRule, type PrepareOptions, prepareQuery } from './prepare-query.js';
import type { RuleInputs } from './rule-inputs.js';
import type { UnpreparedRule } from './unprepared.js';
import { isFault, notEvaluated, notRunnable, notRunnableAt, ruleFault } from './unprepared.js';
import { unusableKey } from './unusable-key.js';

type Prepared = PreparedRule | UnpreparedRule;

/** Prepares a rule: its query with the fields that the rule names for time, tiebreaker and event category. */
export function prepareRule(rule: Rule, options: PrepareOptions, inputs: RuleInputs = {}): Prepared {
  return isolated(
    () => prepare(rule, options, inputs),
    { start: 0, end: 0 },
    (problem) => ({ ok: false, problems: [problem] }),
  );
}

function prepare(rule: Rule, given: PrepareOptions, inputs: RuleInputs): Prepared {
  const options = withInputs(given, inputs);
  const [broken] = rule.document.problems;
  if (broken) {
    const line = indexLines(rule.document.text).positionAt(broken.span.start).line + 1;
    return notRunnableAt(
      broken.span,
      `the file cannot be read as TOML (line ${line}), so the rule would not load`,
    );
  }
  if (rule.type === undefined) return notRunnable(rule, ruleFault('the rule has an unknown type', 'type'));
  const unusable = unusableKey(rule);
  if (unusable) return notRunnableAt(unusable.span, unusable.message);
  const query =
    rule.type === 'machine_learning' ? prepareAnomalies(rule, options) : prepareRuleQuery(rule, options);
  if (!query.ok) return query;
  const prepared = joinRuleConditions(rule, query, inputs);
  if (!prepared.ok) return prepared;
  return raisers[rule.type]?.(rule, prepared, options, inputs) ?? prepared;
}

/** Returns the options with the inputs that the query reads besides events. */
export function withInputs(given: PrepareOptions, { fields, tables, answers }: RuleInputs): PrepareOptions {
  const catalogue = fields ?? given.catalogue ?? loadEcsCatalogue();
  const mappingOf = (name: string) => catalogue.get(name)?.mapping;
  return {
    ...given,
    ...(fields && { catalogue: fields }),
    ...(tables && {
      tables: new Map([...tables].map(([name, rows]) => [name, tableOfRows(rows, mappingOf)])),
    }),
    ...(answers !== undefined && { answers }),
  };
}

/** Prepares the query of a rule, with the fields that the rule names. */
function prepareRuleQuery(rule: Rule, options: PrepareOptions): Prepared {
  const { type, query, table } = rule;
  if (type === 'saved_query' && !query) return notEvaluated(rule, savedElsewhere);
  const language = evaluatedLanguage(rule);
  if (!language) {
    const written = rule.language === undefined || rule.language === type ? '' : ` in ${rule.language}`;
    const message = `rules of type ${type}${written} cannot be evaluated yet; the rule is only checked`;
    return notEvaluated(rule, ruleFault(message, written === '' ? 'type' : 'language'));
  }
  if (!query) return notRunnable(rule, ruleFault('the rule has no query', 'query'));
  const fields: Record<string, string> = {};
  for (const [key, option] of Object.entries(fieldKeys)) {
    const value = table[key];
    if (typeof value === 'string') fields[option] = value;
  }
  return prepareQuery(query.text, language, { ...options, ...fields });
}

const savedElsewhere = ruleFault(
  'the query of the rule is saved in Kibana under its "saved_id", so there is nothing to evaluate; copy the query to "query" to evaluate it',
  'saved_id',
);

/** How rules of a type raise alerts, unless each matching event raises one. */
const raisers: Readonly<
  Partial<
    Record<
      RuleType,
      (rule: Rule, prepared: PreparedRule, options: PrepareOptions, inputs: RuleInputs) => Prepared
    >
  >
> = {
  threshold(rule, prepared) {
    const threshold = planThreshold(rule.table.threshold, prepared.context);
    return isFault(threshold)
      ? notRunnable(rule, threshold)
      : withPlan(prepared, (filter) => ({ kind: 'threshold', filter, threshold }));
  },
  new_terms(rule, prepared, { now }, { history = [] }) {
    const time = now === undefined ? undefined : nowOf(now);
    const newTerms = planNewTerms(rule.table, prepared.context, time, history);
    return isFault(newTerms)
      ? notRunnable(rule, newTerms)
      : withPlan(prepared, (filter) => ({ kind: 'new-terms', filter, newTerms }));
  },
  threat_match(rule, prepared, options, inputs) {
    const compared = prepareThreatMatch(rule, prepared.context, options, inputs);
    if (!compared.ok) return compared;
    const { threatMatch } = compared;
    return withPlan(prepared, (filter) => ({ kind: 'threat-match', filter, threatMatch }));
  },
};

/** Queries of these rules are in languages without steps. */
function withPlan(
  prepared: PreparedRule,
  planOf: (filter: PlannedFilter) => PlannedFilterQuery,
): PreparedRule {
  const { planned } = prepared;
  return hasSteps(planned) ? prepared : { ...prepared, planned: planOf(planned.filter) };
}

/** Rule types whose query is an event filter in KQL or Lucene. */
const filterTypes: readonly RuleType[] = ['query', 'saved_query', 'threshold', 'new_terms', 'threat_match'];

/** Returns the language of a rule's query, or undefined for a rule that cannot be evaluated. */
function evaluatedLanguage({ type, language }: Rule): EvaluatedLanguage | undefined {
  if (type === 'eql' && language === 'eql') return 'eql';
  if (type === 'esql' && language === 'esql') return 'esql';
  if (!type || !filterTypes.includes(type)) return undefined;
  if (type === 'saved_query' && language === undefined) return 'kuery';
  return language === 'kuery' || language === 'lucene' ? language : undefined;
}

/** Rule keys that name fields for the search, and the options that they set. */
const fieldKeys: Readonly<Record<string, keyof PrepareOptions>> = {
  timestamp_field: 'timestampField',
  tiebreaker_field: 'tiebreakerField',
  event_category_override: 'eventCategoryField',
};

/** Prepares a rule for a list of events. `now` is ISO 8601. */
export function prepareRuleForEvents(
  rule: Rule,
  events: readonly EventObject[],
  now: string | undefined,
  inputs: RuleInputs = {},
): Prepared {
  return prepareRule(
    rule,
    { ...(now === undefined ? {} : { now }), isInEvents: fieldFinder(events) },
    inputs,
  );
}
