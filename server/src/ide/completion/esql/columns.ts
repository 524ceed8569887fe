import type { FieldCatalogue } from '../../../fields/catalogue.js';
import { type Column, type Frame, hasField } from '../../../query/esql/resolve/columns.js';
import { schemaOf } from '../../../query/esql/resolve/schema.js';
import { type EsqlType, isDate, isNumeric, isText } from '../../../query/esql/types.js';
import { writtenName } from '../../../query/esql/written-name.js';
import type { CompletionItem } from '../../types.js';
import { fieldItems, nameMatcher } from '../eql/fields.js';

export interface ColumnList {
  readonly items: CompletionItem[];
  readonly incomplete: boolean;
}

/**
 * Returns the columns of a frame that match a typed prefix: those that the query creates, then fields of the
 * index.
 *
 * @param wanted the types that fit; undefined for any.
 * @param preferred the fields to list first.
 * @param named the columns that are already named.
 */
export function columnItems(
  prefix: string,
  frame: Frame,
  catalogue: FieldCatalogue,
  wanted: ReadonlySet<EsqlType> | undefined,
  preferred: readonly string[],
  named: ReadonlySet<string> = new Set(),
): ColumnList {
  const typed = prefix.replaceAll('`', '').toLowerCase();
  const matches = nameMatcher(typed);
  const fits = (type: EsqlType | undefined): boolean =>
    !wanted || type === undefined || type === 'unknown' || wanted.has(type);
  const own = [...frame.known.values()].filter(
    ({ name, type }) => name !== '' && !named.has(name) && fits(type) && matches(name.toLowerCase()),
  );
  const items = own.map((column, index) => written(ownItem(column, index), prefix));
  if (!frame.isOpenFor) return { items, incomplete: false };
  const schema = schemaOf({ mappingOf: (name) => catalogue.get(name)?.mapping });
  const fields = fieldItems(
    typed,
    preferred,
    catalogue,
    (name) =>
      !frame.known.has(name) && !named.has(name) && hasField(frame, name) && fits(schema.typeOf(name)),
  );
  for (const { insert, ...item } of fields.items) items.push(written(item, prefix));
  return { items, incomplete: fields.incomplete };
}

function ownItem({ name, type, command, origin }: Column, index: number): CompletionItem {
  const from = origin === 'metadata' ? 'METADATA' : command?.name;
  return {
    label: name,
    kind: 'field',
    detail: [type === 'unknown' ? undefined : type, from].filter((part) => part !== undefined).join(', '),
    // Before the preferred fields.
    sort: `1!${String(index).padStart(3, '0')}`,
  };
}

function written(item: CompletionItem, prefix: string): CompletionItem {
  const insert = writtenName(item.label);
  if (insert === item.label) return item;
  return { ...item, insert, ...(prefix.startsWith('`') && { filter: insert }) };
}

/** Returns the types that can be compared with a type, or undefined for an unknown type. */
export function typesBeside(type: EsqlType): ReadonlySet<EsqlType> | undefined {
  if (type === 'unknown' || type === 'null' || type === 'unsupported') return undefined;
  if (isText(type)) return new Set(['keyword', 'text']);
  if (isNumeric(type)) return new Set(['integer', 'long', 'double', 'unsigned_long']);
  return isDate(type) ? new Set(['datetime', 'date_nanos']) : new Set([type]);
}
