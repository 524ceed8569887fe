import { defineLint } from '../../lint.js';
import { someValues, unlistedValues } from './compared-values.js';

export default defineLint({
  id: 'value-open',
  severity: 'information',
  summary: 'Unexpected value',
  why: 'Other values can occur, but the list covers what integrations usually write.',
  avoid: 'process where host.os.type == "solarisunix"',
  prefer: 'process where host.os.type == "linux"',

  check(analysis, report) {
    for (const { field, text, span, nearest, list } of unlistedValues(analysis)) {
      if (nearest !== undefined || list.kind !== 'open') continue;
      report({
        span: analysis.queryToDocument(span),
        message: `"${text}" is not an expected value of "${field}".`,
        help: `Expected: ${someValues(list)}.`,
      });
    }
  },
});
