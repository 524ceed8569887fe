import type { Analysis } from '../../lint/analysis.js';
import { queryUnits } from '../../lint/query-units.js';
import type { Expression } from '../../query/eql/syntax.js';
import { filtersOf, keysOf, walkExpression } from '../../query/eql/walk.js';
import { parseKql } from '../../query/kql/parse.js';
import type { KqlNode } from '../../query/kql/syntax.js';
import { isTable, type TomlTableValue, type TomlValue } from '../../toml/path.js';

/** What the query of a rule says of the events that it looks for. */
export interface RuleValues {
  /** The category of the first event filter in EQL. */
  readonly category: string | undefined;
  /** Whether the documents are no events, so that fields of any event come last. */
  readonly ownFields?: true;
  /** Fields in the order of the query, with the values that they are compared to; those with wildcards are left out. */
  readonly fields: ReadonlyMap<string, readonly string[]>;
}

const valuesOf = new WeakMap<Analysis, RuleValues>();

/** Fields and values of the query of a rule. */
function ruleValues(analysis: Analysis): RuleValues {
  const known = valuesOf.get(analysis) ?? readValues(analysis);
  valuesOf.set(analysis, known);
  return known;
}

function readValues(analysis: Analysis): RuleValues {
  const fields = new Map<string, string[]>();
  const note = (field: string, values: readonly string[]): void => {
    const known = fields.get(field) ?? [];
    fields.set(field, [...new Set([...known, ...values.filter((value) => !/[*?]/.test(value))])]);
  };
  let category: string | undefined;
  const tree = analysis.eql?.tree;
  if (tree) {
    for (const filter of filtersOf(tree)) {
      if (!filter.category.any && filter.category.name !== '') {
        category ??= filter.category.name;
        note('event.category', [filter.category.name]);
      }
      walkExpression(filter.condition, (expression) => noteComparison(expression, note));
    }
    for (const key of keysOf(tree)) note(key.name, []);
  }
  if (analysis.kql?.tree?.condition) noteKql(analysis.kql.tree.condition, note);
  for (const unit of queryUnits(analysis)) for (const { name } of unit.fields) note(name, []);
  for (const name of groupingFields(analysis.rule.table)) note(name, []);
  return { category, fields };
}

/** Fields that the type of a rule looks at beside its query. */
function groupingFields({
  threshold,
  new_terms: newTerms,
  threat_mapping: mapping,
}: TomlTableValue): string[] {
  const grouped = isTable(threshold) ? threshold.field : [];
  const terms = isTable(newTerms) ? newTerms.value : [];
  return [grouped, terms, mappedFields(mapping, 'field')].flat().filter((name) => typeof name === 'string');
}

/** What stands under a key of the entries of a threat mapping. */
function mappedFields(mapping: TomlValue | undefined, key: 'field' | 'value'): unknown[] {
  const groups = Array.isArray(mapping) ? mapping.filter(isTable) : [];
  return groups
    .flatMap(({ entries }) => (Array.isArray(entries) ? entries.filter(isTable) : []))
    .map((entry) => entry[key]);
}

/** The same for documents that stand under a key of a case, such as `indicators`. */
export function valuesUnder(key: string | number | undefined, analysis: Analysis): RuleValues {
  const fields = new Map<string, readonly string[]>();
  const note: Note = (field, values) => fields.set(field, [...(fields.get(field) ?? []), ...values]);
  const { table, threatQuery } = analysis.rule;
  switch (key) {
    case 'indicators': {
      for (const name of mappedFields(table.threat_mapping, 'value')) note(String(name), []);
      const condition = threatQuery && parseKql(threatQuery.text).tree?.condition;
      if (condition) noteKql(condition, note);
      return { category: undefined, fields };
    }
    case 'anomalies': {
      const jobs = [table.machine_learning_job_id ?? []].flat().map(String);
      note('job_id', jobs);
      note('record_score', typeof table.anomaly_threshold === 'number' ? [`${table.anomaly_threshold}`] : []);
      note('is_interim', ['false']);
      return { category: undefined, ownFields: true, fields };
    }
    default:
      return ruleValues(analysis);
  }
}

type Note = (field: string, values: readonly string[]) => void;

function noteComparison(expression: Expression, note: Note): void {
  const textOf = (one: Expression): string[] =>
    one.kind === 'string' || one.kind === 'number' || one.kind === 'boolean' ? [String(one.value)] : [];
  switch (expression.kind) {
    case 'comparison':
      if (expression.left.kind === 'field') note(expression.left.name, textOf(expression.right));
      break;
    case 'membership':
      if (expression.subject.kind === 'field')
        note(expression.subject.name, expression.items.flatMap(textOf));
      break;
    case 'pattern-match':
      if (expression.subject.kind === 'field')
        note(expression.subject.name, expression.patterns.flatMap(textOf));
      break;
    default:
  }
}

function noteKql(node: KqlNode, note: Note): void {
  switch (node.kind) {
    case 'and':
    case 'or':
      for (const operand of node.operands) noteKql(operand, note);
      break;
    case 'not':
      noteKql(node.operand, note);
      break;
    case 'is':
      if (node.field) note(node.field.text, [node.value.text]);
      break;
    default:
  }
}
