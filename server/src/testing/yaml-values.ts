import { isAlias, isMap, isPair, isScalar, isSeq, type Node, type YAMLMap, type YAMLSeq } from 'yaml';
import { setKey } from '../text/plain-objects.js';
import { followed, isMergeKey, keyString, mergedMaps, readYaml, type YamlDocument } from './yaml-document.js';

/** Why a node has no plain value. */
export interface ValueFault {
  readonly node: unknown;
  readonly message: string;
  readonly help: string;
}

/** A document whose nodes have values, each computed once however many aliases refer to it. */
export interface ValuedDocument extends YamlDocument {
  /** Returns a node as JSON would represent it, with its problems. A value with several aliases is shared. */
  valueOf(node: Node): { readonly value: unknown; readonly faults: readonly ValueFault[] };
}

interface Converted {
  readonly value: unknown;
  /** The number of values in it, with aliases expanded, and their depth. */
  readonly size: number;
  readonly depth: number;
  /** For a map: the value of each key, for maps that merge it. */
  readonly entries?: ReadonlyMap<string, Converted>;
}

/** Limit of values over all nodes of a document, with aliases expanded. */
const mostValues = 1_000_000;
/** Limit of nesting: no event is nested more deeply. */
const mostDepth = 200;

const keyFault = { message: 'a key must be a string', help: 'write it without brackets and "?"' };
const aliasFault = {
  message: 'cannot resolve the aliases in this value',
  help: 'replace them with their values',
};
const mergeFault = { message: '"<<" needs a map or a list of maps', help: 'write an alias of a map' };
const depthFault = {
  message: `the value is nested more than ${mostDepth} levels deep`,
  help: 'reduce the nesting: events cannot be nested so deeply',
};

/** A problem that makes the whole value unusable. */
class UnusableValue extends Error {
  constructor(readonly fault: Omit<ValueFault, 'node'>) {
    super(fault.message);
  }
}

/** Parses a document; its values are computed on demand. */
export function openYaml(text: string): ValuedDocument {
  const document = readYaml(text);
  const shared = new Map<Node, Converted>();
  const open = new Set<Node>();
  let faults: ValueFault[] = [];
  let total = 0;

  /** Converts a node. An alias's target is converted once, and a node inside itself is circular. */
  function convert(node: unknown, depth: number): Converted {
    if (depth > mostDepth) throw new UnusableValue(depthFault);
    const target = followed(node, document);
    if (target === undefined) throw new UnusableValue(aliasFault);
    if (!isMap(target) && !isSeq(target)) return { value: scalarValue(target), size: 1, depth: 0 };
    const known = isAlias(node) ? shared.get(target) : undefined;
    if (known) {
      if (depth + known.depth > mostDepth) throw new UnusableValue(depthFault);
      return known;
    }
    if (open.has(target)) throw new UnusableValue(aliasFault);
    open.add(target);
    const converted = isMap(target) ? convertMap(target, depth) : convertList(target, depth);
    open.delete(target);
    if (depth + converted.depth > mostDepth) throw new UnusableValue(depthFault);
    if (target.anchor !== undefined) shared.set(target, converted);
    return converted;
  }

  function convertList(list: YAMLSeq, depth: number): Converted {
    const parts = list.items.map((item) =>
      isPair(item)
        ? ofEntries(new Map([[keyString(item.key, document) ?? '', convert(item.value, depth + 2)]]))
        : convert(item, depth + 1),
    );
    return {
      value: parts.map(({ value }) => value),
      ...measure(parts),
    };
  }

  function convertMap(map: YAMLMap, depth: number): Converted {
    const entries = new Map<string, Converted>();
    for (const pair of map.items) {
      if (isMergeKey(pair.key)) continue;
      const key = keyString(pair.key, document);
      if (key === undefined) faults.push({ node: pair.key ?? map, ...keyFault });
      else entries.set(key, convert(pair.value, depth + 1));
    }
    for (const pair of map.items) {
      if (!isMergeKey(pair.key)) continue;
      const merged = mergedMaps(pair, document);
      if (!merged) faults.push({ node: pair.key, ...mergeFault });
      for (const one of merged ?? []) {
        for (const [key, value] of entriesOfMerged(one, depth))
          if (!entries.has(key)) entries.set(key, value);
      }
    }
    return ofEntries(entries);
  }

  /** Returns the entries of a map that another one merges. */
  function entriesOfMerged(map: YAMLMap, depth: number): ReadonlyMap<string, Converted> {
    const { entries = new Map<string, Converted>() } = shared.get(map) ?? convert(map, depth);
    spend(entries.size);
    return entries;
  }

  function spend(size: number): void {
    total += size;
    if (total > mostValues) throw new UnusableValue(aliasFault);
  }

  return {
    ...document,
    valueOf(node) {
      faults = [];
      open.clear();
      try {
        const { value, size } = convert(node, 0);
        spend(size);
        return { value, faults };
      } catch (error) {
        if (!(error instanceof UnusableValue)) throw error;
        return { value: undefined, faults: [{ node, ...error.fault }] };
      }
    },
  };
}

function ofEntries(entries: ReadonlyMap<string, Converted>): Converted {
  const value: Record<string, unknown> = {};
  for (const [key, { value: one }] of entries) setKey(value, key, one);
  return { value, entries, ...measure([...entries.values()]) };
}

function measure(parts: readonly Converted[]): { size: number; depth: number } {
  let [size, depth] = [1, 0];
  for (const part of parts) {
    size += part.size;
    depth = Math.max(depth, part.depth + 1);
  }
  return { size, depth };
}

/** Returns a scalar's value as in JSON; for a type that JSON does not have, its text. */
function scalarValue(node: unknown): unknown {
  if (!isScalar(node)) return null;
  const { value, source } = node;
  const isPlain = value === null || ['string', 'number', 'boolean', 'bigint'].includes(typeof value);
  return isPlain ? value : (source ?? null);
}
