import type { RuleUses } from './uses-of.js';

/** A value that rules compare a field with. */
export interface UsedValue {
  readonly value: string;
  /** Number of rules that do so. */
  readonly rules: number;
}

/** The fields, values and techniques that a workspace's rules use. Updated when single files change. */
export interface UseIndex {
  /** Adds the uses of a file's rule, or removes them. `key` identifies the file, such as an absolute path. */
  set(key: string, uses: RuleUses | undefined): void;
  has(key: string): boolean;
  /** Returns files whose rule has the field in its query. */
  withField(field: string): readonly string[];
  /** Returns files whose rule names the technique. */
  withTechnique(id: string): readonly string[];
  /** Returns values that rules other than that of `without` compare the field with, most used first. */
  valuesOf(field: string, without: string): readonly UsedValue[];
}

/** Creates an empty index. */
export function createUseIndex(): UseIndex {
  const byKey = new Map<string, RuleUses>();
  const byField = new Map<string, Set<string>>();
  const byTechnique = new Map<string, Set<string>>();
  const each = (uses: RuleUses, change: (map: Map<string, Set<string>>, name: string) => void): void => {
    for (const field of uses.fields.keys()) change(byField, field);
    for (const technique of uses.techniques) change(byTechnique, technique);
  };

  return {
    set(key, uses) {
      const known = byKey.get(key);
      if (known) each(known, (map, name) => map.get(name)?.delete(key));
      byKey.delete(key);
      if (!uses) return;
      byKey.set(key, uses);
      each(uses, (map, name) => {
        const keys = map.get(name) ?? new Set();
        map.set(name, keys);
        keys.add(key);
      });
    },
    has: (key) => byKey.has(key),
    withField: (field) => [...(byField.get(field) ?? [])],
    withTechnique: (id) => [...(byTechnique.get(id) ?? [])],
    valuesOf(field, without) {
      const counts = new Map<string, number>();
      for (const key of byField.get(field) ?? []) {
        if (key === without) continue;
        for (const value of byKey.get(key)!.fields.get(field)!)
          counts.set(value, (counts.get(value) ?? 0) + 1);
      }
      return [...counts]
        .map(([value, rules]) => ({ value, rules }))
        .sort((a, b) => b.rules - a.rules || (a.value < b.value ? -1 : 1));
    },
  };
}
