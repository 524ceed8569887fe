import type { Rule } from '../rule/rule.js';
import { isTable, type TomlValue } from '../toml/path.js';

/** The names of the tactics in `[[rule.threat]]`, in order. */
export function tacticsOf({ table }: Rule): string[] {
  return tacticsIn(table.threat);
}

/**
 * The tactics that may stand for the whole rule: the first of `[[rule.threat]]`, and the first in each block of
 * `[[rule.threat_mappings]]` (spec/LINTS.md, file-name-tactic).
 */
export function primaryTactics({ table }: Rule): string[] {
  const blocks = Array.isArray(table.threat_mappings) ? table.threat_mappings.filter(isTable) : [];
  const lists = [tacticsIn(table.threat), ...blocks.map(({ threat }) => tacticsIn(threat))];
  return [...new Set(lists.flatMap(([first]) => first ?? []))];
}

function tacticsIn(threats: TomlValue | undefined): string[] {
  if (!Array.isArray(threats)) return [];
  return threats.flatMap((threat) => {
    const name = isTable(threat) && isTable(threat.tactic) ? threat.tactic.name : undefined;
    return typeof name === 'string' ? [name] : [];
  });
}

/** Whether Elastic is among the authors, so that the conventions of its own rules hold. */
export function isByElastic({ table }: Rule): boolean {
  return Array.isArray(table.author) && table.author.includes('Elastic');
}
