import { entryLines, keySpan } from '../../../rule/schema-check/place.js';
import { defineLint } from '../../lint.js';

export default defineLint({
  id: 'version-revision-forbidden',
  severity: 'warning',
  elasticSeverity: 'error',
  counterpart: 'rule.validates_data',
  summary: 'Version in a rule file with a version lock',
  why: 'The checkout keeps versions in version.lock.json and refuses rules that set one.',
  avoid: `#- rules/a.toml
version = 3
#- detection_rules/etc/_config.yaml
rule_dirs: [rules]`,
  prefer: `#- rules/a.toml
severity = "low"
#- detection_rules/etc/_config.yaml
rule_dirs: [rules]`,

  check({ rule, document, checkout }, report) {
    if (!checkout || checkout.settings.bypassVersionLock) return;
    for (const key of ['version', 'revision']) {
      if (rule.table[key] === undefined) continue;
      const lines = entryLines(document, ['rule', key]);
      report({
        span: keySpan(document, ['rule', key]),
        message: `The checkout counts versions itself, so a rule cannot have "${key}".`,
        help: 'Remove it, or set "bypass_version_lock: true" in _config.yaml.',
        ...(lines ? { fix: { title: `Remove "${key}"`, edits: [{ span: lines, text: '' }] } } : {}),
      });
    }
  },
});
