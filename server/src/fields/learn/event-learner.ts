import { loadEcsCatalogue } from '../ecs.js';
import { stableIndexName } from '../inventory/index-names.js';
import type { LearnedField, LearnedSource, SourceKind } from '../inventory/inventory.js';
import { createFieldTally, type FieldTally } from './field-tally.js';
import { createLagTally, type LagTally } from './lag-tally.js';
import type { ValueBudget } from './value-tally.js';

/** A learner that reads events one at a time. */
export interface EventLearner {
  add(event: Readonly<Record<string, unknown>>): void;
  /** Returns what was learned; `omitted` counts values of fields beyond the limit. */
  result(): { readonly sources: readonly LearnedSource[]; readonly omitted: number };
}

export interface LearnOptions {
  /** The index of events that do not name theirs. */
  readonly index?: string | undefined;
  /** Whether values are recorded; the default is true. */
  readonly values?: boolean;
  /** Limit of fields over all sources (see {@link mostFields}). */
  readonly mostFields?: number;
}

/** Limit of fields to learn, so that the events cannot exhaust the memory. */
export const mostFields = 50_000;
const mostValues = 400_000;
const longestPath = 512;
const deepest = 200;

/** A field, or an object with fields, in one source. */
interface Node {
  readonly path: string;
  children: Map<string, Node> | undefined;
  field: FieldTally | undefined;
}

interface SourceTally {
  readonly name: string;
  readonly kind: SourceKind;
  readonly root: Node;
  readonly lag: LagTally;
  documents: number;
  first: number;
  last: number;
}

/** Keys of search results besides the document's fields. */
const metadata = /^_(?:index|id|score|source|type|version|ignored|routing|seq_no|primary_term|tier|size)$/;

/**
 * Creates a learner without events. Memory is bounded by the number of different fields, which is bounded as
 * well.
 */
export function createEventLearner(options: LearnOptions = {}): EventLearner {
  const { index, values = true, mostFields: limit = mostFields } = options;
  const sources = new Map<string, SourceTally>();
  const budget: ValueBudget = { left: mostValues };
  const keepsValues = (path: string): boolean => {
    const type = loadEcsCatalogue().get(path)?.mapping.type;
    return values && type !== 'date' && type !== 'date_nanos';
  };
  let nodes = 0;
  let omitted = 0;
  let document = 0;

  const childOf = (node: Node, key: string): Node | undefined => {
    const known = node.children?.get(key);
    if (known) return known;
    if (nodes >= limit || key.length + node.path.length > longestPath) {
      omitted++;
      return undefined;
    }
    let child: Node | undefined;
    const dot = key.indexOf('.');
    if (dot > 0 && dot < key.length - 1) {
      const parent = childOf(node, key.slice(0, dot));
      child = parent && childOf(parent, key.slice(dot + 1));
    } else {
      child = {
        path: node.path === '' ? key : `${node.path}.${key}`,
        children: undefined,
        field: undefined,
      };
    }
    if (!child) return undefined;
    nodes++;
    node.children ??= new Map();
    node.children.set(key, child);
    return child;
  };
  const visit = (value: unknown, node: Node, depth: number): void => {
    if (value === null || value === undefined || depth > deepest) return;
    if (Array.isArray(value)) {
      for (const item of value) visit(item, node, depth + 1);
    } else if (typeof value === 'object') {
      for (const key of Object.keys(value)) {
        if (depth === 0 && metadata.test(key)) continue;
        const child = key === '' ? undefined : childOf(node, key);
        if (child) visit((value as Record<string, unknown>)[key], child, depth + 1);
      }
    } else {
      node.field ??= createFieldTally(budget, keepsValues(node.path));
      node.field.add(value as string | number | boolean, document);
    }
  };
  const sourceOf = (event: Readonly<Record<string, unknown>>): SourceTally | undefined => {
    const [name, kind] = nameOf(event, index);
    const known = sources.get(`${kind} ${name}`);
    if (known) return known;
    if (nodes >= limit) {
      omitted++;
      return undefined;
    }
    nodes++;
    const source: SourceTally = {
      name,
      kind,
      root: { path: '', children: undefined, field: undefined },
      lag: createLagTally(),
      documents: 0,
      first: Number.POSITIVE_INFINITY,
      last: Number.NEGATIVE_INFINITY,
    };
    sources.set(`${kind} ${name}`, source);
    return source;
  };

  return {
    add(event) {
      const source = sourceOf(event);
      if (!source) return;
      source.documents++;
      document++;
      visit(event, source.root, 0);
      const time = timeOf(event['@timestamp']);
      if (time === undefined) return;
      if (time < source.first) source.first = time;
      if (time > source.last) source.last = time;
      const ingested = timeOf(valueAt(event, 'event', 'ingested'));
      if (ingested !== undefined) source.lag.add(ingested - time);
    },
    result: () => ({ sources: [...sources.values()].map(resultOf), omitted }),
  };
}

/** Returns the name under which an event is counted, and the kind of name. */
function nameOf(
  event: Readonly<Record<string, unknown>>,
  index: string | undefined,
): readonly [string, SourceKind] {
  const own = event._index;
  if (typeof own === 'string' && own !== '') return [stableIndexName(own), 'index'];
  const dataset = valueAt(event, 'data_stream', 'dataset');
  if (typeof dataset === 'string' && dataset !== '') {
    const type = valueAt(event, 'data_stream', 'type');
    const namespace = valueAt(event, 'data_stream', 'namespace');
    const parts = [textOr(type, 'logs'), dataset, textOr(namespace, 'default')];
    return [stableIndexName(parts.join('-')), 'index'];
  }
  if (index !== undefined) return [index, 'index'];
  const named = valueAt(event, 'event', 'dataset');
  return typeof named === 'string' && named !== '' ? [named.slice(0, 255), 'dataset'] : ['*', 'any'];
}

function textOr(value: unknown, other: string): string {
  return typeof value === 'string' && value !== '' ? value : other;
}

/** Returns the value at a path of two keys, nested or dotted. */
function valueAt(event: Readonly<Record<string, unknown>>, parent: string, key: string): unknown {
  const dotted = event[`${parent}.${key}`];
  if (dotted !== undefined) return single(dotted);
  const object = event[parent];
  return typeof object === 'object' && object !== null
    ? single((object as Record<string, unknown>)[key])
    : undefined;
}

/** Returns the first element of a list: search results with `fields` contain lists everywhere. */
function single(value: unknown): unknown {
  return Array.isArray(value) ? value[0] : value;
}

function timeOf(written: unknown): number | undefined {
  const value = single(written);
  const time =
    typeof value === 'string' ? Date.parse(withZone(value)) : typeof value === 'number' ? value : Number.NaN;
  return Number.isFinite(time) && Math.abs(time) <= latest ? time : undefined;
}

/** Adds UTC to a time without a zone, as Elasticsearch does. */
function withZone(text: string): string {
  return /T[\d:.,]+$/.test(text) ? `${text}Z` : text;
}

/** The latest time that a JavaScript date can represent. */
const latest = 8.64e15;

function resultOf({ name, kind, root, lag, documents, first, last }: SourceTally): LearnedSource {
  const fields = new Map<string, LearnedField>();
  const pending = [root];
  const done = new Set<Node>();
  for (let node = pending.pop(); node; node = pending.pop()) {
    if (done.has(node)) continue;
    done.add(node);
    if (node.field) {
      const { jsonType, ...counted } = node.field.result();
      fields.set(node.path, { type: typeOf(node.path, jsonType), ...counted });
    }
    for (const child of node.children?.values() ?? []) pending.push(child);
  }
  const spread = lag.result();
  return {
    name,
    kind,
    documents,
    ...(first <= last ? { first: new Date(first).toISOString(), last: new Date(last).toISOString() } : {}),
    ...(spread ? { lag: spread } : {}),
    fields,
  };
}

/** Prefers the type in ECS to that of JSON, which has no dates or addresses. */
function typeOf(path: string, jsonType: string): string {
  const mapping = loadEcsCatalogue().get(path)?.mapping;
  if (!mapping || mapping.type === 'object' || mapping.type === 'other' || mapping.type === 'nested')
    return jsonType;
  return mapping.exact ?? mapping.type;
}
