import { deepestJson, isJsonObject, isTooDeep, type Json, type JsonObject } from './json.js';

/** The kind of a line in an export. */
export type ExportedKind = 'rule' | 'exception-list' | 'exception-item' | 'connector' | 'summary';

/** An object of an export with the line on which it starts. */
export interface ExportedObject {
  readonly kind: ExportedKind;
  readonly value: JsonObject;
  readonly line: number;
}

/** An unreadable line. */
export interface UnreadableLine {
  readonly line: number;
  readonly message: string;
  readonly help: string;
}

export interface ReadExport {
  readonly objects: readonly ExportedObject[];
  readonly unreadable: readonly UnreadableLine[];
}

/**
 * Reads a Kibana export: an object on each line, or a list of objects. Invalid parts are reported, the rest
 * is read.
 */
export function readExport(text: string): ReadExport {
  const list = text.trimStart().startsWith('[') ? listIn(text) : undefined;
  const objects: ExportedObject[] = [];
  const unreadable: UnreadableLine[] = [];
  const take = (value: unknown, line: number): void => {
    if (isTooDeep(value))
      unreadable.push({
        line,
        message: `this is nested more than ${deepestJson} levels deep, which is too deep for a rule`,
        help: 'Export the rules from Kibana again.',
      });
    else if (isJsonObject(value)) objects.push({ kind: kindOf(value), value, line });
    else
      unreadable.push({
        line,
        message: 'this is not a JSON object, so it is not a rule',
        help: 'Export the rules from Kibana again.',
      });
  };
  if (list) {
    for (const value of list) take(value, 1);
    return { objects, unreadable };
  }
  text.split(/\r?\n/).forEach((written, index) => {
    if (written.trim() === '') return;
    try {
      take(JSON.parse(written), index + 1);
    } catch (error) {
      unreadable.push({
        line: index + 1,
        message: `this is not valid JSON: ${(error as Error).message}`,
        help: 'Put one object on each line, or export the rules from Kibana again.',
      });
    }
  });
  return { objects, unreadable };
}

function listIn(text: string): readonly Json[] | undefined {
  try {
    const list: unknown = JSON.parse(text);
    return Array.isArray(list) ? list : undefined;
  } catch {
    return undefined;
  }
}

function kindOf(value: JsonObject): ExportedKind {
  if (Object.keys(value).some((key) => key.startsWith('exported_'))) return 'summary';
  if (value.attributes !== undefined && value.type === 'action') return 'connector';
  if (value.item_id !== undefined || value.entries !== undefined) return 'exception-item';
  return value.list_id !== undefined && value.rule_id === undefined ? 'exception-list' : 'rule';
}
