import { insertKey, quoted } from '../../../rule/schema-check/key-edits.js';
import { valueSpan } from '../../../rule/schema-check/place.js';
import { defineLint } from '../../lint.js';
import { isAbsent } from '../shared/absent.js';

const pattern = 'logs-endpoint.events.*';
const usual = 'now-9m';

export default defineLint({
  id: 'lookback-endpoint',
  severity: 'error',
  profile: 'elastic',
  scope: 'production',
  counterpart: 'test_all_rules.test_required_lookback',
  judges: ['from', 'index'],
  summary: 'Rule on events of Elastic Defend without "from"',
  why: 'Endpoints send events with a delay, so the default of six minutes misses some.',
  avoid: `index = ["${pattern}"]`,
  prefer: `from = "${usual}"\nindex = ["${pattern}"]`,

  check(analysis, report) {
    const { rule, document } = analysis;
    const at = rule.table.from === undefined ? rule.index.indexOf(pattern) : -1;
    if (at < 0 || !isAbsent(analysis, 'rule', 'from')) return;
    const edit = insertKey(document, 'rule', 'from', quoted(usual));
    report({
      span: valueSpan(document, ['rule', 'index', at]),
      message: `A rule that reads "${pattern}" needs "from": endpoints send events with a delay.`,
      ...(edit ? { fix: { title: `Set "from" to "${usual}"`, edits: [edit] } } : {}),
    });
  },
});
