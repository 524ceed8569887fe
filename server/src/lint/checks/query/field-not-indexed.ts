import { queryUnits } from '../../../analysis/query-units.js';
import { valueSpan } from '../../../rule/schema-check/place.js';
import { isTable, type TomlPath } from '../../../toml/path.js';
import { defineLint } from '../../lint.js';

export default defineLint({
  id: 'field-not-indexed',
  severity: 'warning',
  summary: 'Field that is not indexed',
  why: 'Some ECS fields are only stored for display. Elasticsearch cannot search, group or count them.',
  avoid: `type = "query"
language = "kuery"
query = 'event.original: *denied*'`,
  prefer: `type = "query"
language = "kuery"
query = 'message: denied'`,

  check(analysis, report) {
    const { catalogue } = analysis;
    const isNotIndexed = (name: string): boolean => catalogue.get(name)?.mapping.indexed === false;
    const searched = analysis.query?.language.readsSource ? [] : queryUnits(analysis);
    for (const { fields } of searched)
      for (const { name, span } of fields)
        if (isNotIndexed(name))
          report({
            span: analysis.queryToDocument(span),
            message: `"${name}" is not indexed: a query on it finds nothing, or fails.`,
            help: 'Search the fields that are parsed from it.',
          });
    const { rule, document } = analysis;
    for (const [table, key] of groupings) {
      const written = rule.table[table];
      const names = isTable(written) && Array.isArray(written[key]) ? written[key] : [];
      names.forEach((name, index) => {
        const path: TomlPath = ['rule', table, key, index];
        if (typeof name === 'string' && isNotIndexed(name))
          report({
            span: valueSpan(document, path),
            message: `"${name}" is not indexed: events cannot be grouped by it.`,
          });
      });
    }
  },
});

/** Where rules name fields that Elasticsearch groups by. */
const groupings = [
  ['threshold', 'field'],
  ['new_terms', 'value'],
] as const;
