import { filledKeys } from '../../exchange/api-keys.js';
import type { PayloadOf } from '../../exchange/payload.js';
import { type UnusableRule, unusableRule } from '../../exchange/unusable-rule.js';
import type { TomlDocument } from '../../toml/document.js';
import { isTable } from '../../toml/path.js';
import type { LocalRule } from './compare.js';

/** A rule file for a comparison, or why there is none. */
export type ReadLocalRule =
  | { readonly rule: LocalRule; readonly losses: readonly string[] }
  | { readonly unusable: UnusableRule };

/** Reads a rule file as a version of Kibana receives it. */
export function localRule(
  path: string,
  document: TomlDocument,
  payloadOf: PayloadOf,
  stackVersion: string,
): ReadLocalRule {
  const { rule: payload, losses } = payloadOf(document, stackVersion);
  const unusable = unusableRule(payload);
  if (unusable) return { unusable };
  const table = isTable(document.values.rule) ? document.values.rule : {};
  const filled = [...filledKeys].filter((key) => !Object.hasOwn(table, key));
  const ruleId = String(payload.rule_id);
  return { rule: { path, ruleId, name: String(payload.name), payload, filled }, losses };
}
