import { fromOf, identityColumns, missingIdentity } from '../../../analysis/esql-columns.js';
import { isAggregating } from '../../../query/esql/aggregating.js';
import { esqlLanguage } from '../../../query/esql/language.js';
import { defineLint } from '../../lint.js';

export default defineLint({
  id: 'esql-metadata',
  severity: 'error',
  language: esqlLanguage,
  profile: 'elastic',
  counterpart: 'rule.validates_esql_data',
  bypass: 'esql_metadata_validation',
  summary: 'Missing metadata columns in an ES|QL rule',
  why: 'Without _id, _version and _index, alerts cannot be tied to their events: the same event raises an alert in every run.',
  avoid: `type = "esql"
language = "esql"
query = 'from logs-* | where process.name == "a" | keep process.name, _id, _version, _index'`,
  prefer: `type = "esql"
language = "esql"
query = 'from logs-* metadata _id, _version, _index | where process.name == "a" | keep process.name, _id, _version, _index'`,

  check(analysis, report) {
    const { checkout, queryToDocument, queryFix } = analysis;
    const esql = analysis.parsed(esqlLanguage);
    // After an unclosed token it is unknown where a command ends.
    const tree = esql?.problems.length === 0 ? esql.tree : undefined;
    const from = tree && fromOf(tree);
    if (!tree || !from) return;
    const { metadata, sources } = from;
    const missing = missingIdentity(metadata?.names);
    const first = (metadata?.names ?? []).slice(0, 3).map(({ text }) => text.toLowerCase());
    if (missing.length === 0 && identityColumns.every((column) => first.includes(column))) return;
    // What detection-rules, and what Kibana, considers an aggregation.
    const hasGroups = /\bstats\b[\s\S]*?\bby\b/i.test(esql!.text);
    if (isAggregating(tree) && (hasGroups || !checkout)) return;
    const last = sources.at(-1)?.span.end ?? from.nameSpan.end;
    const place = metadata ? metadata.span : { start: last, end: last };
    const others = (metadata?.names ?? []).filter(
      ({ text }) => !identityColumns.includes(text.toLowerCase()),
    );
    const list = [...identityColumns, ...others.map(({ text }) => text)].join(', ');
    const written = esql!.text.slice(place.start, place.end);
    const space = place.start === place.end ? ' ' : '';
    // A comment between the names would be lost.
    const fix = written.includes('/')
      ? undefined
      : queryFix({
          title: `Write "metadata ${list}"`,
          edits: [{ span: place, text: `${space}${metadata ? '' : 'metadata '}${list}` }],
        });
    report({
      span: queryToDocument(metadata && written !== '' ? place : { start: from.span.start, end: last }),
      // Kibana runs such rules, and detection-rules accepts those with groups.
      ...(hasGroups || (missing.length === 0 && !checkout) ? { severity: 'warning' } : {}),
      message: messageFor(missing, isAggregating(tree)),
      ...(fix ? { fix } : {}),
    });
  },
});

function messageFor(missing: readonly string[], aggregates: boolean): string {
  const wanted = identityColumns.join(', ');
  if (missing.length === 0) return `${wanted} must come first in "metadata".`;
  const reason = aggregates
    ? `detection-rules wants "metadata ${wanted}" where "stats" has no "by"`
    : `A query that does not aggregate needs "metadata ${wanted}"`;
  return `${reason}; ${missing.join(', ')} ${missing.length > 1 ? 'are' : 'is'} missing.`;
}
