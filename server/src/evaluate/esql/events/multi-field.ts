import { accessField, type EventObject } from '../../values/access.js';

const multiFieldName = /^(.+)\.(text|caseless|keyword)$/;

/** Returns the fields that a column of this name can take its values from. */
export function namesOfColumn(name: string): readonly string[] {
  const parent = multiFieldName.exec(name)?.[1];
  return parent === undefined ? [name] : [name, parent];
}

/**
 * Returns a function that reads the values of a field. A multi-field that is missing from an event has the
 * values of its parent field (docs/semantics/rule-types.md#documents), with `caseless` in lower case.
 */
export function columnReader(name: string): (event: EventObject) => readonly unknown[] {
  const own = accessField(name);
  const [, parentName, kind] = multiFieldName.exec(name) ?? [];
  if (parentName === undefined) return (event) => own.all(event);
  const parent = accessField(parentName);
  const lower = (value: unknown): unknown => (typeof value === 'string' ? value.toLowerCase() : value);
  return (event) => {
    const values = own.all(event);
    if (values.length > 0) return values;
    return kind === 'caseless' ? parent.all(event).map(lower) : parent.all(event);
  };
}
