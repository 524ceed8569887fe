import type { FieldCatalogue } from '../catalogue.js';
import { createCatalogue } from '../create-catalogue.js';
import { loadEcsCatalogue } from '../ecs.js';
import { toFieldMapping } from '../field-type.js';

/**
 * Names with their types, one `name=type` for each: the form in which schemas are kept between runs. JSON has
 * to escape neither separator, which makes reading it twice as fast.
 */
export type FieldList = string;

const typeMark = '=';
const endMark = '\u007f';

/**
 * Formats a list, in alphabetical order. Skips fields whose name or type contains what separates them, which no
 * schema has.
 */
export function writeFieldList(fields: Iterable<readonly [name: string, type: string]>): FieldList {
  return [...new Map(fields)]
    .filter(([name, type]) => !name.includes(endMark) && !type.includes(endMark) && !type.includes(typeMark))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, type]) => name + typeMark + type)
    .join(endMark);
}

/**
 * Returns the fields of a list as a complete catalogue, with the documentation of the Elastic Common Schema.
 */
export function fieldListCatalogue(list: FieldList, source: string): FieldCatalogue {
  const types = new Map<string, string>();
  for (const entry of list.split(endMark)) {
    const mark = entry.lastIndexOf(typeMark);
    if (mark > 0) types.set(entry.slice(0, mark), entry.slice(mark + 1));
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

/** Yields the fields of a schema of the form `{name: type}`, in which objects may be nested. */
export function* nestedFields(schema: unknown, prefix = ''): Generator<[name: string, type: string]> {
  if (typeof schema !== 'object' || schema === null || Array.isArray(schema)) return;
  for (const [key, value] of Object.entries(schema)) {
    if (typeof value === 'string') yield [prefix + key, value];
    else yield* nestedFields(value, `${prefix}${key}.`);
  }
}
