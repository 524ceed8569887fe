import { replaceFix } from '../../../rule/schema-check/check-value.js';
import { valueSpan } from '../../../rule/schema-check/place.js';
import { editDistance } from '../../../text/nearest.js';
import { defineLint } from '../../lint.js';

const expected = 'Elastic License v2';

export default defineLint({
  id: 'license-typo',
  severity: 'warning',
  summary: 'Misspelt "Elastic License v2"',
  why: 'Tools that look for the licence by its name do not find it.',
  avoid: 'license = "Elastic Licence v2"',
  prefer: 'license = "Elastic License v2"',

  check({ rule, document }, report) {
    const { license } = rule.table;
    if (typeof license !== 'string' || license === expected || /elastic license/i.test(license)) return;
    if (editDistance(license.toLowerCase(), expected.toLowerCase(), 2) > 2) return;
    const path = ['rule', 'license'];
    report({
      span: valueSpan(document, path),
      message: `The licence is called "${expected}", not "${license}".`,
      ...replaceFix(document, path, expected),
    });
  },
});
