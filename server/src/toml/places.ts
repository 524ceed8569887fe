import type { AST } from 'toml-eslint-parser';
import { cover, type Span } from '../text/span.js';
import type { TomlPath, TomlTableValue, TomlValue } from './path.js';
import type { StrictTree } from './strict.js';
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

/** Where one value of a document stands. Arrays of tables have a place for the array and one for every table. */
export interface Place {
  readonly path: TomlPath;
  readonly kind: PlaceKind;
  /** The key as written; of a table the last name in its header. Elements of arrays have none. */
  key?: Span;
  /** The value as written; tables with a header have none. */
  value?: Span;
  /** Key and value, or a header and all that stands below it up to the next one. */
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

/** Places of a document that only the parser with positions can read, with the values. */
export interface PlacesWithValues extends Places {
  values(): TomlTableValue;
}

/** Of a document that cannot be read at all. */
export const noPlaces: PlacesWithValues = {
  ordered: () => [],
  get: () => undefined,
  stringAt: () => undefined,
  values: () => Object.create(null) as TomlTableValue,
};

/** Places that are being collected. */
export interface PlaceList {
  /** Adds a place, or adds the header to the known one of the same path; the place that counts. */
  add(place: Place): Place;
  /** Adds a table with a header, whose keys stand at the spans, and the tables that the keys before the last one name. */
  addTable(table: HeadedTable): void;
  readonly places: Places;
}

export interface HeadedTable {
  /** With the indexes of arrays; ends with the index where the table is one of an array. */
  readonly path: TomlPath;
  readonly inArray: boolean;
  readonly keys: readonly Span[];
  readonly header: Span;
  readonly entry: Span;
}

/** An empty list of places in a text. */
export function createPlaceList(text: string): PlaceList {
  const ordered: Place[] = [];
  const byPath = new Map<string, Place>();
  const add = (place: Place): Place => {
    const id = pathId(place.path);
    const known = byPath.get(id);
    if (known) {
      if (place.header && !known.header)
        Object.assign(known, { header: place.header, entry: place.entry, key: place.key });
      return known;
    }
    byPath.set(id, place);
    ordered.push(place);
    return place;
  };

  return {
    add,
    addTable({ path, inArray, keys, header, entry }) {
      let at = 0;
      for (const key of keys) {
        at++;
        while (typeof path[at] === 'number' && at < path.length - 1) at++;
        const prefix = path.slice(0, at);
        const parent = prefix.length < path.length - (inArray ? 1 : 0);
        if (parent) add({ path: prefix, kind: 'table', key, entry });
      }
      const key = keys.at(-1)!;
      if (inArray) add({ path: path.slice(0, -1), kind: 'array-table', key, entry });
      add({ path, kind: 'table', key, header, entry });
    },
    places: {
      ordered: () => ordered,
      get: (path) => byPath.get(pathId(path)),
      stringAt: stringReader(text),
    },
  };
}

/** A function that gives the string at a place of the text, and reads each string once. */
export function stringReader(text: string): Places['stringAt'] {
  const strings = new Map<Place, TomlString>();
  return (place) => {
    if (!place.stringStyle || !place.value) return undefined;
    let string = strings.get(place);
    if (!string) {
      string = readString(text, place.value, place.stringStyle);
      strings.set(place, string);
    }
    return string;
  };
}

/** Collects the places of a syntax tree; spans are offsets in `text`, which the tree may have been mended from. */
export function collectPlaces(text: string, { ast, toOriginal }: StrictTree): PlacesWithValues {
  const { add, addTable, places } = createPlaceList(text);
  const scalars = new Map<Place, TomlValue>();
  const spanOf = (node: { range: [number, number] }): Span => ({
    start: toOriginal(node.range[0]),
    end: Math.max(toOriginal(node.range[0]), toOriginal(node.range[1])),
  });

  const addValue = (node: AST.TOMLContentNode, path: TomlPath, key: Span | undefined, entry: Span): void => {
    const value = spanOf(node);
    const place = (kind: PlaceKind): Place => add({ path, kind, ...(key ? { key } : {}), value, entry });
    if (node.type === 'TOMLArray') {
      place('array');
      node.elements.forEach((element, index) => {
        addValue(element, [...path, index], undefined, spanOf(element));
      });
    } else if (node.type === 'TOMLInlineTable') {
      place('inline-table');
      for (const child of node.body) addEntry(child, path);
    } else if (node.kind === 'string') {
      const stringStyle: TomlStringStyle = node.multiline ? `multiline-${node.style}` : node.style;
      add({ path, kind: 'string', ...(key ? { key } : {}), value, entry, stringStyle });
    } else {
      const scalar = place(
        node.kind === 'integer' || node.kind === 'float' || node.kind === 'boolean' ? node.kind : 'date',
      );
      const exact = node.kind === 'integer' && !Number.isSafeInteger(node.value) ? node.bigint : node.value;
      scalars.set(scalar, exact);
    }
  };

  const addEntry = (node: AST.TOMLKeyValue, parent: TomlPath): void => {
    const entry = spanOf(node);
    let path = parent;
    node.key.keys.forEach((key, index) => {
      path = [...path, keyName(key)];
      if (index < node.key.keys.length - 1) add({ path, kind: 'table', key: spanOf(key), entry });
    });
    addValue(node.value, path, spanOf(node.key.keys.at(-1)!), entry);
  };

  const readTable = (node: AST.TOMLTable): void => {
    const path = node.resolvedKey;
    const whole = spanOf(node);
    const header = { start: whole.start, end: headerEnd(text, spanOf(node.key).end, node.kind) };
    const entry = cover(whole, header);
    addTable({ path, inArray: node.kind === 'array', keys: node.key.keys.map(spanOf), header, entry });
    for (const child of node.body) addEntry(child, path);
  };

  for (const node of ast.body[0].body) {
    if (node.type === 'TOMLTable') readTable(node);
    else addEntry(node, []);
  }
  return {
    ...places,
    values: () => valuesOf(places.ordered(), (place) => places.stringAt(place)?.value ?? scalars.get(place)),
  };
}

/** A key for maps, the same for equal paths. */
export function pathId(path: TomlPath): string {
  let id = '';
  for (const key of path) id += typeof key === 'number' ? `\u0000#${key}` : `\u0000.${key}`;
  return id;
}

function keyName(key: AST.TOMLBare | AST.TOMLQuoted): string {
  return key.type === 'TOMLBare' ? key.name : key.value;
}

function headerEnd(text: string, from: number, kind: 'standard' | 'array'): number {
  const close = kind === 'array' ? ']]' : ']';
  let end = from;
  while (text[end] === ' ' || text[end] === '\t') end++;
  return text.startsWith(close, end) ? end + close.length : from;
}

function valuesOf(
  ordered: readonly Place[],
  scalarOf: (place: Place) => TomlValue | undefined,
): TomlTableValue {
  const root: TomlTableValue = Object.create(null);
  for (const place of ordered) {
    let container: TomlValue = root;
    for (const key of place.path.slice(0, -1)) {
      container = (container as Record<string | number, TomlValue>)[key] ?? root;
    }
    const value: TomlValue =
      place.kind === 'array' || place.kind === 'array-table' ? [] : (scalarOf(place) ?? Object.create(null));
    Object.defineProperty(container, place.path.at(-1)!, {
      value,
      enumerable: true,
      configurable: true,
      writable: true,
    });
  }
  return root;
}
