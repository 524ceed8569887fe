import type { Rule } from '../rule/rule.js';
import { isTable, type TomlValue } from '../toml/path.js';

export interface NamedTechnique {
  readonly id: string;
  readonly name: string;
}

/** A tactic that a rule names, with its techniques and subtechniques. */
export interface NamedTactic extends NamedTechnique {
  readonly techniques: readonly NamedTechnique[];
}

/** Returns the tactics and techniques of a rule, as written in it. */
export function threatOf({ table }: Rule): readonly NamedTactic[] {
  return tables(table.threat).flatMap(({ tactic, technique }) => {
    const named = nameOf(tactic);
    if (!named) return [];
    const techniques = tables(technique).flatMap((one) => [
      ...(nameOf(one) ? [nameOf(one)!] : []),
      ...tables(one.subtechnique).flatMap((below) => nameOf(below) ?? []),
    ]);
    return [{ ...named, techniques }];
  });
}

function nameOf(value: TomlValue | undefined): NamedTechnique | undefined {
  if (!isTable(value) || typeof value.id !== 'string' || typeof value.name !== 'string') return undefined;
  return { id: value.id, name: value.name };
}

function tables(value: TomlValue | undefined) {
  return (Array.isArray(value) ? value : []).filter(isTable);
}
