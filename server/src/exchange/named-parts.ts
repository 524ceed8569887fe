import { isJsonObject, type JsonObject } from './json.js';

/** Returns the ids of the exception lists that a rule names. */
export function listIdsOf(rule: JsonObject): string[] {
  return idsIn(rule, 'exceptions_list', 'list_id');
}

/** Returns the ids of the connectors that a rule calls. */
export function connectorIdsOf(rule: JsonObject): string[] {
  return idsIn(rule, 'actions', 'id');
}

/**
 * Lists that Kibana never exports: endpoint lists belong to the space, and system connectors to the stack.
 */
const neverExported: ReadonlySet<string> = new Set(['endpoint_list']);

function idsIn(rule: JsonObject, key: string, id: string): string[] {
  const list = rule[key];
  const ids = (Array.isArray(list) ? list : []).flatMap((one) =>
    isJsonObject(one) && typeof one[id] === 'string' ? [one[id]] : [],
  );
  return [...new Set(ids)].filter((one) => !neverExported.has(one) && !one.startsWith('system-connector-'));
}
