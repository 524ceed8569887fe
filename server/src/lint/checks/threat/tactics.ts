import type { Rule } from '../../../rule/rule.js';
import { isTable, type TomlValue } from '../../../toml/path.js';

/** Returns the names of the tactics in `[[rule.threat]]`, in order. */
export function tacticsOf({ table }: Rule): string[] {
  return Array.isArray(table.threat) ? table.threat.map(tacticIn).filter((name) => name !== undefined) : [];
}

/**
 * Returns the tactics that may represent the whole rule: the first of `[[rule.threat]]`, and the first in
 * each block of `[[rule.threat_mappings]]` (docs/lints/file-name-tactic.md).
 */
export function primaryTactics({ table }: Rule): string[] {
  const blocks = Array.isArray(table.threat_mappings) ? table.threat_mappings.filter(isTable) : [];
  const found = [firstTactic(table.threat), ...blocks.map(({ threat }) => firstTactic(threat))];
  return [...new Set(found.filter((name) => name !== undefined))];
}

function firstTactic(threats: TomlValue | undefined): string | undefined {
  if (!Array.isArray(threats)) return undefined;
  const first = threats.find((threat) => tacticIn(threat) !== undefined);
  return first === undefined ? undefined : tacticIn(first);
}

function tacticIn(threat: TomlValue): string | undefined {
  const name = isTable(threat) && isTable(threat.tactic) ? threat.tactic.name : undefined;
  return typeof name === 'string' ? name : undefined;
}

/** Returns whether Elastic is among the authors, so that the conventions of its own rules apply. */
export function isByElastic({ table }: Rule): boolean {
  return Array.isArray(table.author) && table.author.includes('Elastic');
}
