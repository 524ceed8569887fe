import { someValues, unlistedValues } from '../eql-values.js';
import { defineLint } from '../lint.js';

export default defineLint({
  id: 'value-open',
  severity: 'information',
  summary: 'Value outside the list that is expected for the field',
  why: 'Other values can occur, but the list covers what integrations usually write.',
  avoid: 'process where host.os.type == "solarisunix"',
  prefer: 'process where host.os.type == "linux"',

  check(analysis, report) {
    for (const { field, literal, nearest, list } of unlistedValues(analysis)) {
      if (nearest !== undefined || list.kind !== 'open') continue;
      report({
        span: analysis.queryToDocument(literal.span),
        message: `"${literal.value}" is not among the usual values of "${field.name}".`,
        help: `These are ${someValues(list)}.`,
      });
    }
  },
});
