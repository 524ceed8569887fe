import { type FieldList, writeFieldList } from './field-list.js';

interface EcsField {
  readonly type?: unknown;
  readonly multi_fields?: readonly { readonly flat_name?: unknown; readonly type?: unknown }[];
}

/**
 * Returns the fields of an `ecs_flat.json`, with their multi-fields (docs/semantics/fields.md#schema-files).
 */
export function readEcsSchema(json: string): FieldList {
  const fields: [string, string][] = [];
  for (const [name, { type, multi_fields }] of Object.entries(JSON.parse(json) as Record<string, EcsField>)) {
    fields.push([name, String(type)]);
    for (const field of multi_fields ?? []) fields.push([String(field.flat_name), String(field.type)]);
  }
  return writeFieldList(fields);
}
