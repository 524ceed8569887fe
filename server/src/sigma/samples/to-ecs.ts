import type { EventObject } from '../../evaluate/values/access.js';
import { setKey } from '../../text/plain-objects.js';
import type { WindowsEvent } from './evtx.js';
import sysmon from './sysmon.json' with { type: 'json' };

/** Values that pipelines drop. */
const emptyValues = new Set(['', '-', '{00000000-0000-0000-0000-000000000000}']);

/** Dotted fields, as the conversion collects them. */
type FlatEvent = Map<string, unknown>;

/**
 * Converts a Windows event to what Winlogbeat and the pipelines of the Windows integration write
 * (docs/sigma.md#how-a-conversion-is-verified).
 */
export function toEcs(event: WindowsEvent): EventObject {
  const flat: FlatEvent = new Map<string, unknown>([
    ...(event.time === undefined ? [] : [['@timestamp', event.time] as const]),
    ['event.code', event.code],
    ['event.kind', 'event'],
    ['event.provider', event.provider],
    ['host.name', event.computer],
    ['host.os.type', 'windows'],
    ['winlog.channel', event.channel],
    ['winlog.computer_name', event.computer],
    ['winlog.event_id', event.code],
    ['winlog.provider_name', event.provider],
  ]);
  const data = new Map([...event.eventData].filter(([, value]) => !emptyValues.has(value)));
  if (event.channel === 'Microsoft-Windows-Sysmon/Operational') addSysmon(flat, event, data);
  for (const [key, value] of data) flat.set(`winlog.event_data.${key}`, value);
  for (const [key, value] of event.userData)
    if (!emptyValues.has(value)) flat.set(`winlog.user_data.${key}`, value);
  return nested(flat);
}

/** Adds the result of the Sysmon pipeline; removes what it moves from `data`. */
function addSysmon(flat: FlatEvent, event: WindowsEvent, data: Map<string, string>): void {
  const { code } = event;
  const take = (key: string): string | undefined => {
    const value = data.get(key);
    data.delete(key);
    return value;
  };
  const set = (field: string, value: unknown): void => {
    if (value !== undefined) flat.set(field, value);
  };
  const categories =
    (sysmon.events as Readonly<Record<string, Readonly<Record<string, unknown>>>>)[code] ?? {};
  for (const [key, value] of Object.entries(categories)) set(`event.${key}`, value);
  set('event.module', 'sysmon');
  set('user.id', event.userId);
  const user = data.get('User')?.split('\\');
  if (user?.length === 2) {
    set('user.domain', user[0]);
    set('user.name', user[1]);
  }
  addHashes(flat, code, data.get('Hashes') ?? data.get('Hash'));
  addRegistry(flat, data);
  for (const [key, { field, values }] of Object.entries(sysmon.values)) {
    const value = take(key);
    if (value !== undefined) set(field, (values as Readonly<Record<string, string>>)[value]);
  }
  for (const [key, field] of Object.entries(sysmon.numbers)) {
    const value = take(key);
    if (value !== undefined && Number.isFinite(Number(value))) set(field, Number(value));
  }
  for (const [key, field] of Object.entries(sysmon.moved)) set(field, take(key));
  for (const [key, field] of Object.entries(sysmon.copied)) set(field, data.get(key));
  const owner = sysmon.files.codes.includes(code) ? 'file' : 'process';
  for (const [key, field] of Object.entries(sysmon.files.copied)) set(`${owner}.${field}`, data.get(key));
  for (const [key, field] of Object.entries(sysmon.files.moved)) set(`${owner}.${field}`, take(key));
  for (const key of sysmon.removed) data.delete(key);
  addNames(flat);
}

function addHashes(flat: FlatEvent, code: string, hashes: string | undefined): void {
  const owner = Object.entries(sysmon.hashes).find(([, codes]) => codes.includes(code))?.[0];
  if (hashes === undefined || owner === undefined) return;
  for (const entry of hashes.split(',')) {
    const [name = '', digest = ''] = entry.toLowerCase().split('=');
    if (!/^0*$/.test(digest))
      flat.set(name === 'imphash' ? `${owner}.pe.imphash` : `${owner}.hash.${name}`, digest);
  }
}

const hives = /^(?:HK(?:CR|CC|CU|DD|LM|PD|U))$/;

function addRegistry(flat: FlatEvent, data: ReadonlyMap<string, string>): void {
  const path = data.get('TargetObject');
  if (path === undefined) return;
  const [hive = '', ...key] = path.split('\\');
  if (hives.test(hive)) {
    flat.set('registry.hive', hive);
    if (key.length > 0) flat.set('registry.key', key.join('\\'));
  }
  flat.set('registry.value', key.at(-1) ?? hive);
  const details = data.get('Details');
  if (details === undefined) return;
  const number = /^(?:(DWORD) \(|(QWORD) \(0x([0-9A-F]{8})-)0x([0-9A-F]{8})\)$/i.exec(details);
  const type = number
    ? `SZ_${(number[1] ?? number[2])!.toUpperCase()}`
    : details === 'Binary Data'
      ? 'REG_BINARY'
      : 'REG_SZ';
  // The pipeline shifts the high half of a QWORD by 8 bits.
  const value = number
    ? String(Number.parseInt(number[3] ?? '0', 16) * 256 + Number.parseInt(number[4]!, 16))
    : details;
  flat.set('registry.data.type', type);
  flat.set('registry.data.strings', [value]);
}

/** Adds names of programs and files, which are the last segments of their paths. */
function addNames(flat: FlatEvent): void {
  for (const owner of ['process', 'process.parent']) {
    const executable = flat.get(`${owner}.executable`);
    const name = typeof executable === 'string' ? nameIn(executable) : undefined;
    if (name !== undefined && name !== '') flat.set(`${owner}.name`, name);
  }
  const path = flat.get('file.path');
  if (typeof path !== 'string' || nameIn(path) === undefined) return;
  const name = nameIn(path)!;
  flat.set('file.name', name);
  flat.set('file.directory', path.slice(0, -name.length - 1));
  if (path.includes('.')) flat.set('file.extension', path.slice(path.lastIndexOf('.') + 1));
}

function nameIn(path: string): string | undefined {
  const at = path.lastIndexOf('\\');
  return at < 0 ? undefined : path.slice(at + 1);
}

function nested(flat: FlatEvent): EventObject {
  const event: Record<string, unknown> = {};
  for (const [field, value] of [...flat].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const path = field.split('.');
    const last = path.pop()!;
    let at = event;
    for (const key of path) {
      if (typeof at[key] !== 'object' || !Object.hasOwn(at, key)) setKey(at, key, {});
      at = at[key] as Record<string, unknown>;
    }
    setKey(at, last, value);
  }
  return event;
}
