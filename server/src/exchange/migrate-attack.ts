import type { AttackTables } from '../rule/attack/attack.js';
import type { TomlDocument } from '../toml/document.js';
import { isTable } from '../toml/path.js';
import { isJsonObject, type JsonObject, jsonOf, sameJson } from './json.js';
import { setRuleKey } from './set-value.js';
import { threatOfVersion19 } from './threat-v19.js';

/**
 * Returns a rule file with its techniques in ATT&CK 19 and the tags of its tactics; the same text if nothing
 * moved. The tables decide which tactic a technique belongs to; without them tactics are unchanged.
 */
export function migrateToVersion19(document: TomlDocument, tables: AttackTables | undefined): string {
  const { rule } = document.values;
  if (!isTable(rule) || document.problems.length > 0) return document.text;
  const { threat, tags, threat_mappings: mappings } = jsonOf(rule) as JsonObject;
  if (!Array.isArray(threat) || !threat.every(isJsonObject)) return document.text;
  const before: JsonObject = { threat, ...(tags !== undefined && { tags }) };
  const after = threatOfVersion19(before, mappings, tables);
  let { text } = document;
  for (const key of ['threat', 'tags'] as const)
    if (after[key] !== undefined && !sameJson(before[key], after[key]))
      text = setRuleKey(text, key, after[key]);
  return text;
}
