import { parseToml } from '../toml/document.js';
import { isTable, type TomlTableValue } from '../toml/path.js';

/** Keys of `[rule]` that are rare in other files. */
const telling = ['rule_id', 'risk_score', 'severity'];
const usual = ['name', 'description', 'type', 'language', 'query', 'index', 'tags', 'author', 'license'];

/**
 * Returns whether a file in a folder is meant as a rule, even if its tables are misspelt, missing or in
 * another notation: then it has a combination of keys that no other file has. Most files are judged by their
 * headers, without parsing them.
 */
export function looksLikeRule(text: string): boolean {
  if (/^[ \t]*\[[ \t]*metadata[ \t]*\]/m.test(text) && hasRuleHeader(text)) return true;
  if (!/\brules?\b/i.test(text) || !/\b(?:rule_id|risk_score|severity|query)\b/.test(text)) return false;
  const { values } = parseToml(text);
  if (isTable(values.rule)) return isTable(values.metadata) || holdsRule(values.rule, 2);
  return Object.values(values).some(
    (value) => isTable(value) && telling.some((key) => Object.hasOwn(value, key)) && holdsRule(value, 4),
  );
}

/** Returns whether a file has the header `[rule]`, like an unfinished rule. */
export function hasRuleHeader(text: string): boolean {
  return /^[ \t]*\[\[?[ \t]*rule[ \t]*[\].]/m.test(text);
}

function holdsRule(table: TomlTableValue, least: number): boolean {
  return [...telling, ...usual].filter((key) => Object.hasOwn(table, key)).length >= least;
}
