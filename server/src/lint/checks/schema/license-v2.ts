import { replaceFix } from '../../../rule/schema-check/check-value.js';
import { valueSpan } from '../../../rule/schema-check/place.js';
import { defineLint } from '../../lint.js';
import { isCustomRule } from '../files/file-place.js';

const expected = 'Elastic License v2';

export default defineLint({
  id: 'license-v2',
  severity: 'error',
  profile: 'elastic',
  counterpart: 'test_all_rules.TestLicense',
  summary: 'Elastic License other than version 2',
  why: "Elastic's rules use version 2 of the licence, always with the same spelling.",
  avoid: 'license = "Elastic License"',
  prefer: 'license = "Elastic License v2"',

  check(analysis, report) {
    const { rule, document } = analysis;
    const { license } = rule.table;
    if (typeof license !== 'string' || license === expected || isCustomRule(analysis)) return;
    if (!/elastic license/i.test(license)) return;
    const path = ['rule', 'license'];
    report({
      span: valueSpan(document, path),
      message: `The licence of Elastic's rules is "${expected}", not "${license}".`,
      ...replaceFix(document, path, expected),
    });
  },
});
