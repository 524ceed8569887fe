import { isObject } from '../../text/plain-objects.js';

/** A Windows event in the JSON of a tool for EVTX files. */
export interface WindowsEvent {
  readonly channel: string;
  readonly code: string;
  readonly provider: string;
  readonly computer: string;
  /** ISO 8601. */
  readonly time: string | undefined;
  readonly recordId: string | undefined;
  readonly userId: string | undefined;
  readonly eventData: ReadonlyMap<string, string>;
  readonly userData: ReadonlyMap<string, string>;
}

/** Returns a Windows event, or undefined for other values. */
export function readWindowsEvent(value: unknown): WindowsEvent | undefined {
  const event = isObject(value) ? value.Event : undefined;
  const system = isObject(event) ? event.System : undefined;
  if (!isObject(event) || !isObject(system)) return undefined;
  const code =
    textOf(system.EventID) ?? textOf(isObject(system.EventID) ? system.EventID['#text'] : undefined);
  if (code === undefined) return undefined;
  const attribute = (name: string, key: string): string | undefined => {
    const attributes = isObject(system[name]) ? system[name]['#attributes'] : undefined;
    return isObject(attributes) ? textOf(attributes[key]) : undefined;
  };
  return {
    channel: textOf(system.Channel) ?? '',
    code,
    provider: attribute('Provider', 'Name') ?? '',
    computer: textOf(system.Computer) ?? '',
    time: attribute('TimeCreated', 'SystemTime'),
    recordId: textOf(system.EventRecordID),
    userId: attribute('Security', 'UserID'),
    eventData: textsOf(event.EventData),
    userData: textsOf(isObject(event.UserData) ? Object.values(event.UserData).find(isObject) : undefined),
  };
}

function textsOf(value: unknown): ReadonlyMap<string, string> {
  const entries = isObject(value) ? Object.entries(value) : [];
  return new Map(
    entries.flatMap(([key, one]): [string, string][] => {
      const text = textOf(one);
      return text === undefined || key.startsWith('#') ? [] : [[key, text]];
    }),
  );
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : undefined;
}
