import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { EventObject } from '../../../server/src/evaluate/values/access.js';
import { loadEcsCatalogue } from '../../../server/src/fields/ecs.js';
import type { FieldMapping } from '../../../server/src/fields/field-type.js';
import { integrationTypes } from '../../../server/src/fields/integration-types.js';
import { synthesize } from '../../../server/src/prove/synthesis/synthesize.js';
import { parseKql } from '../../../server/src/query/kql/parse.js';
import { nestedPathsOf } from '../../../server/src/query/kql/walk.js';
import { looksLikeRule } from '../../../server/src/rule/looks-like-rule.js';
import { type Rule, readRule } from '../../../server/src/rule/rule.js';
import { parseToml } from '../../../server/src/toml/document.js';
import { matchesOf, requestBody } from '../ask-rule.js';
import { type DocumentSet, documentSet } from '../document-set.js';
import type { Question } from '../question.js';
import { bucketQuestion } from './buckets.js';
import { eqlQuestions } from './eql-filters.js';

/** A rule with its path. */
export interface NamedRule {
  readonly name: string;
  readonly rule: Rule;
}

/** Returns the rules of a folder that have a query to compare. */
export function readRules(folder: string): NamedRule[] {
  return (readdirSync(folder, { recursive: true, encoding: 'utf8' }) as string[])
    .filter((name) => name.endsWith('.toml'))
    .sort()
    .flatMap((name) => {
      const text = readFileSync(join(folder, name), 'utf8');
      if (!looksLikeRule(text)) return [];
      const rule = readRule(parseToml(text));
      const isAsked = rule.query !== undefined && rule.type !== undefined && rule.type !== 'esql';
      return isAsked && !rule.deprecated ? [{ name, rule }] : [];
    });
}

/** Near misses take the most time, so only every so many-th rule gets them. */
const nearMissesOf = 6;

/** Returns the nested fields that a rule names in KQL. */
function nestedPaths({ language, query }: Rule): string[] {
  if (language !== 'kuery') return [];
  return nestedPathsOf(parseKql(query!.text).tree?.condition).map(({ name }) => name);
}

/** Returns events that rules match and nearly match, with the fields that the rules use. */
export function eventsForRules(rules: readonly NamedRule[], events: readonly EventObject[]): DocumentSet {
  const asked = new Set<string>();
  const nested = new Set(rules.flatMap(({ rule }) => nestedPaths(rule)));
  const mappingOf = (name: string): FieldMapping | undefined =>
    nested.has(name) ? { type: 'nested' } : knownMapping(name);
  const made = rules.flatMap(({ rule }, index) => {
    const nearMisses = index % nearMissesOf === 0;
    const { cases } = synthesize(rule, { match: true, nearMisses, eachValue: false, seed: 1 });
    return cases.flatMap((one) => [...one.events, ...(one.history ?? [])]);
  });
  for (const { rule } of rules)
    for (const [name] of rule.query!.text.matchAll(/[\w@][\w@-]*(?:\.[\w@-]+)+/g)) asked.add(name);
  const different = new Map([...made, ...events].map((event) => [JSON.stringify(event), event]));
  return documentSet('rules', [...different.values()], mappingOf, asked);
}

const multiFields: Readonly<Record<string, FieldMapping>> = {
  caseless: { type: 'keyword', normalizer: 'lowercase' },
  text: { type: 'match_only_text' },
};

/**
 * Returns the mapping of a field of ECS or an integration; multi-fields outside of ECS are recognised by
 * their conventional names.
 */
function knownMapping(name: string): FieldMapping | undefined {
  const catalogue = loadEcsCatalogue();
  const known = integrationTypes.get(name) ?? catalogue.get(name)?.mapping;
  if (known) return known;
  const dot = name.lastIndexOf('.');
  const parent = dot < 0 ? undefined : catalogue.get(name.slice(0, dot))?.mapping.type;
  return parent === 'keyword' || parent === 'wildcard' ? multiFields[name.slice(dot + 1)] : undefined;
}

/**
 * Returns the questions of rules about events. A rule's time comes from a single field, which aggregations
 * read.
 */
export function ruleQuestions(rules: readonly NamedRule[], set: DocumentSet): Question[] {
  return rules.flatMap(({ rule: written }): Question[] => {
    const { timestamp_override: _, ...table } = written.table;
    const rule = { ...written, table };
    const text = rule.query!.text;
    if (rule.type === 'eql') {
      const category = table.event_category_override;
      return eqlQuestions('rules in EQL', text, set, typeof category === 'string' ? category : undefined);
    }
    if (rule.type === 'threshold' || rule.type === 'new_terms') {
      const buckets = bucketQuestion(`rules of type ${rule.type}`, rule, set);
      return [...eventQuestion({ ...rule, type: 'query' }, set), ...(buckets ? [buckets] : [])];
    }
    return eventQuestion({ ...rule, type: 'query' }, set);
  });
}

function eventQuestion(rule: Rule, set: DocumentSet): Question[] {
  const body = requestBody(rule, set);
  const source = rule.language === 'lucene' ? 'rules in Lucene' : 'rules in KQL';
  return body ? [{ source, text: rule.query!.text, body, ours: matchesOf(rule, set) }] : [];
}
