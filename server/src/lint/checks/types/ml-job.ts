import { machineLearningPackages } from '../../../fields/checkout/packages.js';
import { replaceFix } from '../../../rule/schema-check/check-value.js';
import { valueSpan } from '../../../rule/schema-check/place.js';
import { nearestNames } from '../../../text/nearest.js';
import { defineLint } from '../../lint.js';

export default defineLint({
  id: 'ml-job',
  severity: 'warning',
  counterpart: 'test_all_rules.test_ml_integration_jobs_exist',
  summary: 'Unknown machine learning job',
  why: 'The rule waits for anomalies of a job that nobody can start.',
  avoid: `#- rules/example.toml
[metadata]
integration = ["lmd"]
[rule]
type = "machine_learning"
anomaly_threshold = 70
machine_learning_job_id = "lmd_rare_file"
#- detection_rules/etc/stack-schema-map.yaml
"9.3.0": {ecs: 9.3.0}
#- detection_rules/etc/integration-manifests.json
{"lmd": {"2.0.0": {"conditions": {"kibana": {"version": "^9.0.0"}}}}}
#- detection_rules/etc/integration-schemas.json
{"lmd": {"2.0.0": {"jobs": ["lmd_rare_file_name"]}}}`,
  prefer: `#- rules/example.toml
[metadata]
integration = ["lmd"]
[rule]
type = "machine_learning"
anomaly_threshold = 70
machine_learning_job_id = "lmd_rare_file_name"
#- detection_rules/etc/stack-schema-map.yaml
"9.3.0": {ecs: 9.3.0}
#- detection_rules/etc/integration-manifests.json
{"lmd": {"2.0.0": {"conditions": {"kibana": {"version": "^9.0.0"}}}}}
#- detection_rules/etc/integration-schemas.json
{"lmd": {"2.0.0": {"jobs": ["lmd_rare_file_name"]}}}`,

  check({ rule, fieldPlan, checkout }, report) {
    if (rule.type !== 'machine_learning' || !fieldPlan || !checkout) return;
    const { integrations } = fieldPlan;
    const packages = rule.integrations.filter((name) => machineLearningPackages.includes(name));
    const newest = checkout.stacks.at(-1)?.version ?? '';
    const jobs = packages.flatMap((name) => integrations.jobsOf(name));
    // Older schemas do not show which jobs exist now.
    if (jobs.length === 0 || packages.some((name) => integrations.outdated(name, newest))) return;
    const written = rule.table.machine_learning_job_id;
    const path = ['rule', 'machine_learning_job_id'];
    const named = Array.isArray(written)
      ? written.map((id, index) => ({ id, place: [...path, index] }))
      : [{ id: written, place: path }];
    for (const { id, place } of named) {
      if (typeof id !== 'string' || jobs.includes(id)) continue;
      const [nearest] = nearestNames(id, jobs);
      report({
        span: valueSpan(rule.document, place),
        message: `${packages.map((name) => `"${name}"`).join(' and ')} has no job "${id}".`,
        ...(nearest
          ? { help: `Did you mean "${nearest}"?`, ...replaceFix(rule.document, place, nearest) }
          : {}),
      });
    }
  },
});
