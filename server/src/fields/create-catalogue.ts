import { remember } from '../text/remember.js';
import type { FieldCatalogue, FieldInfo } from './catalogue.js';
import { parentNames } from './parent-names.js';

/** The source of a catalogue's fields; details are read one at a time. */
export interface FieldSource {
  /** Names of all fields and multi-fields, in alphabetical order. A `*` segment matches any one segment. */
  readonly names: readonly string[];
  /** Returns the details of a listed name. */
  describe(name: string): FieldInfo;
  /** Same as {@link FieldCatalogue.complete}. */
  readonly complete: boolean;
  /** Who defines the fields, for the objects that contain them. */
  readonly source: string;
}

/** Creates a catalogue over a list of names. Everything is computed on demand. */
export function createCatalogue(source: FieldSource): FieldCatalogue {
  /** Cached details of fields and objects. */
  const details = new Map<string, FieldInfo>();
  let index: NameIndex | undefined;
  const names = (): NameIndex => {
    index ??= indexNames(source.names);
    return index;
  };
  const get = (name: string): FieldInfo | undefined => {
    const known = details.get(name);
    if (known) return known;
    const info = names().fields.has(name)
      ? source.describe(name)
      : names().objects.has(name)
        ? objectInfo(name, source.source)
        : undefined;
    if (info) details.set(name, info);
    return info;
  };

  return {
    get,
    knows: remember((name) => {
      if (names().fields.has(name) || names().objects.has(name)) return true;
      for (const parent of parentNames(name))
        if (names().fields.has(parent) && holdsAnything(get(parent)!, names().objects)) return true;
      return names().patterns.some((pattern) => pattern.test(name));
    }),
    names: () => source.names,
    complete: source.complete,
  };
}

function objectInfo(name: string, source: string): FieldInfo {
  return { name, mapping: { type: 'object' }, short: '', array: false, source };
}

interface NameIndex {
  readonly fields: ReadonlySet<string>;
  readonly objects: ReadonlySet<string>;
  readonly patterns: readonly RegExp[];
}

function indexNames(names: readonly string[]): NameIndex {
  const objects = new Set<string>();
  const patterns: RegExp[] = [];
  for (const name of names) {
    for (let dot = name.lastIndexOf('.'); dot > 0; dot = name.lastIndexOf('.', dot - 1)) {
      const parent = name.slice(0, dot);
      if (objects.has(parent)) break;
      objects.add(parent);
    }
    if (name.includes('*')) patterns.push(segmentPattern(name));
  }
  return { fields: new Set(names), objects, patterns };
}

/**
 * Returns whether any name is possible below a field, because its children are not listed: `flattened`, or an
 * object that nobody spells out.
 */
function holdsAnything({ name, mapping }: FieldInfo, objects: ReadonlySet<string>): boolean {
  if (mapping.type === 'flattened') return true;
  return (mapping.type === 'object' || mapping.type === 'nested') && !objects.has(name);
}

function segmentPattern(name: string): RegExp {
  const segments = name
    .split('.')
    .map((segment) => (segment === '*' ? '[^.]+' : segment.replace(/[.+?^${}()|[\]\\]/g, '\\$&')));
  const last = name.endsWith('.*') ? '(?:\\..+)?' : '';
  return new RegExp(`^${segments.join('\\.')}${last}$`);
}
