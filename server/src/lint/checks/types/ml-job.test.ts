import { checkFix, checkLint } from '../../../../../test/helpers/check-lint.js';
import lint from './ml-job.js';

const around = (schemas: string): string => `
#- detection_rules/etc/stack-schema-map.yaml
"9.3.0": {ecs: 9.3.0}
#- detection_rules/etc/integration-manifests.json
{"dga": {"2.0.0": {"conditions": {"kibana": {"version": "^9.0.0"}}}}}
#- detection_rules/etc/integration-schemas.json
${schemas}`;

const rule = (job: string): string => `#- rules/a.toml
[metadata]
integration = ["dga"]
[rule]
type = "machine_learning"
machine_learning_job_id = ${job}`;

checkLint(lint, {
  'a job that the package does not have, in a list': `${rule('["dga_one", "dga_two"]')}
                                      ^^^^^^^^^ "dga" has no job "dga_two".${around('{"dga": {"2.0.0": {"jobs": ["dga_one"]}}}')}`,
  'a package without schema': `${rule('"dga_two"')}${around('{"dga": {"1.0.0": {"jobs": ["dga_one"]}}}')}`,
});

checkFix(lint, {
  'the nearest job': [
    `${rule('"dga_high_sum"')}${around('{"dga": {"2.0.0": {"jobs": ["dga_high_sums"]}}}')}`,
    rule('"dga_high_sums"').replace(/^#-.*\n/, ''),
  ],
});
