import { append } from '../../text/append.js';
import { nearestNames } from '../../text/nearest.js';
import type { Problem } from '../../text/problem.js';
import { type Attack, bundledAttack } from '../attack/attack.js';
import type { Rule } from '../rule.js';
import { isRuleType, type RuleType, ruleTypeSchemas, ruleTypes } from '../schema/rule-types.js';
import { fileSchema } from '../schema/schema.js';
import type { KeySchema, TableSchema } from '../schema/types.js';
import { checkCombinations } from './check-combinations.js';
import { checkTable } from './check-keys.js';
import { checkSettings } from './check-settings.js';
import { checkThreats } from './check-threat.js';
import { checkTransform } from './check-transform.js';

/**
 * Checks a rule against the schema. It first determines the type, then checks the rule against the schema of
 * that type alone, so that one mistake causes one problem. If the file could not be read completely, missing
 * keys are not reported. Deprecated rules are not checked. `attack` is the version that threats are checked
 * against.
 */
export function checkSchema(rule: Rule, attack: Attack = bundledAttack): Problem[] {
  if (rule.deprecated) return [];
  const { document } = rule;
  const type = settleType(rule);
  let problems = checkTable({ document, type, attack }, [], document.values, schemaToCheck(type));
  append(problems, checkCombinations(rule, type));
  append(problems, checkSettings(rule, type));
  append(problems, checkThreats(rule, attack));
  append(problems, checkTransform(rule));
  if (document.problems.length > 0) problems = problems.filter(({ code }) => code !== 'key-missing');
  return problems;
}

/** Returns the type as written, or the intended one if it is misspelt, so that only the type is reported. */
function settleType(rule: Rule): RuleType | undefined {
  if (rule.type) return rule.type;
  const written = rule.table.type;
  if (typeof written !== 'string') return undefined;
  const near = nearestNames(written, ruleTypes).filter(isRuleType);
  const { language } = rule.table;
  const fitting = near.find(
    (type) => typeof language === 'string' && ruleTypeSchemas[type].languages.includes(language),
  );
  return fitting ?? near[0];
}

const withoutConflicts = new Map<RuleType | undefined, TableSchema>();

/**
 * Excludes the keys whose value depends on the type: they have separate checks with their own explanations.
 */
function schemaToCheck(type: RuleType | undefined): TableSchema {
  const known = withoutConflicts.get(type);
  if (known) return known;
  const schema = fileSchema(type);
  const table = schema.rule!;
  const keys: Record<string, KeySchema> = { ...table.keys };
  if (type === 'esql') keys.index = { type: 'any', documentation: '' };
  if (keys.language) {
    const { values, valuesCode, ...language } = keys.language;
    keys.language = language;
  }
  const reduced = { ...schema, rule: { ...table, keys } };
  withoutConflicts.set(type, reduced);
  return reduced;
}
