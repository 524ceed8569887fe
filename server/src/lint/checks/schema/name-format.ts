import { replaceFix } from '../../../rule/schema-check/check-value.js';
import { valueSpan } from '../../../rule/schema-check/place.js';
import { defineLint } from '../../lint.js';
import { isCustomRule } from '../files/file-place.js';

const pattern = /^[a-zA-Z0-9].+?[a-zA-Z0-9[\]()]$/;

export default defineLint({
  id: 'name-format',
  severity: 'error',
  profile: 'elastic',
  counterpart: 'definitions.NAME_PATTERN',
  echoes: ['text-blank'],
  summary: 'Name that does not start and end with a letter or digit',
  why: 'Names appear in lists and alert titles; stray characters at either end are mistakes.',
  avoid: 'name = "Shell Started by a Web Server. "',
  prefer: 'name = "Shell Started by a Web Server"',

  check(analysis, report) {
    const { rule, document } = analysis;
    if (rule.name === undefined || pattern.test(rule.name) || isCustomRule(analysis)) return;
    const path = ['rule', 'name'];
    const trimmed = rule.name.trim().replace(/[\s.]+$/, '');
    report({
      span: valueSpan(document, path),
      message:
        rule.name.length < 3
          ? 'A name needs at least three characters.'
          : 'A name must start with a letter or digit, and end with one or with a bracket.',
      ...replaceFix(document, path, pattern.test(trimmed) ? trimmed : undefined),
    });
  },
});
