import { meaningOfQuery } from '../../query/meaning.js';
import type { Rule } from '../../rule/rule.js';
import { filterLanguages } from '../../rule/schema/rule-types.js';
import type { TomlTableValue, TomlValue } from '../../toml/path.js';
import { groupOf, groupOrder, type StructureGroup } from './structure-groups.js';

/** A key of a rule that differs between two versions. */
export interface StructureChange {
  readonly group: StructureGroup;
  /** For example `rule.from`. */
  readonly key: string;
  /** Undefined if the key is missing. */
  readonly before: TomlValue | undefined;
  readonly after: TomlValue | undefined;
  /** For a query: whether only whitespace, quotes and comments differ. */
  readonly formattingOnly: boolean;
}

const queryKeys: ReadonlySet<string> = new Set(['rule.query', 'rule.threat_query']);

/**
 * Returns the keys that differ, by group. Their order in the files and how values are written do not matter.
 */
export function compareStructure(before: Rule, after: Rule): readonly StructureChange[] {
  const own = valuesOf(before);
  const others = valuesOf(after);
  const keys = [...new Set([...own.keys(), ...others.keys()])];
  const changes = keys.flatMap((key): StructureChange[] => {
    const [first, second] = [own.get(key), others.get(key)];
    if (textOf(first) === textOf(second)) return [];
    const formattingOnly = queryKeys.has(key) && hasSameMeaning(key, before, after);
    return [{ group: groupOf(key), key, before: first, after: second, formattingOnly }];
  });
  return changes.sort((a, b) => groupOrder.indexOf(a.group) - groupOrder.indexOf(b.group));
}

/** Returns a rule's values by key, from all tables. */
function valuesOf({ document }: Rule): ReadonlyMap<string, TomlValue> {
  const found = new Map<string, TomlValue>();
  const add = (table: TomlTableValue, path: string): void => {
    for (const [name, value] of Object.entries(table)) {
      if (value === undefined) continue;
      const key = path === '' ? name : `${path}.${name}`;
      if (isPlainTable(value) && key.split('.').length < deepestKey) add(value, key);
      else found.set(key, value);
    }
  };
  add(document.values, '');
  return found;
}

/** Tables nested more deeply are compared as a whole. */
const deepestKey = 6;

function isPlainTable(value: unknown): value is TomlTableValue {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date);
}

/** Returns a value as text; the order of a table's keys does not matter. */
function textOf(value: TomlValue | undefined): string | undefined {
  return JSON.stringify(value, (_, inner: unknown) => {
    if (typeof inner === 'bigint') return `${inner}n`;
    if (!isPlainTable(inner)) return inner;
    return Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}

function hasSameMeaning(key: string, before: Rule, after: Rule): boolean {
  const meaning = (rule: Rule): string | undefined => {
    const query = key === 'rule.query' ? rule.query : rule.threatQuery;
    const language =
      key === 'rule.query' ? rule.language : (rule.table.threat_language ?? filterLanguages[0]);
    return query && meaningOfQuery(query.text, language);
  };
  const first = meaning(before);
  return first !== undefined && first === meaning(after);
}
