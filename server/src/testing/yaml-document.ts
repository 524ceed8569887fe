import {
  type Alias,
  isAlias,
  isCollection,
  isMap,
  isPair,
  isScalar,
  type Node,
  type Pair,
  parseDocument,
  type YAMLMap,
} from 'yaml';
import { append } from '../text/append.js';
import type { Span } from '../text/span.js';

/** A syntax error of a document. */
export interface YamlFault {
  readonly span: Span;
  readonly message: string;
}

/** A document with aliases linked to their anchors' nodes. */
export interface YamlDocument {
  readonly contents: Node | null;
  readonly faults: readonly YamlFault[];
  /** Returns the node that an alias refers to, or undefined if no earlier anchor has the name. */
  target(alias: Alias): Node | undefined;
}

/** Parses YAML in linear time: the package compares all keys of a map and searches for each anchor. */
export function readYaml(text: string): YamlDocument {
  const document = parseDocument(text, { strict: true, uniqueKeys: false, prettyErrors: false });
  const faults = document.errors.map(({ pos: [start, end], message }): YamlFault => {
    const isDeep = message.startsWith('Maximum call stack');
    return {
      span: { start, end: Math.max(start, end) },
      message: isDeep ? 'collections are nested too deeply' : message.replace(/\s+at line.*$/s, ''),
    };
  });
  const { targets, duplicates } = link(document.contents);
  const contents = document.contents as Node | null;
  return { contents, faults: [...faults, ...duplicates], target: (alias) => targets.get(alias) };
}

/** Visits all nodes in text order, without recursion, so that any depth works. */
function link(root: unknown): { targets: ReadonlyMap<Alias, Node>; duplicates: YamlFault[] } {
  const targets = new Map<Alias, Node>();
  const duplicates: YamlFault[] = [];
  const anchors = new Map<string, Node>();
  const left: unknown[] = [root];
  while (left.length > 0) {
    const node = left.pop();
    if (isPair(node)) left.push(node.value, node.key);
    else if (isAlias(node)) {
      const target = anchors.get(node.source);
      if (target) targets.set(node, target);
    } else if (isScalar(node) || isCollection(node)) {
      if (node.anchor !== undefined) anchors.set(node.anchor, node);
      if (isMap(node)) append(duplicates, duplicateKeys(node));
      if (isCollection(node))
        for (let index = node.items.length - 1; index >= 0; index--) left.push(node.items[index]);
    }
  }
  return { targets, duplicates };
}

function duplicateKeys(map: YAMLMap): YamlFault[] {
  const seen = new Set<unknown>();
  return map.items.flatMap(({ key }): YamlFault[] => {
    if (!isScalar(key) || isMergeKey(key)) return [];
    if (!seen.has(key.value)) {
      seen.add(key.value);
      return [];
    }
    const [start = 0, end = 0] = key.range ?? [];
    return [{ span: { start, end }, message: 'duplicate key in a map' }];
  });
}

/** Returns whether a key of a map is `<<`, whose value has entries for keys that the map does not have. */
export function isMergeKey(key: unknown): boolean {
  if (!isScalar(key) || key.type !== 'PLAIN') return false;
  return key.value === '<<' || (typeof key.value === 'symbol' && key.value.description === '<<');
}

/** Returns a node with aliases followed, or undefined for an alias without target. */
export function followed(node: unknown, document: YamlDocument): Node | null | undefined {
  if (isAlias(node)) return document.target(node);
  return (node as Node | null) ?? null;
}

/** Returns a key's string, or undefined for a key that is a collection or missing. */
export function keyString(key: unknown, document: YamlDocument): string | undefined {
  const node = followed(key, document);
  if (!isScalar(node)) return undefined;
  return node.value === null ? '' : String(node.value);
}

/** Returns the maps that a merge key names, or undefined if one of them is not a map. */
export function mergedMaps(pair: Pair, document: YamlDocument): YAMLMap[] | undefined {
  const value = followed(pair.value, document);
  const named = isCollection(value) && !isMap(value) ? value.items : [value];
  const maps = named.map((node) => followed(node, document));
  return maps.every((map): map is YAMLMap => isMap(map)) ? maps : undefined;
}
