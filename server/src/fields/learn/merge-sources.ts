import type { LearnedField, LearnedSource } from '../inventory/inventory.js';

/**
 * Merges what was learned from several inputs: types from mappings with counts of events. The result is in
 * alphabetical order.
 */
export function mergeSources(learned: readonly LearnedSource[]): readonly LearnedSource[] {
  const byName = new Map<string, LearnedSource>();
  for (const source of learned) {
    const key = `${source.name} ${source.kind}`;
    const known = byName.get(key);
    byName.set(key, known ? united(known, source) : source);
  }
  return [...byName].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, source]) => source);
}

/** Merges two sources, of which at most one has counts: all events are learned together. */
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
