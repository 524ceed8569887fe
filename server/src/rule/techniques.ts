import { isTable, type TomlPath, type TomlValue } from '../toml/path.js';

/** A technique or subtechnique that a rule names. */
export interface NamedTechnique {
  readonly id: string;
  /** The path of its table in the file. */
  readonly path: TomlPath;
}

/** The techniques in `threat` of a rule, each before its subtechniques; those without an id are left out. */
export function techniquesIn(threats: TomlValue | undefined): NamedTechnique[] {
  const found: NamedTechnique[] = [];
  const look = (list: TomlValue | undefined, path: TomlPath): void => {
    for (const [index, entry] of (Array.isArray(list) ? list : []).entries()) {
      if (!isTable(entry)) continue;
      const place = [...path, index];
      if (typeof entry.id === 'string') found.push({ id: entry.id, path: place });
      look(entry.subtechnique, [...place, 'subtechnique']);
    }
  };
  for (const [index, threat] of (Array.isArray(threats) ? threats : []).entries())
    if (isTable(threat)) look(threat.technique, ['rule', 'threat', index, 'technique']);
  return found;
}
