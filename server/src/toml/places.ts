import type { Span } from '../text/span.js';
import type { TomlPath } from './path.js';
import { readString, type TomlString, type TomlStringStyle } from './string.js';

export type PlaceKind =
  | 'table'
  | 'array-table'
  | 'inline-table'
  | 'array'
  | 'string'
  | 'integer'
  | 'float'
  | 'boolean'
  | 'date';

/**
 * The position of one value in a document. An array of tables has a place for the array and one for every
 * table.
 */
export interface Place {
  readonly path: TomlPath;
  readonly kind: PlaceKind;
  /** The key as written, or the last name in a table's header. Elements of arrays have none. */
  key?: Span;
  /** The value as written. Tables with a header have none. */
  value?: Span;
  /** The key and value, or a header and everything below it up to the next one. */
  entry: Span;
  /** The header with its brackets. */
  header?: Span;
  readonly stringStyle?: TomlStringStyle;
}

/** All places of a document, by path and in document order. */
export interface Places {
  get(path: TomlPath): Place | undefined;
  ordered(): readonly Place[];
  stringAt(place: Place): TomlString | undefined;
}

/** Places that are being collected. */
export interface PlaceList extends Places {
  /** Adds a place, or adds the header to the known place with the same path. */
  add(place: Place): void;
}

/** Creates an empty list of places in a text. */
export function createPlaceList(text: string): PlaceList {
  const ordered: Place[] = [];
  const byPath = new Map<string, Place>();
  const strings = new Map<Place, TomlString>();
  return {
    add(place) {
      const id = pathId(place.path);
      const known = byPath.get(id);
      if (!known) {
        byPath.set(id, place);
        ordered.push(place);
      } else if (place.header && !known.header) {
        Object.assign(known, { header: place.header, entry: place.entry, key: place.key });
      }
    },
    ordered: () => ordered,
    get: (path) => byPath.get(pathId(path)),
    stringAt(place) {
      if (!place.stringStyle || !place.value) return undefined;
      let string = strings.get(place);
      if (!string) {
        string = readString(text, place.value, place.stringStyle);
        strings.set(place, string);
      }
      return string;
    },
  };
}

/** Maps places to the text that `rewritten` was made from. */
export function placesBefore(
  original: string,
  rewritten: Places,
  toOriginal: (offset: number) => number,
): Places {
  const list = createPlaceList(original);
  const spanOf = ({ start, end }: Span): Span => ({ start: toOriginal(start), end: toOriginal(end) });
  for (const { key, value, entry, header, ...place } of rewritten.ordered()) {
    list.add({
      ...place,
      ...(key && { key: spanOf(key) }),
      ...(value && { value: spanOf(value) }),
      entry: spanOf(entry),
      ...(header && { header: spanOf(header) }),
    });
  }
  return list;
}

/** Returns a map key that is the same for equal paths. */
export function pathId(path: TomlPath): string {
  let id = '';
  for (const key of path) id += typeof key === 'number' ? `\u0000#${key}` : `\u0000.${key}`;
  return id;
}
