import { type AST, parseTOML } from 'toml-eslint-parser';
import type { TomlPath } from '../../server/src/toml/path.js';
import { type Place, pathId } from '../../server/src/toml/places.js';

/**
 * Returns the positions in a text from toml-eslint-parser's syntax tree. Throws if the text is not TOML 1.0.
 */
export function placesInTree(text: string): Place[] {
  const places = new Map<string, Place>();
  const spanOf = ({ range: [start, end] }: { range: [number, number] }) => ({ start, end });
  const add = (place: Place): void => {
    const known = places.get(pathId(place.path));
    if (!known) places.set(pathId(place.path), place);
    else if (place.header && !known.header)
      Object.assign(known, { header: place.header, entry: place.entry, key: place.key });
  };
  const nameOf = (key: AST.TOMLBare | AST.TOMLQuoted): string =>
    key.type === 'TOMLBare' ? key.name : key.value;

  const addValue = (node: AST.TOMLContentNode, base: Omit<Place, 'kind'>): void => {
    const value = spanOf(node);
    if (node.type === 'TOMLArray') {
      add({ ...base, kind: 'array', value });
      node.elements.forEach((element, index) => {
        addValue(element, { path: [...base.path, index], entry: spanOf(element) });
      });
    } else if (node.type === 'TOMLInlineTable') {
      add({ ...base, kind: 'inline-table', value });
      for (const child of node.body) addEntry(child, base.path);
    } else if (node.kind === 'string') {
      const stringStyle = node.multiline ? (`multiline-${node.style}` as const) : node.style;
      add({ ...base, kind: 'string', value, stringStyle });
    } else {
      const isNumber = node.kind === 'integer' || node.kind === 'float';
      add({ ...base, kind: isNumber || node.kind === 'boolean' ? node.kind : 'date', value });
    }
  };
  const addEntry = (node: AST.TOMLKeyValue, parent: TomlPath): void => {
    const { keys } = node.key;
    const entry = spanOf(node);
    const names = keys.map(nameOf);
    keys.slice(0, -1).forEach((key, index) => {
      add({ path: [...parent, ...names.slice(0, index + 1)], kind: 'table', key: spanOf(key), entry });
    });
    addValue(node.value, { path: [...parent, ...names], key: spanOf(keys.at(-1)!), entry });
  };
  const addTable = (node: AST.TOMLTable): void => {
    const { keys } = node.key;
    const start = node.range[0];
    const close = node.kind === 'array' ? ']]' : ']';
    const header = { start, end: text.indexOf(close, node.key.range[1]) + close.length };
    const entry = { start, end: Math.max(header.end, node.range[1]) };
    const path = node.resolvedKey;
    let length = 0;
    for (const key of keys) {
      length++;
      if (key !== keys.at(-1)) add({ path: path.slice(0, length), kind: 'table', key: spanOf(key), entry });
      else if (node.kind === 'array')
        add({ path: path.slice(0, length), kind: 'array-table', key: spanOf(key), entry });
      if (typeof path[length] === 'number') length++;
    }
    add({ path, kind: 'table', key: spanOf(keys.at(-1)!), header, entry });
    for (const child of node.body) addEntry(child, path);
  };

  // This parser does not accept a byte order mark.
  for (const node of parseTOML(text.replace(/^\ufeff/, ' '), { tomlVersion: '1.0' }).body[0].body) {
    if (node.type === 'TOMLTable') addTable(node);
    else addEntry(node, []);
  }
  return [...places.values()];
}
