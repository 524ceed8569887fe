import { identityColumns, isAggregating, missingIdentity } from '../esql-columns.js';
import { defineLint } from '../lint.js';

export default defineLint({
  id: 'esql-metadata',
  severity: 'error',
  counterpart: 'rule.validates_esql_data',
  bypass: 'esql_metadata_validation',
  summary: 'ES|QL rule without the identity of its events',
  why: 'Without _id, _version and _index alerts cannot be tied to their events: the same event raises an alert in every run.',
  avoid: `type = "esql"
language = "esql"
query = 'from logs-* | where process.name == "a" | keep process.name, _id, _version, _index'`,
  prefer: `type = "esql"
language = "esql"
query = 'from logs-* metadata _id, _version, _index | where process.name == "a" | keep process.name, _id, _version, _index'`,

  check({ esql, queryToDocument, queryFix }, report) {
    // Where a command ends is not known behind what is not closed.
    const tree = esql?.problems.length === 0 ? esql.tree : undefined;
    const [from] = tree?.commands ?? [];
    if (!tree || from?.name !== 'from' || isAggregating(tree)) return;
    const { metadata, sources } = tree;
    const missing = missingIdentity(metadata);
    const first = (metadata?.names ?? []).slice(0, 3).map(({ text }) => text.toLowerCase());
    if (missing.length === 0 && identityColumns.every((column) => first.includes(column))) return;
    const last = sources.at(-1)?.span.end ?? from.nameSpan.end;
    const others = (metadata?.names ?? []).filter(
      ({ text }) => !identityColumns.includes(text.toLowerCase()),
    );
    const list = [...identityColumns, ...others.map(({ text }) => text)].join(', ');
    const fix = queryFix({
      title: `Write "metadata ${list}"`,
      edits: [
        metadata
          ? { span: metadata.span, text: list }
          : { span: { start: last, end: last }, text: ` metadata ${list}` },
      ],
    });
    report({
      span: queryToDocument(metadata?.span ?? { start: from.span.start, end: last }),
      message:
        missing.length > 0
          ? `A query that does not aggregate needs "metadata ${identityColumns.join(', ')}"; ${missing.join(', ')} ${missing.length > 1 ? 'are' : 'is'} missing.`
          : `${identityColumns.join(', ')} must come first in "metadata".`,
      ...(fix ? { fix } : {}),
    });
  },
});
