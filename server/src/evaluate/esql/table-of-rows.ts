import type { FieldMapping } from '../../fields/field-type.js';
import { isValidBlock } from '../../fields/ip-text.js';
import { type EsqlType, typeOfMapping } from '../../query/esql/types.js';
import { isObject } from '../../text/plain-objects.js';
import type { EventObject } from '../values/access.js';
import type { LookupTable } from './stage.js';
import { readTables } from './table-json.js';

/**
 * Converts documents to a table for LOOKUP JOIN and ENRICH. Its columns are the fields of the documents, in
 * order of first appearance; a known field has its type, any other the type of its values. As an enrich
 * policy, the table is of type `match`, or of type `range` if the first column, which is the match field, has
 * address blocks.
 */
export function tableOfRows(
  rows: readonly EventObject[],
  mappingOf: (name: string) => FieldMapping | undefined,
): LookupTable {
  const flat = rows.map((row) => flatten(row));
  const names = [...new Set(flat.flatMap((row) => [...row.keys()]))];
  const columns = names.map((name) => ({
    name,
    type: knownType(mappingOf(name)) ?? typeOfValues(flat.flatMap((row) => valuesOf(row.get(name)))),
  }));
  const [key, ...others] = names;
  const table = readTables({
    table: {
      columns,
      rows: flat.map((row) => names.map((name) => row.get(name) ?? null)),
      ...(key === undefined
        ? {}
        : {
            policy: {
              type: flat.every((row) => areBlocks(row.get(key))) ? 'range' : 'match',
              match_field: key,
              enrich_fields: others,
            },
          }),
    },
  });
  const read = table.get('table')!;
  return {
    ...read,
    columns: read.columns.map((column) => ({
      ...column,
      isGuessed: knownType(mappingOf(column.name)) === undefined,
    })),
  };
}

/** Flattens the fields of a document to dotted names. */
function flatten(
  document: EventObject,
  prefix = '',
  into = new Map<string, unknown>(),
): Map<string, unknown> {
  for (const [key, value] of Object.entries(document)) {
    const name = prefix === '' ? key : `${prefix}.${key}`;
    if (isObject(value)) flatten(value as EventObject, name, into);
    else into.set(name, value);
  }
  return into;
}

function valuesOf(value: unknown): readonly unknown[] {
  if (value === null || value === undefined) return [];
  return Array.isArray(value) ? value : [value];
}

function areBlocks(value: unknown): boolean {
  const values = valuesOf(value);
  return values.length > 0 && values.every((one) => typeof one === 'string' && isValidBlock(one));
}

function knownType(mapping: FieldMapping | undefined): string | undefined {
  const type: EsqlType | undefined = mapping && typeOfMapping(mapping.type);
  return mapping && type !== undefined && type !== 'unsupported' && type !== 'unknown'
    ? mapping.type
    : undefined;
}

function typeOfValues(values: readonly unknown[]): string {
  const all = (test: (value: unknown) => boolean): boolean => values.length > 0 && values.every(test);
  if (all((value) => typeof value === 'boolean')) return 'boolean';
  if (all((value) => typeof value === 'bigint' || Number.isInteger(value))) return 'long';
  if (all((value) => typeof value === 'number' || typeof value === 'bigint')) return 'double';
  return 'keyword';
}
