import { isObject } from '../../text/plain-objects.js';
import { failure, type Result } from '../../text/result.js';
import { isFieldType } from '../field-type.js';
import { stableIndexName } from '../inventory/index-names.js';
import type { LearnedField, LearnedSource } from '../inventory/inventory.js';
import { mostFields } from './event-learner.js';

/** The fields learned from an Elasticsearch response. */
export type LearnedSources = Result<{ readonly sources: readonly LearnedSource[] }>;

/**
 * Learns from the parsed JSON of `GET index/_mapping`, of `GET _index_template/name`, or of the body of an
 * index template.
 *
 * @param index the index of a mapping that does not name one.
 */
export function learnMapping(written: unknown, index?: string): LearnedSources {
  if (!isObject(written)) return failure('expected an object');
  const found = new Map<string, Map<string, LearnedField>>();
  let left = mostFields;
  const add = (names: readonly string[], mappings: unknown): void => {
    for (const name of names) {
      const fields = found.get(name) ?? new Map<string, LearnedField>();
      found.set(name, fields);
      left -= addMapping(mappings, fields, left);
    }
  };
  for (const { names, mappings } of mappingsIn(written, index)) {
    if (names.length === 0) return failure('the mapping has no index: pass --index NAME');
    add(names, mappings);
  }
  if (found.size === 0)
    return failure('expected the response of "GET index/_mapping" or the body of an index template');
  if (left <= 0) return failure(`more than ${mostFields} fields: learn from fewer indices at a time`);
  return {
    ok: true,
    sources: [...found].map(([name, fields]) => ({ name, kind: 'index' as const, fields })),
  };
}

interface NamedMapping {
  readonly names: readonly string[];
  readonly mappings: unknown;
}

function mappingsIn(written: Record<string, unknown>, index: string | undefined): readonly NamedMapping[] {
  const given = index === undefined ? [] : [index];
  if (Array.isArray(written.index_templates))
    return written.index_templates.flatMap((one: unknown) =>
      isObject(one) && isObject(one.index_template) ? templateOf(one.index_template, given) : [],
    );
  if (Array.isArray(written.component_templates))
    return written.component_templates.flatMap((one: unknown) =>
      isObject(one) && isObject(one.component_template) ? templateOf(one.component_template, given) : [],
    );
  if (isObject(written.template) || Array.isArray(written.index_patterns)) return templateOf(written, given);
  if (isObject(written.mappings)) return [{ names: given, mappings: written.mappings }];
  // An index called "properties" contains "mappings".
  if (isObject(written.properties) && !isObject(written.properties.mappings))
    return [{ names: given, mappings: written }];
  return Object.entries(written).flatMap(([name, value]) =>
    isObject(value) && isObject(value.mappings)
      ? [{ names: [stableIndexName(name)], mappings: value.mappings }]
      : [],
  );
}

function templateOf(written: Record<string, unknown>, given: readonly string[]): readonly NamedMapping[] {
  const template = isObject(written.template) ? written.template : written;
  if (!isObject(template.mappings)) return [];
  const patterns = Array.isArray(written.index_patterns) ? written.index_patterns : [];
  const names = given.length > 0 ? given : patterns.filter((pattern) => typeof pattern === 'string');
  return [{ names, mappings: template.mappings }];
}

/** Adds the fields of a mapping and returns their number. */
function addMapping(mappings: unknown, fields: Map<string, LearnedField>, most: number): number {
  let count = 0;
  const add = (name: string, type: string): void => {
    count++;
    fields.set(name, { type: isFieldType(type) ? type : 'other', mapped: true });
  };
  const pending: { readonly prefix: string; readonly holder: Record<string, unknown> }[] = [];
  if (isObject(mappings)) {
    pending.push({ prefix: '', holder: mappings });
    if (isObject(mappings.runtime)) pending.push({ prefix: '', holder: { properties: mappings.runtime } });
  }
  for (let next = pending.pop(); next && count < most; next = pending.pop()) {
    const { prefix, holder } = next;
    for (const key of ['properties', 'fields']) {
      const children = holder[key];
      if (!isObject(children)) continue;
      for (const [name, child] of Object.entries(children)) {
        if (!isObject(child) || prefix.length + name.length > longestPath || count >= most) continue;
        const path = `${prefix}${name}`;
        if (typeof child.type === 'string' && child.type !== 'object') add(path, child.type);
        pending.push({ prefix: `${path}.`, holder: child });
      }
    }
  }
  return count;
}

const longestPath = 512;
