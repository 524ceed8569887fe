import { scheduleOf } from '../../../rule/schedule.js';
import { replaceFix } from '../../../rule/schema-check/check-value.js';
import { insertKey, quoted } from '../../../rule/schema-check/key-edits.js';
import { keySpan, valueSpan } from '../../../rule/schema-check/place.js';
import { defineLint } from '../../lint.js';
import { isAbsent } from '../shared/absent.js';

/** The minimum for a building block, in seconds and as written. */
const least = {
  from: { seconds: 119 * 60, written: 'now-119m', needs: 'must look back 119 minutes or more' },
  interval: { seconds: 60 * 60, written: '60m', needs: 'must run once an hour or less often' },
};

export default defineLint({
  id: 'bbr-timing',
  severity: 'error',
  profile: 'elastic',
  counterpart: 'rule.validate_bbr',
  bypass: 'bbr_lookback_validation',
  judges: ['bypass_bbr_timing', 'from', 'interval'],
  echoes: ['from-format', 'interval-format'],
  summary: 'Building block that does not run hourly with a two-hour look-back',
  why: 'Nobody waits for the alerts of building blocks. Running once an hour with a look-back of two hours saves work on the cluster.',
  avoid: 'building_block_type = "default"\nfrom = "now-9m"\ninterval = "60m"',
  prefer: 'building_block_type = "default"\nfrom = "now-119m"\ninterval = "60m"',

  check(analysis, report) {
    const { rule, document, checkout } = analysis;
    if (rule.table.building_block_type === undefined || rule.metadata.bypass_bbr_timing === true) return;
    if (rule.id !== undefined && checkout?.tests.skipsRule(rule.id)) return;
    const schedule = scheduleOf(rule);
    for (const key of ['from', 'interval'] as const) {
      const { seconds, written, needs } = least[key];
      const path = ['rule', key];
      if (rule.table[key] === undefined) {
        if (!isAbsent(analysis, 'rule', key)) continue;
        const edit = insertKey(document, 'rule', key, quoted(written));
        report({
          span: keySpan(document, ['rule', 'building_block_type']),
          message: `A building block ${needs}, so it needs "${key}".`,
          ...(edit ? { fix: { title: `Set "${key}" to "${written}"`, edits: [edit] } } : {}),
        });
      } else if (schedule && schedule[key] < seconds) {
        report({
          span: valueSpan(document, path),
          message: `A building block ${needs}.`,
          help: 'Or set "bypass_bbr_timing = true" in [metadata].',
          ...replaceFix(document, path, written),
        });
      }
    }
  },
});
