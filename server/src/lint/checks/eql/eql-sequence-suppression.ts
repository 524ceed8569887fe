import { eqlLanguage } from '../../../query/eql/language.js';
import { compareVersions } from '../../../rule/checkout/versions.js';
import { keySpan } from '../../../rule/schema-check/place.js';
import { defineLint } from '../../lint.js';
import { minStackVersion } from '../schema/min-stack.js';

const since = '8.18';

export default defineLint({
  id: 'eql-sequence-suppression',
  severity: 'information',
  language: eqlLanguage,
  counterpart: 'test_all_rules.test_eql_non_sequence_support_only',
  summary: 'Sequence suppression unsupported by an older stack',
  why: 'Stacks before 8.18 cannot suppress alerts of sequences.',
  avoid: `#- rules/example.toml
[metadata]
min_stack_version = "8.16.0"
[rule]
type = "eql"
language = "eql"
query = 'sequence by host.id [process where true] [file where true]'
[rule.alert_suppression]
group_by = ["host.id"]
missing_fields_strategy = "suppress"`,
  prefer: `#- rules/example.toml
[metadata]
min_stack_version = "8.18.0"
[rule]
type = "eql"
language = "eql"
query = 'sequence by host.id [process where true] [file where true]'
[rule.alert_suppression]
group_by = ["host.id"]
missing_fields_strategy = "suppress"`,

  check(analysis, report) {
    const { rule } = analysis;
    const eql = analysis.parsed(eqlLanguage);
    const least = minStackVersion(analysis);
    if (eql?.tree?.kind !== 'sequence' || rule.table.alert_suppression === undefined) return;
    if (least === undefined || compareVersions(least, since) >= 0) return;
    report({
      span: keySpan(rule.document, ['rule', 'alert_suppression']),
      message: `Suppressing alerts of a sequence needs stack ${since}, but "min_stack_version" is ${least}.`,
    });
  },
});
