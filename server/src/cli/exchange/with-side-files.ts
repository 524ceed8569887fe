import type { ExportParts } from '../../exchange/export-text.js';
import { isJsonObject, type JsonObject } from '../../exchange/json.js';
import { connectorIdsOf, listIdsOf } from '../../exchange/named-parts.js';
import { connectorFiles, exceptionFiles } from '../../exchange/side-files.js';
import { sideEntries } from './side-folders.js';

/** Values of `--with`: what to add to an export. */
export const sideNames = ['exceptions', 'connectors'] as const;

export type SideName = (typeof sideNames)[number];

/**
 * Returns an export of rules with the exception lists and connectors that they name, read from files beside
 * the rules.
 */
export function withSideFiles(
  rules: readonly JsonObject[],
  paths: readonly string[],
  wanted: ReadonlySet<SideName>,
): ExportParts {
  const lists = wanted.has('exceptions') ? exceptionsFor(rules, paths) : undefined;
  const connectors = wanted.has('connectors') ? connectorsFor(rules, paths) : undefined;
  return {
    rules,
    exceptionLists: lists?.lists ?? [],
    exceptionItems: lists?.items ?? [],
    connectors: connectors?.found ?? [],
    missingLists: lists?.missing ?? [],
    missingConnectors: connectors?.missing ?? [],
  };
}

/** The exception lists and connectors that rules name and files contain. */
interface FoundLists {
  readonly lists: readonly JsonObject[];
  readonly items: readonly JsonObject[];
  readonly missing: readonly JsonObject[];
}

function exceptionsFor(rules: readonly JsonObject[], paths: readonly string[]): FoundLists {
  const ids = [...new Set(rules.flatMap(listIdsOf))];
  const known = new Map<unknown, JsonObject>();
  for (const entry of paths.flatMap((path) => sideEntries(path, exceptionFiles)))
    if (isJsonObject(entry.container)) known.set(entry.container.list_id, entry);
  const found = foundIn(known, ids);
  return {
    lists: found.flatMap(({ container }) => (isJsonObject(container) ? [container] : [])),
    items: found.flatMap(({ items }) => (Array.isArray(items) ? items.filter(isJsonObject) : [])),
    missing: ids.filter((id) => !known.has(id)).map((id) => ({ list_id: id })),
  };
}

function connectorsFor(
  rules: readonly JsonObject[],
  paths: readonly string[],
): { readonly found: readonly JsonObject[]; readonly missing: readonly JsonObject[] } {
  const ids = [...new Set(rules.flatMap(connectorIdsOf))];
  const known = new Map(
    paths.flatMap((path) => sideEntries(path, connectorFiles)).map((entry) => [entry.id, entry]),
  );
  return {
    found: foundIn(known, ids),
    missing: ids.filter((id) => !known.has(id)).map((id) => ({ id, type: 'action' })),
  };
}

function foundIn(known: ReadonlyMap<unknown, JsonObject>, ids: readonly string[]): JsonObject[] {
  return ids.map((id) => known.get(id)).filter((one) => one !== undefined);
}
