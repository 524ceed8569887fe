import type { FieldFacts, LearnedSource } from './inventory.js';

/** Returns the combined facts about a field from several sources, or undefined if none of them has it. */
export function mergeFacts(name: string, sources: readonly LearnedSource[]): FieldFacts | undefined {
  const values = new Map<string, number>();
  const types = new Set<string>();
  let isKnown = false;
  let documents = 0;
  let several = 0;
  let allListed = true;
  for (const source of sources) {
    const field = source.fields.get(name);
    if (!field) continue;
    isKnown = true;
    if (field.mapped) types.add(field.type);
    if (field.documents === undefined) continue;
    documents += field.documents;
    several += field.several ?? 0;
    const listed = field.values ?? new Map<string, number>();
    if (field.distinct === undefined || field.distinct > listed.size) allListed = false;
    for (const [value, count] of listed) values.set(value, (values.get(value) ?? 0) + count);
  }
  if (!isKnown) return undefined;
  const [mappedType] = types;
  return {
    documents,
    several,
    mappedType: types.size === 1 ? mappedType : undefined,
    // In JSON objects, keys that look like numbers come first.
    values: new Map([...values].sort(([, a], [, b]) => b - a)),
    allListed,
  };
}
