import { fromOf } from '../../../analysis/esql-columns.js';
import { resolvedEsql } from '../../../analysis/resolved-esql.js';
import { isAggregating } from '../../../query/esql/aggregating.js';
import { esqlLanguage } from '../../../query/esql/language.js';
import { defineLint } from '../../lint.js';

export default defineLint({
  id: 'esql-id',
  severity: 'warning',
  language: esqlLanguage,
  echoes: ['esql-metadata', 'esql-keep'],
  summary: 'ES|QL rule whose alerts are not tied to events',
  why: 'Without the column _id, which "metadata _id" adds, an event raises an alert in every run that sees it. From 9.4 on, Kibana adds the column automatically.',
  avoid: `type = "esql"
language = "esql"
query = 'from logs-* | where process.name == "a"'`,
  prefer: `type = "esql"
language = "esql"
query = 'from logs-* metadata _id | where process.name == "a"'`,

  check(analysis, report) {
    const { queryToDocument } = analysis;
    const esql = analysis.parsed(esqlLanguage);
    const tree = esql?.problems.length === 0 ? esql.tree : undefined;
    const from = tree && fromOf(tree);
    if (!tree || !from || isAggregating(tree)) return;
    // The metadata of a subquery is in the subquery.
    if (from.sources.some((source) => 'kind' in source)) return;
    if (from.metadata?.names.some(({ text }) => text.toLowerCase() === '_id')) {
      const { result } = resolvedEsql(analysis)!;
      const culprit = result.known.has('_id') ? undefined : (result.gone.get('_id') ?? result.closedBy);
      if (culprit)
        report({
          span: queryToDocument(culprit.nameSpan),
          message: `The ${culprit.name} drops "_id", so alerts are not tied to their events.`,
          help: culprit.kind === 'keep' ? 'Keep "_id" too.' : 'Keep "_id" in the result.',
        });
      return;
    }
    report({
      span: queryToDocument(from.nameSpan),
      message: 'The query does not ask for "metadata _id", so alerts are not tied to their events.',
      help: 'Write "metadata _id" after the index patterns.',
    });
  },
});
