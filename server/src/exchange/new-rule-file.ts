import { fileStem } from '../rule/file-stem.js';
import { formatRule } from '../rule/format-rule.js';
import { today } from '../rule/schema-check/today.js';
import { failure, type Result } from '../text/result.js';
import { parseToml } from '../toml/document.js';
import { isJsonObject, type Json, type JsonObject, jsonOf, sameJson } from './json.js';
import { hasHeader, headedText, keyText, queryText, tableText, unwritable, valueText } from './toml-text.js';

/** Keys whose strings are written in the style of queries. */
const queries: readonly string[] = ['query', 'threat_query'];

/**
 * Returns the text of a rule file with this `[rule]` table, formatted; `payload` contains the rule's dates.
 */
export function newRuleFile(table: JsonObject, payload: JsonObject): Result<{ readonly text: string }> {
  return ruleFileText(
    {
      creation_date: dayOf(payload.created_at) ?? today(),
      ...integrationsOf(payload.related_integrations),
      maturity: 'development',
      updated_date: dayOf(payload.updated_at) ?? dayOf(payload.created_at) ?? today(),
    },
    table,
  );
}

/**
 * Returns the text of a rule file with these two tables, formatted; the error names what TOML cannot
 * represent.
 */
export function ruleFileText(metadata: JsonObject, table: JsonObject): Result<{ readonly text: string }> {
  for (const [key, value] of Object.entries(table)) {
    const reason = unwritable(value, key);
    if (reason !== undefined) return failure(reason);
  }
  const written = Object.entries(table).filter(([, value]) => !hasHeader(value));
  const tables = Object.entries(table).filter(([, value]) => hasHeader(value));
  const text = formatRule(
    `[metadata]\n${tableText(['metadata'], metadata)}\n[rule]\n` +
      written.map(([key, value]) => `${keyText(key)} = ${entryText(key, value)}\n`).join('') +
      tables.map(([key, value]) => headedText(['rule', key], value as JsonObject)).join(''),
  );
  const read = parseToml(text);
  return read.problems.length === 0 && sameJson(jsonOf(read.values), { metadata, rule: table })
    ? { ok: true, text }
    : failure('the rule cannot be written as TOML without changing its values');
}

function entryText(key: string, value: Json): string {
  return typeof value === 'string' && queries.includes(key) ? queryText(value) : valueText(value);
}

/** Returns the day of a Kibana time in the date format of rules, or undefined for anything else. */
export function dayOf(time: Json | undefined): string | undefined {
  const day = typeof time === 'string' ? /^(\d{4})-(\d{2})-(\d{2})T/.exec(time) : null;
  return day ? day.slice(1).join('/') : undefined;
}

function integrationsOf(related: Json | undefined): JsonObject {
  const names = (Array.isArray(related) ? related : []).flatMap((one) =>
    isJsonObject(one) && typeof one.package === 'string' ? [one.package] : [],
  );
  return names.length === 0 ? {} : { integration: [...new Set(names)] };
}

/** Returns the file name for a payload without extension: tactic, then name, as in detection-rules. */
export function importedStem({ name, threat }: JsonObject, noTactic: boolean): string {
  const [first] = Array.isArray(threat) ? threat : [];
  const tactic = isJsonObject(first) && isJsonObject(first.tactic) ? first.tactic.name : undefined;
  const stem = fileStem([noTactic || typeof tactic !== 'string' ? '' : tactic, String(name)]);
  return stem === '' ? 'imported_rule' : stem;
}
