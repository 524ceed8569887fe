import type { Analysis } from '../analysis/analysis.js';
import { countSteps, isSequence, queryIndices, queryParts } from '../analysis/parsed-query.js';
import type { FieldType } from '../fields/field-type.js';
import { isTable, type TomlValue } from '../toml/path.js';

/** Data about a rule outside its file. */
export interface RuleSurroundings {
  /** The displayed path. */
  readonly path: string;
  readonly hasTests: boolean;
}

/**
 * The fields of rules as documents, with their types and descriptions. Keywords are case-insensitive, because
 * people search for rules, not bytes.
 */
export const ruleFields: Readonly<Record<string, { readonly type: FieldType; readonly about: string }>> = {
  path: { type: 'wildcard', about: 'path of the file' },
  name: { type: 'text', about: 'name, matched by word' },
  id: { type: 'keyword(normalizer=lowercase)', about: 'rule_id' },
  type: { type: 'keyword(normalizer=lowercase)', about: 'rule type, such as eql' },
  language: { type: 'keyword(normalizer=lowercase)', about: 'language of the query' },
  severity: { type: 'keyword(normalizer=lowercase)', about: 'low, medium, high or critical' },
  risk_score: { type: 'long', about: 'risk score' },
  maturity: { type: 'keyword(normalizer=lowercase)', about: 'maturity' },
  tags: { type: 'keyword(normalizer=lowercase)', about: 'tags' },
  author: { type: 'keyword(normalizer=lowercase)', about: 'authors' },
  integration: { type: 'keyword(normalizer=lowercase)', about: 'integrations in the metadata' },
  index: { type: 'keyword(normalizer=lowercase)', about: 'index patterns, including those in a query' },
  tactic: { type: 'keyword(normalizer=lowercase)', about: 'ids and names of tactics' },
  technique: {
    type: 'keyword(normalizer=lowercase)',
    about: 'ids and names of techniques and subtechniques',
  },
  field: { type: 'keyword(normalizer=lowercase)', about: 'fields in the query' },
  value: { type: 'keyword(normalizer=lowercase)', about: 'values that the query compares fields with' },
  description: { type: 'text', about: 'description, matched by word' },
  note: { type: 'text', about: 'investigation guide, matched by word' },
  query: { type: 'text', about: 'query, matched by word' },
  sequence: { type: 'boolean', about: 'whether the query is a sequence' },
  steps: { type: 'long', about: 'steps of a sequence, or commands of a pipeline' },
  tests: { type: 'boolean', about: 'whether there is a test file' },
  created: { type: 'date', about: 'creation_date' },
  updated: { type: 'date', about: 'updated_date' },
};

/** Returns a rule as a document with {@link ruleFields}. Fields that a rule does not have are missing. */
export function ruleDocument(
  analysis: Analysis,
  { path, hasTests }: RuleSurroundings,
): Readonly<Record<string, unknown>> {
  const { rule } = analysis;
  const { table, metadata } = rule;
  const parts = queryParts(analysis);
  const { tactics, techniques } = threatOf(table.threat);
  return withoutMissing({
    path,
    name: rule.name,
    id: rule.id,
    type: rule.type,
    language: rule.language,
    severity: table.severity,
    risk_score: table.risk_score,
    maturity: rule.maturity,
    tags: rule.tags,
    author: table.author,
    integration: rule.integrations,
    index: [...rule.index, ...queryIndices(analysis)],
    tactic: tactics,
    technique: techniques,
    field: distinct(parts.flatMap(({ fields }) => fields.map(({ name }) => name))),
    value: distinct(parts.flatMap(({ values }) => values().map(({ value }) => value))),
    description: table.description,
    note: table.note,
    query: rule.query?.text,
    sequence: isSequence(analysis),
    steps: countSteps(analysis),
    tests: hasTests,
    created: dayOf(metadata.creation_date),
    updated: dayOf(metadata.updated_date),
  });
}

/** Returns ids and names, so that both can be searched. */
function threatOf(threat: TomlValue | undefined): {
  readonly tactics: string[];
  readonly techniques: string[];
} {
  const tactics: string[] = [];
  const techniques: string[] = [];
  const take = (entry: TomlValue | undefined, into: string[]): void => {
    if (!isTable(entry)) return;
    for (const value of [entry.id, entry.name]) if (typeof value === 'string') into.push(value);
  };
  const each = (list: TomlValue | undefined): readonly TomlValue[] => (Array.isArray(list) ? list : []);
  for (const entry of each(threat)) {
    if (!isTable(entry)) continue;
    take(entry.tactic, tactics);
    for (const technique of each(entry.technique)) {
      take(technique, techniques);
      if (isTable(technique)) for (const one of each(technique.subtechnique)) take(one, techniques);
    }
  }
  return { tactics: distinct(tactics), techniques: distinct(techniques) };
}

/** Converts a rule's date, which has slashes. */
function dayOf(written: TomlValue | undefined): string | undefined {
  return typeof written === 'string' ? written.replaceAll('/', '-') : undefined;
}

function distinct(values: readonly string[]): string[] {
  return [...new Set(values)];
}

function withoutMissing(document: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(document).filter(([, value]) => value !== undefined));
}
