import { clausesOf } from '../../query/kql/walk.js';
import { defineLint } from '../lint.js';

export default defineLint({
  id: 'kql-free-text',
  severity: 'warning',
  summary: 'Value of a KQL query without a field',
  why: 'It is searched for in all fields, which is slow and finds what nobody meant; most often a colon is missing.',
  avoid: `type = "query"
language = "kuery"
query = 'process.name cmd.exe'`,
  prefer: `type = "query"
language = "kuery"
query = 'process.name: cmd.exe'`,

  check({ kql, queryToDocument }, report) {
    for (const { node } of clausesOf(kql?.tree?.condition)) {
      if (node.field) continue;
      report({
        span: queryToDocument(node.span),
        message: `"${node.value.text}" is searched for in all fields.`,
        help: 'Write a field and a colon before it.',
      });
    }
  },
});
