import { isTable, type TomlPath, type TomlValue } from '../toml/path.js';

/** A technique or subtechnique that a rule names. */
export interface NamedTechnique {
  readonly id: string;
  /** The path of its table in the file. */
  readonly path: TomlPath;
}

/** Returns the techniques in a rule's `threat`, each before its subtechniques. Skips those without an id. */
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
