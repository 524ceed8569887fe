import { isObject } from '../../text/plain-objects.js';
import { failure } from '../../text/result.js';
import { isFieldType } from '../field-type.js';
import { stableIndexName } from '../inventory/index-names.js';
import type { LearnedField } from '../inventory/inventory.js';
import { mostFields } from './event-learner.js';
import type { LearnedSources } from './from-mapping.js';

/**
 * Learns from the parsed JSON of `GET index/_field_caps?fields=*`. It does not contain which index has which
 * field, so all fields are counted under one name.
 *
 * @param index that name; the default is the common prefix of the index names.
 */
export function learnFieldCaps(written: unknown, index?: string): LearnedSources {
  if (!isObject(written) || !isObject(written.fields))
    return failure('expected the response of "GET index/_field_caps?fields=*"');
  const indices = (Array.isArray(written.indices) ? written.indices : [written.indices]).filter(
    (name) => typeof name === 'string',
  );
  const name = index ?? commonName(indices.map(stableIndexName));
  if (name === undefined) return failure('the response has no index: pass --index NAME');
  const fields = new Map<string, LearnedField>();
  for (const [field, types] of Object.entries(written.fields)) {
    const type = isObject(types) ? typeIn(types) : undefined;
    if (type === undefined || field.length > longestPath) continue;
    if (fields.size >= mostFields)
      return failure(`more than ${mostFields} fields: request fewer indices at a time`);
    fields.set(field, { type, mapped: true });
  }
  return { ok: true, sources: [{ name, kind: 'index', fields }] };
}

const longestPath = 512;

/**
 * Returns the type of a field; undefined for objects, metadata and unmapped fields. If indices differ, the
 * first type is used.
 */
function typeIn(types: Record<string, unknown>): string | undefined {
  for (const [name, capabilities] of Object.entries(types)) {
    if (name === 'unmapped' || name === 'object' || !isObject(capabilities)) continue;
    if (capabilities.metadata_field === true) return undefined;
    return isFieldType(name) ? name : 'other';
  }
  return undefined;
}

/** Returns the common prefix of names, with `*` for the rest. */
function commonName(names: readonly string[]): string | undefined {
  const [first, ...others] = names;
  if (first === undefined) return undefined;
  let length = first.length;
  for (const other of others) while (length > 0 && !other.startsWith(first.slice(0, length))) length--;
  return length === first.length && others.every((other) => other === first)
    ? first
    : `${first.slice(0, length).replace(/\*.*$/, '')}*`;
}
