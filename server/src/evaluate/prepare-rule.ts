import type { Rule } from '../rule/rule.js';
import { indexLines } from '../text/lines.js';
import type { EvaluatedLanguage, PlannedQuery } from './planned-query.js';
import {
  notSupported,
  type PreparedRule,
  type PrepareOptions,
  prepareQuery,
  type UnpreparedRule,
} from './prepare-query.js';
import { planThreshold } from './threshold/plan-threshold.js';
import type { EventObject } from './values/access.js';
import { fieldFinder } from './values/field-finder.js';

/** Prepares a rule: its query with the fields that it names for time, tiebreaker and event category. */
export function prepareRule(rule: Rule, options: PrepareOptions): PreparedRule | UnpreparedRule {
  const [broken] = rule.document.problems;
  if (broken) {
    const line = indexLines(rule.document.text).positionAt(broken.span.start).line + 1;
    return notRunnable(`the file cannot be read as TOML (line ${line}), so the rule would not load`);
  }
  if (rule.type === undefined) return notRunnable('the rule has no known type');
  const language = evaluatedLanguage(rule);
  if (!language) {
    const written = rule.language === undefined || rule.language === rule.type ? '' : ` in ${rule.language}`;
    return notSupported(
      `rules of type ${rule.type}${written} cannot be evaluated yet; the rule is only checked`,
    );
  }
  if (!rule.query) return notRunnable('the rule has no query');
  const fields: Record<string, string> = {};
  for (const [key, option] of Object.entries(fieldKeys)) {
    const value = rule.table[key];
    if (typeof value === 'string') fields[option] = value;
  }
  const prepared = prepareQuery(rule.query.text, language, { ...options, ...fields });
  return rule.type === 'threshold' && !('problems' in prepared) ? withThreshold(rule, prepared) : prepared;
}

function withThreshold(rule: Rule, prepared: PreparedRule): PreparedRule | UnpreparedRule {
  const threshold = planThreshold(rule.table.threshold, prepared.context);
  if (typeof threshold === 'string') return notRunnable(threshold);
  return { ...prepared, planned: { ...prepared.planned, threshold } as PlannedQuery };
}

/** The language of a rule's query; undefined for a rule that cannot be evaluated. */
function evaluatedLanguage({ type, language }: Rule): EvaluatedLanguage | undefined {
  if (type === 'eql' && language === 'eql') return 'eql';
  return (type === 'query' || type === 'threshold') && language === 'kuery' ? 'kuery' : undefined;
}

/** A fault of the rule. What is wrong with it in full is for the checks to say. */
function notRunnable(message: string): UnpreparedRule {
  const help = 'run "rulewright lint" on it';
  return {
    problems: [{ code: 'not-runnable', severity: 'error', message, help, span: { start: 0, end: 0 } }],
  };
}

/** Keys of a rule that name fields for the search, and the options they set. */
const fieldKeys: Readonly<Record<string, keyof PrepareOptions>> = {
  timestamp_field: 'timestampField',
  tiebreaker_field: 'tiebreakerField',
  event_category_override: 'eventCategoryField',
};

/** Prepares a rule for events that are all at hand; `now` is ISO 8601. */
export function prepareRuleForEvents(
  rule: Rule,
  events: readonly EventObject[],
  now: string | undefined,
): PreparedRule | UnpreparedRule {
  return prepareRule(rule, { ...(now === undefined ? {} : { now }), isInEvents: fieldFinder(events) });
}
