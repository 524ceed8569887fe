import { keepsOf, metadataOf, missingIdentity } from '../../../analysis/esql-columns.js';
import { isAggregating } from '../../../query/esql/aggregating.js';
import { esqlLanguage } from '../../../query/esql/language.js';
import type { EsqlQuery } from '../../../query/esql/syntax.js';
import { defineLint } from '../../lint.js';

export default defineLint({
  id: 'esql-keep',
  severity: 'error',
  language: esqlLanguage,
  profile: 'elastic',
  counterpart: 'rule.validates_esql_data',
  bypass: 'esql_keep_validation',
  summary: 'Missing or incomplete "keep" in an ES|QL rule',
  why: 'Alerts of ES|QL rules contain all columns of the result, which are hundreds without "keep". Without _id, _version and _index they are not tied to their events.',
  avoid: `type = "esql"
language = "esql"
query = 'from logs-* metadata _id, _version, _index | where process.name == "a"'`,
  prefer: `type = "esql"
language = "esql"
query = 'from logs-* metadata _id, _version, _index | where process.name == "a" | keep process.name, _id, _version, _index'`,

  check(analysis, report) {
    const { checkout, queryToDocument, queryFix } = analysis;
    const esql = analysis.parsed(esqlLanguage);
    // After an unclosed token it is unknown where a command ends.
    const tree = esql?.problems.length === 0 ? esql.tree : undefined;
    const [first] = tree?.commands ?? [];
    if (!tree || !first || (isAggregating(tree) && !checkout)) return;
    const keeps = keepsOf(tree);
    if (keeps.length === 0) {
      report({
        span: queryToDocument(first.nameSpan),
        message: 'The query has no "keep".',
        help: 'End it with "| keep" and the columns that an analyst needs.',
      });
      return;
    }
    if (isAggregating(tree)) return;
    const canAdd = holdsIdentity(tree);
    for (const keep of keeps) {
      if (keep.names.some(({ isPattern }) => isPattern)) continue;
      const missing = missingIdentity(keep.names);
      if (missing.length === 0) continue;
      const { end } = keep.span;
      const fix =
        canAdd &&
        queryFix({
          title: `Add ${missing.join(', ')}`,
          edits: [{ span: { start: end, end }, text: `, ${missing.join(', ')}` }],
        });
      report({
        span: queryToDocument(keep.span),
        message: `"keep" drops ${missing.join(', ')}, needed to tie alerts to their events.`,
        ...(fix ? { fix } : {}),
      });
    }
  },
});

/** Returns whether the identity of events can be kept: no earlier command has dropped or renamed it. */
function holdsIdentity(query: EsqlQuery): boolean {
  if (missingIdentity(metadataOf(query)?.names).length > 0) return false;
  return !query.commands.some(({ kind, name }) => takesIdentity.has(kind) || name === 'SHOW');
}

const takesIdentity: ReadonlySet<string> = new Set(['rename', 'drop', 'fork', 'row']);
