import { readIsoDate } from '../../fields/dates.js';
import { append } from '../../text/append.js';
import { isTable } from '../../toml/path.js';

/** An exception item in Kibana's export format. */
export type ExceptionItem = Readonly<Record<string, unknown>>;

/** A fault in an item that Kibana would reject. */
export interface ExceptionFault {
  /** Follows the item's name in a message: `has no "entries"`. */
  readonly message: string;
  /** Keys and indexes from the item to the fault. The last one may be missing in the item. */
  readonly at: readonly (string | number)[];
}

type Path = ExceptionFault['at'];

/** The operating systems that an item can apply to. */
const systems: readonly unknown[] = ['linux', 'macos', 'windows'];

/**
 * Returns the faults of an exception item. An item that Kibana accepts has none, whether it can be evaluated
 * or not.
 */
export function checkException(item: ExceptionItem): readonly ExceptionFault[] {
  const { entries, expire_time: expires, os_types: named } = item;
  const faults = listFaults(entries, ['entries'], 'has no "entries"');
  if (Array.isArray(entries))
    append(
      faults,
      entries.flatMap((entry, index) => entryFaults(entry, ['entries', index])),
    );
  if (expires !== undefined && expires !== null && (typeof expires !== 'string' || !readIsoDate(expires)))
    faults.push({ message: `has an invalid "expire_time": ${show(expires)}`, at: ['expire_time'] });
  if (named !== undefined && !Array.isArray(named))
    faults.push({ message: 'has an "os_types" that is not a list', at: ['os_types'] });
  for (const [index, system] of Array.isArray(named) ? named.entries() : [])
    if (!systems.includes(system))
      faults.push({
        message: `has the unknown operating system ${show(system)}; use ${systems.join(', ')}`,
        at: ['os_types', index],
      });
  return faults;
}

function entryFaults(entry: unknown, at: Path): ExceptionFault[] {
  if (!isTable(entry)) return [{ message: 'has an entry that is not a map', at }];
  const { field, type, operator } = entry;
  const faults: ExceptionFault[] = [];
  if (typeof field !== 'string' || field === '')
    faults.push({ message: 'has an entry without "field"', at: [...at, 'field'] });
  // Nested entries have no operator: each of their own entries has one.
  if (operator === undefined && type !== 'nested')
    faults.push({
      message: 'has an entry without "operator"; use included or excluded',
      at: [...at, 'operator'],
    });
  else if (operator !== undefined && operator !== 'included' && operator !== 'excluded')
    faults.push({
      message: `has the unknown operator ${show(operator)}; use included or excluded`,
      at: [...at, 'operator'],
    });
  const check = typeof type === 'string' && Object.hasOwn(valueChecks, type) ? valueChecks[type] : undefined;
  if (check) append(faults, check(entry, at));
  else
    faults.push({
      message: `has an entry of the unknown type ${show(type)}; use ${Object.keys(valueChecks).join(', ')}`,
      at: [...at, 'type'],
    });
  return faults;
}

const valueFaults = ({ value }: ExceptionItem, at: Path): ExceptionFault[] =>
  isScalar(value) ? [] : [{ message: 'has an entry without "value"', at: [...at, 'value'] }];

/** Checks what entries of each type need besides their field. */
const valueChecks: Readonly<Record<string, (entry: ExceptionItem, at: Path) => ExceptionFault[]>> = {
  match: valueFaults,
  match_any({ value }, at) {
    const place = [...at, 'value'];
    const faults = listFaults(value, place, 'has an entry whose "value" is not a list');
    if (!Array.isArray(value)) return faults;
    const wrong = value.findIndex((one) => !isScalar(one));
    return wrong < 0 ? faults : [{ message: 'has an entry without "value"', at: [...place, wrong] }];
  },
  exists: () => [],
  wildcard: valueFaults,
  nested({ entries }, at) {
    const place = [...at, 'entries'];
    const faults = listFaults(entries, place, 'has a nested entry without "entries"');
    if (!Array.isArray(entries)) return faults;
    return [...faults, ...entries.flatMap((entry, index) => entryFaults(entry, [...place, index]))];
  },
  list: () => [],
};

function listFaults(value: unknown, at: Path, message: string): ExceptionFault[] {
  return Array.isArray(value) && value.length > 0 ? [] : [{ message, at }];
}

function isScalar(value: unknown): boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}

function show(value: unknown): string {
  return JSON.stringify(value) ?? 'none';
}

/** Returns the name of an item for messages: its own name, or its number. */
export function nameOfException({ name }: ExceptionItem, index: number): string {
  return typeof name === 'string' && name !== '' ? `exception "${name}"` : `exception ${index + 1}`;
}
