import { valueSpan } from '../../../rule/schema-check/place.js';
import { defineLint } from '../../lint.js';
import { isAbsent } from '../shared/absent.js';

const searching: ReadonlySet<unknown> = new Set(['query', 'eql', 'threshold', 'new_terms']);

export default defineLint({
  id: 'index-present',
  severity: 'error',
  profile: 'elastic',
  scope: 'production',
  counterpart: 'test_all_rules.test_index_or_data_view_id_present',
  judges: ['index'],
  summary: 'Rule without "index" or "data_view_id"',
  why: 'Without "index" or "data_view_id" the rule searches the default indices of each Kibana.',
  avoid: 'type = "eql"\nlanguage = "eql"\nquery = "process where true"',
  prefer: 'type = "eql"\nlanguage = "eql"\nquery = "process where true"\nindex = ["logs-endpoint.events.*"]',

  check(analysis, report) {
    const { rule, document } = analysis;
    if (!searching.has(rule.type) || rule.table.data_view_id !== undefined) return;
    const empty = Array.isArray(rule.table.index) && rule.table.index.length === 0;
    if (!empty && !(isAbsent(analysis, 'rule', 'index') && isAbsent(analysis, 'rule', 'data_view_id')))
      return;
    report({
      span: valueSpan(document, ['rule', empty ? 'index' : 'type']),
      message: `A rule of type "${rule.type}" needs "index" or "data_view_id".`,
    });
  },
});
