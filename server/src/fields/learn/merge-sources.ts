import type { LearnedField, LearnedSource } from '../inventory/inventory.js';

/** Unites what was learned from several inputs: types of mappings with counts of events. In alphabetical order. */
export function mergeSources(learned: readonly LearnedSource[]): readonly LearnedSource[] {
  const byName = new Map<string, LearnedSource>();
  for (const source of learned) {
    const key = `${source.name} ${source.kind}`;
    const known = byName.get(key);
    byName.set(key, known ? united(known, source) : source);
  }
  return [...byName].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, source]) => source);
}

/** One of two has counts at most: all events are learned together. */
function united(first: LearnedSource, second: LearnedSource): LearnedSource {
  const fields = new Map<string, LearnedField>(first.fields);
  for (const [name, field] of second.fields) {
    const known = fields.get(name);
    fields.set(name, known ? unitedField(known, field) : field);
  }
  return { ...first, ...second, fields };
}

function unitedField(first: LearnedField, second: LearnedField): LearnedField {
  const mapped = first.mapped ? first : second.mapped ? second : undefined;
  return {
    ...first,
    ...second,
    ...(mapped ? { type: mapped.type, mapped: true as const } : {}),
  };
}
