import { isObject, setKey } from '../../text/plain-objects.js';
import { failure, type Result } from '../../text/result.js';
import { loadEcsCatalogue } from '../ecs.js';
import type { LearnedSource } from '../inventory/inventory.js';

/**
 * Returns the fields outside ECS as a schema that detection-rules reads: index pattern, field, type. Patterns
 * and fields of an existing schema are kept.
 */
export function customSchema(
  sources: readonly LearnedSource[],
  existing: Readonly<Record<string, unknown>> = {},
): Record<string, unknown> {
  const schema: Record<string, unknown> = {};
  for (const [pattern, fields] of Object.entries(existing)) setKey(schema, pattern, fields);
  const ecs = loadEcsCatalogue();
  for (const source of sources) {
    const pattern = patternOf(source);
    if (pattern === undefined) continue;
    const known = Object.hasOwn(schema, pattern) ? schema[pattern] : undefined;
    const fields: Record<string, unknown> = {};
    if (isObject(known)) for (const [name, type] of Object.entries(known)) setKey(fields, name, type);
    for (const [name, { type }] of source.fields)
      if (!ecs.knows(name) && !hasPath(fields, name)) setKey(fields, name, type);
    if (Object.keys(fields).length > 0) setKey(schema, pattern, sorted(fields));
  }
  return sorted(schema);
}

/** Reads an existing schema. */
export function readCustomSchema(text: string): Result<{ readonly schema: Record<string, unknown> }> {
  try {
    const schema: unknown = JSON.parse(text);
    return isObject(schema)
      ? { ok: true, schema }
      : failure('expected an object of index patterns and fields');
  } catch (error) {
    return failure(`it is not valid JSON: ${(error as Error).message}`);
  }
}

/** Returns the pattern as rules write it: every namespace of a data stream. */
function patternOf({ name, kind }: LearnedSource): string | undefined {
  if (kind === 'any') return undefined;
  if (kind === 'dataset') return `logs-${name}-*`;
  const stream = /^((?:logs|metrics|traces|synthetics|profiling)-[^-*]+)-[^-]+$/.exec(name)?.[1];
  return stream === undefined ? name : `${stream}-*`;
}

/** Returns whether a schema, which can be nested, has a field. */
function hasPath(fields: Record<string, unknown>, name: string): boolean {
  if (Object.hasOwn(fields, name)) return true;
  const dot = name.indexOf('.');
  if (dot < 0) return false;
  const key = name.slice(0, dot);
  const child = Object.hasOwn(fields, key) ? fields[key] : undefined;
  return isObject(child) && hasPath(child, name.slice(dot + 1));
}

function sorted(object: Record<string, unknown>): Record<string, unknown> {
  const result: Record<string, unknown> = {};
  for (const key of Object.keys(object).sort()) setKey(result, key, object[key]);
  return result;
}
