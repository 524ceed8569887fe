import type { FieldMapping, FieldTypeName } from '../../server/src/fields/field-type.js';

/** Types that the engine spells differently or does not have, with its nearest type. */
const nearest: Readonly<Partial<Record<FieldTypeName, string>>> = {
  constant_keyword: 'keyword',
  // The engine's `wildcard` type has no ranges, and misses values of some patterns with two ends.
  wildcard: 'keyword',
  version: 'keyword',
  flattened: 'flat_object',
  other: 'keyword',
};

/**
 * Analyzers and normalizers of the index: the one for script blocks is declared as in the Windows
 * integration.
 */
export const analysis = {
  analyzer: {
    powershell: { type: 'pattern', pattern: '[\\W&&[^-]]+', lowercase: true },
  },
};

interface EngineField {
  [key: string]: unknown;
  properties?: Record<string, EngineField>;
  fields?: Record<string, EngineField>;
}

/**
 * Returns the mapping of an index with these fields. A field below a field that has a type is a multi-field.
 */
export function engineMapping(mappings: ReadonlyMap<string, FieldMapping>): object {
  const root: EngineField = { dynamic: false };
  for (const name of [...mappings.keys()].sort()) {
    const mapping = mappings.get(name)!;
    let node = root;
    const parts = name.split('.');
    for (const [index, part] of parts.entries()) {
      const isValue = node.type !== undefined && node.type !== 'nested';
      const key = isValue ? 'fields' : 'properties';
      node[key] ??= {};
      const below = node[key] as Record<string, EngineField>;
      below[part] ??= {};
      node = below[part];
      if (index === parts.length - 1) Object.assign(node, engineField(mapping));
    }
  }
  return root;
}

function engineField({
  type,
  exact,
  normalizer,
  nullValue,
  format,
  analyzer,
  ignoreAbove,
  indexed,
}: FieldMapping): EngineField {
  const isNumber = type === 'long' || type === 'double';
  return {
    type: nearest[type] ?? (isNumber && exact && exact !== 'scaled_float' ? exact : type),
    ...(normalizer && { normalizer }),
    ...(nullValue !== undefined && { null_value: nullValue }),
    ...(format !== undefined && { format }),
    ...(analyzer === 'powershell' && { analyzer }),
    ...(ignoreAbove !== undefined && { ignore_above: ignoreAbove }),
    ...(indexed === false && { index: false, doc_values: false }),
  };
}
