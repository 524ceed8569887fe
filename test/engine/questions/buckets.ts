import { isFault } from '../../../server/src/evaluate/prepare/unprepared.js';
import { readThreshold } from '../../../server/src/evaluate/threshold/plan-threshold.js';
import type { Rule } from '../../../server/src/rule/rule.js';
import { alertsOf, prepareFor, requestBody } from '../ask-rule.js';
import type { DocumentSet } from '../document-set.js';
import type { EngineAnswer } from '../engine.js';
import type { Question } from '../question.js';

interface Buckets {
  readonly buckets: readonly { readonly key: Readonly<Record<string, unknown>> }[];
}

/**
 * Returns the question which combinations of values a threshold or new terms rule alerts on, or undefined if
 * it cannot run.
 */
export function bucketQuestion(source: string, rule: Rule, set: DocumentSet): Question | undefined {
  const body = requestBody(rule, set);
  if (!body) return undefined;
  const alerts = alertsOf(prepareFor(rule, set), set);
  const ours = 'refused' in alerts ? alerts : alerts.map(({ keys }) => shown(keys ?? []));
  const text = JSON.stringify([rule.query!.text, rule.table.threshold ?? rule.table.new_terms]);
  return { source, text, body, ours, read: (answer) => keysOf(answer, rule) };
}

function keysOf({ aggregations = {}, hits }: EngineAnswer, rule: Rule): readonly string[] {
  const { thresholdTerms, new_terms } = aggregations;
  const found = (thresholdTerms ?? new_terms) as Buckets | undefined;
  if (found) return found.buckets.map(({ key }) => shown(Object.values(key)));
  const threshold = readThreshold(rule.table.threshold);
  if (isFault(threshold)) return [];
  const counted = aggregations.cardinality_count as { readonly value: number } | undefined;
  const isReached =
    (hits?.total?.value ?? 0) >= threshold.least &&
    (counted?.value ?? 0) >= (threshold.cardinality?.least ?? 0);
  return isReached ? [shown([])] : [];
}

/** Formats keys as strings: the engine returns dates as milliseconds. */
function shown(keys: readonly unknown[]): string {
  return JSON.stringify(
    keys.map((key) => (typeof key === 'string' && /^\d{4}-\d\d-\d\dT.*Z$/.test(key) ? Date.parse(key) : key)),
  );
}
