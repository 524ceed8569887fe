import type { Rule } from '../../rule/rule.js';
import { writeBehind } from '../filters/clause-writer.js';
import { planDsl } from '../filters/dsl.js';
import { joinConditions } from '../filters/join-conditions.js';
import { type PreparedRule, type PrepareOptions, prepareQuery } from '../prepare/prepare-query.js';
import type { UnpreparedRule } from '../prepare/unprepared.js';
import { notRunnable, ruleFault } from '../prepare/unprepared.js';

/**
 * Prepares a machine_learning rule. Its events are the records of anomaly detection jobs: final records of
 * its jobs that score high enough raise an alert (docs/semantics/rule-types.md#machine-learning). The job
 * itself is not evaluated.
 */
export function prepareAnomalies(rule: Rule, options: PrepareOptions): PreparedRule | UnpreparedRule {
  const { machine_learning_job_id: written, anomaly_threshold: threshold } = rule.table;
  const jobs = [written ?? []].flat().filter((job) => typeof job === 'string');
  if (jobs.length === 0)
    return notRunnable(
      rule,
      ruleFault('the rule has no "machine_learning_job_id"', 'machine_learning_job_id'),
    );
  if (typeof threshold !== 'number')
    return notRunnable(rule, ruleFault('the rule has no "anomaly_threshold"', 'anomaly_threshold'));
  const prepared = prepareQuery('', 'kuery', { ...options, timestampField: 'timestamp' });
  if (!prepared.ok) return prepared;
  const { context } = prepared;
  const writer = writeBehind('');
  const record = [
    { terms: { job_id: jobs } },
    { term: { result_type: 'record' } },
    { range: { record_score: { gte: threshold } } },
    { term: { is_interim: false } },
  ];
  const place = { context, path: '', negated: false, label: '', writer };
  const conditions = record.map((query) => planDsl(query, place));
  const planned = joinConditions(prepared.planned, conditions, context.now);
  return { ...prepared, planned, queryText: writer.text() };
}
