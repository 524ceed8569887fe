import { analyse } from '../../analysis/analyse.js';
import { queryParts } from '../../analysis/parsed-query.js';
import { accessField, type EventObject } from '../../evaluate/values/access.js';
import type { Rule } from '../../rule/rule.js';
import { setKey } from '../../text/plain-objects.js';
import { isTable, type TomlValue } from '../../toml/path.js';

/** Fields that every test contains. */
const always = ['@timestamp', 'event.category', 'event.type', 'event.kind', 'host.os.type'];

/**
 * Returns the fields that a rule uses: those of its query, and those that it groups by, counts or checks for
 * new values.
 */
export function askedFields(rule: Rule): readonly string[] {
  const named = queryParts(analyse(rule.document.text)).flatMap(({ fields }) =>
    fields.map(({ name }) => name),
  );
  return [...new Set([...always, ...named, ...namedInTable(rule.table)])];
}

/** Returns strings of the table that may be field names. Other strings match no field of an event. */
function namedInTable(table: TomlValue): readonly string[] {
  if (typeof table === 'string') return /^[\w@.-]{3,80}$/.test(table) ? [table] : [];
  if (Array.isArray(table)) return table.flatMap(namedInTable);
  return isTable(table) ? Object.values(table).flatMap(namedInTable) : [];
}

/** Returns the values of some fields of an event, under their full names. */
export function onlyFields(event: EventObject, fields: readonly string[]): EventObject {
  const kept: Record<string, unknown> = {};
  for (const field of fields) {
    const values = accessField(field).all(event);
    if (values.length > 0) setKey(kept, field, values.length === 1 ? values[0] : values);
  }
  return kept;
}
