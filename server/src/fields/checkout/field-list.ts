import type { FieldCatalogue } from '../catalogue.js';
import { createCatalogue } from '../create-catalogue.js';
import { loadEcsCatalogue } from '../ecs.js';
import { toFieldMapping } from '../field-type.js';

/** Names with their types, one `name<tab>type` in a line: the form in which schemas are kept between runs. */
export type FieldList = string;

/** Writes a list, in alphabetical order. */
export function writeFieldList(fields: Iterable<readonly [name: string, type: string]>): FieldList {
  return [...new Map(fields)]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, type]) => `${name}\t${type}`)
    .join('\n');
}

/** The fields of a list as a complete catalogue. What the Elastic Common Schema says of a field is taken over. */
export function fieldListCatalogue(list: FieldList, source: string): FieldCatalogue {
  const types = new Map<string, string>();
  for (const line of list.split('\n')) {
    const tab = line.indexOf('\t');
    if (tab > 0) types.set(line.slice(0, tab), line.slice(tab + 1));
  }
  return createCatalogue({
    names: [...types.keys()],
    describe(name) {
      const ecs = loadEcsCatalogue().get(name);
      const mapping = toFieldMapping(types.get(name)!);
      if (!ecs || ecs.mapping.type === 'object') return { name, mapping, short: '', array: false, source };
      return { ...ecs, mapping: { ...mapping, ...limitOf(ecs.mapping.ignoreAbove) }, source };
    },
    complete: true,
    source,
  });
}

function limitOf(ignoreAbove: number | undefined): { ignoreAbove?: number } {
  return ignoreAbove === undefined ? {} : { ignoreAbove };
}

/** The fields of a schema written as `{name: type}`, in which objects may be nested. */
export function* nestedFields(schema: unknown, prefix = ''): Generator<[name: string, type: string]> {
  if (typeof schema !== 'object' || schema === null || Array.isArray(schema)) return;
  for (const [key, value] of Object.entries(schema)) {
    // What separates fields and types of a list is in no name.
    if (/[\t\n]/.test(key) || (typeof value === 'string' && /[\t\n]/.test(value))) continue;
    if (typeof value === 'string') yield [prefix + key, value];
    else yield* nestedFields(value, `${prefix}${key}.`);
  }
}
