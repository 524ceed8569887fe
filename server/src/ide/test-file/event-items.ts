import type { FieldCatalogue } from '../../fields/catalogue.js';
import { familyOf } from '../../fields/field-type.js';
import { commonFields } from '../completion/eql/common-fields.js';
import { fieldItems } from '../completion/eql/fields.js';
import { fieldMarkdown, noteOf } from '../hover/field-text.js';
import type { CompletionItem } from '../types.js';
import type { RuleValues } from './rule-values.js';
import { eventKeys } from './schema.js';
import { keyInsert, valueInsert, type WritingStyle } from './yaml-text.js';

interface EventContext {
  readonly style: WritingStyle;
  readonly values: RuleValues;
  readonly catalogue: FieldCatalogue;
}

/** Returns fields for a key of an event, or of an object in it, those of the rule's query first. */
export function eventKeyItems({
  parent,
  siblings,
  typed,
  style,
  values,
  catalogue,
}: EventContext & {
  readonly parent: readonly (string | number)[];
  readonly siblings: readonly string[];
  readonly typed: string;
}): { items: CompletionItem[]; incomplete: boolean } {
  const prefix = fieldName([...parent, '']);
  const preferred = [...new Set([...values.fields.keys(), ...commonFields(values.category)])].filter((name) =>
    name.startsWith(prefix),
  );
  const { items, incomplete } = fieldItems(prefix + typed, preferred, catalogue);
  const known = new Set(items.map(({ label }) => label));
  // Fields of the query are valid even if no schema contains them.
  const others = [...values.fields.keys()]
    .filter((name) => name.startsWith(prefix) && !known.has(name) && !catalogue.get(name))
    .map(
      (label, index): CompletionItem => ({
        label,
        kind: 'field',
        detail: 'in the query',
        sort: values.ownFields ? `00${index}` : `1900${label}`,
      }),
    );
  const fields = [...items, ...others]
    .filter(({ label }) => label.startsWith(prefix) && !siblings.includes(label.slice(prefix.length)))
    .map(({ insert: _insert, ...item }): CompletionItem => {
      const name = item.label.slice(prefix.length);
      const detail = values.fields.has(item.label) ? `${item.detail} · in the query` : item.detail;
      return {
        ...item,
        label: name,
        ...(detail !== undefined && { detail: detail.replace(/^in the query · /, '') }),
        // Resolving an item looks up its label.
        ...(prefix !== '' && { documentation: fieldMarkdown(item.label, catalogue) }),
        ...keyInsert(name, style, '$1'),
      };
    });
  const own = parent.length > 0 ? [] : Object.entries(eventKeys);
  const keys = own
    .filter(([key]) => !siblings.includes(key))
    .map(
      ([label, { description }]): CompletionItem => ({
        label,
        kind: 'key',
        detail: 'time of the event',
        sort: '1999',
        ...(description !== undefined && { documentation: description }),
        ...keyInsert(label, style, '$1'),
      }),
    );
  return { items: [...fields, ...keys], incomplete };
}

/** Returns values for an event field: those in the rule's query first, then those that the schema lists. */
export function eventValueItems({
  path,
  style,
  values,
  catalogue,
}: EventContext & { readonly path: readonly (string | number)[] }): CompletionItem[] {
  const field = fieldName(path);
  if (Object.hasOwn(eventKeys, field)) {
    return ['0s', '1s', '1m', '-5m'].map((label, index) => ({
      label,
      kind: 'value',
      sort: `1${index}`,
      ...valueInsert(label, { ...style, quoted: style.quoted || !style.isJson }),
    }));
  }
  const info = catalogue.get(field);
  const family = info && familyOf(info.mapping.type);
  const inQuery = values.fields.get(field) ?? [];
  const listed = info?.values?.values ?? [];
  const notes = new Map(listed.map((value) => [value.value, noteOf(value)]));
  const constants = family === 'boolean' ? ['true', 'false'] : [];
  const all = [...new Set([...inQuery, ...listed.map(({ value }) => value), ...constants])];
  return all.map((label, index): CompletionItem => {
    const note = notes.get(label);
    const isText = family === undefined || family === 'string' || family === 'ip' || family === 'date';
    return {
      label,
      kind: 'value',
      sort: String(index).padStart(4, '0'),
      ...(inQuery.includes(label) && { detail: 'in the query' }),
      ...(note !== undefined && { documentation: note }),
      ...(isText ? valueInsert(label, style) : {}),
    };
  });
}

/** Returns the field name for a path of keys within an event. */
export function fieldName(path: readonly (string | number)[]): string {
  return path.filter((step) => typeof step === 'string').join('.');
}

/** Returns whether a name is an object that contains fields in the schema. */
export function hasFieldsBelow(name: string, catalogue: FieldCatalogue): boolean {
  const type = catalogue.get(name)?.mapping.type;
  return type === 'object' || type === 'nested' || (type === undefined && catalogue.knows(name));
}
