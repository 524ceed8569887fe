import { resolvedEsql } from '../../../analysis/resolved-esql.js';
import { esqlLanguage } from '../../../query/esql/language.js';
import { defineLint } from '../../lint.js';
import { unusedColumns } from './unused-columns.js';

export default defineLint({
  id: 'esql-unused-column',
  severity: 'information',
  language: esqlLanguage,
  echoes: ['esql-unknown-column', 'esql-keep', 'esql-constant-condition'],
  summary: 'Unused computed column in ES|QL',
  why: 'No command reads the column, and it is not in the result. It costs time in every run, or a condition on it is missing.',
  avoid: `type = "esql"
language = "esql"
query = 'from logs-* | eval name = to_lower(process.name) | where process.name == "a" | stats Esql.count = count(*) by host.id'`,
  prefer: `type = "esql"
language = "esql"
query = 'from logs-* | eval name = to_lower(process.name) | where name == "a" | stats Esql.count = count(*) by host.id'`,

  check(analysis, report) {
    const esql = resolvedEsql(analysis);
    if (!esql || analysis.query?.parsed.problems.length !== 0) return;
    for (const { command, columns, removable } of unusedColumns(esql)) {
      const names = columns.map(({ name }) => `"${name}"`).join(', ');
      const fix =
        removable &&
        analysis.queryFix({ title: `Remove ${names}`, edits: [{ span: removable, text: '' }], manual: true });
      // A pattern is one finding, since its names belong together.
      const findings =
        command.kind === 'dissect' || command.kind === 'grok'
          ? [{ span: command.nameSpan, names, them: columns.length > 1 ? 'them' : 'it' }]
          : columns.map(({ nameSpan, name }) => ({ span: nameSpan, names: `"${name}"`, them: 'it' }));
      for (const { span, names: own, them } of findings)
        report({
          span: analysis.queryToDocument(span),
          message: `No command uses ${own}, and the result does not include ${them}.`,
          help: 'Use it, keep it, or remove it.',
          ...(fix ? { fix } : {}),
        });
    }
  },
});
