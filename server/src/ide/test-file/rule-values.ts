import type { Analysis } from '../../analysis/analysis.js';
import { queryParts } from '../../analysis/parsed-query.js';
import { queryUnits } from '../../analysis/query-units.js';
import { partsOfQuery } from '../../query/languages.js';
import { filterLanguages } from '../../rule/schema/rule-types.js';
import { isTable, type TomlTableValue, type TomlValue } from '../../toml/path.js';

/** The fields and values that a rule's query requires of matching events. */
export interface RuleValues {
  /** The category of the first event filter in EQL. */
  readonly category: string | undefined;
  /** Whether the documents are not events, so that common event fields come last. */
  readonly ownFields?: true;
  /** Fields in query order, with the values that they are compared to, except those with wildcards. */
  readonly fields: ReadonlyMap<string, readonly string[]>;
}

const valuesOf = new WeakMap<Analysis, RuleValues>();

/** Returns the fields and values of a rule's query. */
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
  for (const part of queryParts(analysis)) {
    category ??= part.category;
    if (part.category !== undefined) note('event.category', [part.category]);
    for (const { field, value } of part.values()) note(field, [value]);
  }
  for (const unit of queryUnits(analysis)) for (const { name } of unit.fields) note(name, []);
  for (const name of groupingFields(analysis.rule.table)) note(name, []);
  return { category, fields };
}

/** Returns fields that the rule type uses besides the query. */
function groupingFields({
  threshold,
  new_terms: newTerms,
  threat_mapping: mapping,
}: TomlTableValue): string[] {
  const grouped = isTable(threshold) ? threshold.field : [];
  const terms = isTable(newTerms) ? newTerms.value : [];
  return [grouped, terms, mappedFields(mapping, 'field')].flat().filter((name) => typeof name === 'string');
}

/** Returns the values under a key in the entries of a threat mapping. */
function mappedFields(mapping: TomlValue | undefined, key: 'field' | 'value'): unknown[] {
  const groups = Array.isArray(mapping) ? mapping.filter(isTable) : [];
  return groups
    .flatMap(({ entries }) => (Array.isArray(entries) ? entries.filter(isTable) : []))
    .map((entry) => entry[key]);
}

/** Returns the same for documents under a key of a case, such as `indicators`. */
export function valuesUnder(key: string | number | undefined, analysis: Analysis): RuleValues {
  const fields = new Map<string, readonly string[]>();
  const note: Note = (field, values) => fields.set(field, [...(fields.get(field) ?? []), ...values]);
  const { table, threatQuery } = analysis.rule;
  switch (key) {
    case 'indicators': {
      for (const name of mappedFields(table.threat_mapping, 'value')) note(String(name), []);
      const language = table.threat_language ?? filterLanguages[0];
      for (const part of threatQuery ? partsOfQuery(threatQuery.text, language) : [])
        for (const { field, value } of part.values()) note(field, [value]);
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
