import type { Analysis } from '../../../analysis/analysis.js';
import { evaluatedFields } from '../../../analysis/evaluated-fields.js';
import { valueSpan } from '../../../rule/schema-check/place.js';
import { isTable, type TomlPath } from '../../../toml/path.js';
import { defineLint } from '../../lint.js';

export default defineLint({
  id: 'group-field-type',
  severity: 'error',
  refusedBy: 'Elasticsearch',
  summary: 'Grouping by a field of an unsuitable type',
  why: 'Thresholds, new terms and the suppression of query rules are aggregations. Elasticsearch keeps only the words of a text field, so the run fails. An object has no value itself, so no event is in a group, and the rule raises no alert.',
  avoid: `type = "threshold"
language = "kuery"
query = 'event.category: authentication'
[rule.threshold]
field = ["message"]
value = 5`,
  prefer: `type = "threshold"
language = "kuery"
query = 'event.category: authentication'
[rule.threshold]
field = ["user.name"]
value = 5`,

  check(analysis, report) {
    for (const { name, path } of groupFields(analysis)) {
      const type = typeOf(name, analysis);
      const span = () => valueSpan(analysis.document, path);
      if (type === 'text' || type === 'match_only_text')
        report({
          span: span(),
          message: `"${name}" is [${type}]: Elasticsearch cannot group events by it, and the run fails.`,
          help: 'Name a keyword field.',
        });
      else if (type === 'object' || type === 'nested')
        report({
          severity: 'warning',
          span: span(),
          message: `"${name}" is [${type}] and has no value itself: events cannot be grouped by it.`,
          help: 'Name one of the fields below it.',
        });
    }
  },
});

interface GroupField {
  readonly name: string;
  readonly path: TomlPath;
}

/** Returns the fields that a rule groups events by in an aggregation. */
function groupFields({ rule }: Analysis): GroupField[] {
  const { type, table } = rule;
  switch (type) {
    case 'threshold':
      return [...namesAt(table, 'threshold', 'field'), ...cardinalityFields(table.threshold)];
    case 'new_terms':
      return namesAt(table, 'new_terms', 'value');
    case 'query':
    case 'saved_query':
      return namesAt(table, 'alert_suppression', 'group_by');
    default:
      // Other types group alerts by the values in the events, whatever the type of the field.
      return [];
  }
}

function namesAt(rule: Analysis['rule']['table'], table: string, key: string): GroupField[] {
  const written = rule[table];
  const names = isTable(written) ? written[key] : undefined;
  if (typeof names === 'string') return [{ name: names, path: ['rule', table, key] }];
  if (!Array.isArray(names)) return [];
  return names.flatMap((name, index) =>
    typeof name === 'string' ? [{ name, path: ['rule', table, key, index] }] : [],
  );
}

function cardinalityFields(threshold: unknown): GroupField[] {
  const entries = isTable(threshold) && Array.isArray(threshold.cardinality) ? threshold.cardinality : [];
  return entries.flatMap((entry, index) =>
    isTable(entry) && typeof entry.field === 'string'
      ? [{ name: entry.field, path: ['rule', 'threshold', 'cardinality', index, 'field'] }]
      : [],
  );
}

function typeOf(name: string, analysis: Analysis): string | undefined {
  return (evaluatedFields(analysis) ?? analysis.catalogue).get(name)?.mapping.type;
}
