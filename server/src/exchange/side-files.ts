import { fileStem } from '../rule/file-stem.js';
import { today } from '../rule/schema-check/today.js';
import { failure, type Result } from '../text/result.js';
import { parseToml } from '../toml/document.js';
import { isJsonObject, type Json, type JsonObject, jsonOf, objectOf, sameJson } from './json.js';
import { dayOf } from './new-rule-file.js';
import { tableText, unwritable } from './toml-text.js';

/**
 * A kind of object in separate files beside the rules, as detection-rules reads them
 * (docs/exchanging-rules.md#exceptions-and-connectors).
 */
export interface SideKind {
  readonly folder: string;
  /** The suffix of a file's name before `.toml`. */
  readonly ending: string;
  /** The list in the file. */
  readonly key: string;
  /** The key of `[metadata]` with the name. */
  readonly nameKey: string;
  /** Keys that only Kibana sets. */
  readonly volatile: ReadonlySet<string>;
}

export const exceptionFiles: SideKind = {
  folder: 'exceptions',
  ending: '_exceptions',
  key: 'exceptions',
  nameKey: 'list_name',
  volatile: new Set([
    '_version',
    'created_at',
    'created_by',
    'id',
    'immutable',
    'tie_breaker_id',
    'updated_at',
    'updated_by',
    'version',
  ]),
};

export const connectorFiles: SideKind = {
  folder: 'action_connectors',
  ending: '_action_connector',
  key: 'action_connectors',
  nameKey: 'action_connector_name',
  volatile: new Set([
    'coreMigrationVersion',
    'created_at',
    'created_by',
    'migrationVersion',
    'typeMigrationVersion',
    'updated_at',
    'updated_by',
    'version',
  ]),
};

/** An exception list with its items, or a connector, as a file contains it. */
export interface SideEntry {
  readonly name: string;
  readonly value: JsonObject;
  /** As exported by Kibana, with its times. */
  readonly source: JsonObject;
}

/** Returns an exception list with its items as one entry. */
export function exceptionEntry(list: JsonObject, items: readonly JsonObject[]): SideEntry {
  return {
    name: String(list.name ?? list.list_id),
    value: {
      container: stable(list, exceptionFiles),
      items: items.map(stableItem),
    },
    source: list,
  };
}

/** Reduces comments to their text, because nothing else of them is imported. */
function stableItem(item: JsonObject): JsonObject {
  const { comments, ...rest } = stable(item, exceptionFiles);
  if (!Array.isArray(comments)) return rest;
  const texts = comments.map((one): Json => (isJsonObject(one) ? { comment: one.comment ?? '' } : one));
  return { ...rest, comments: texts };
}

/** Returns a connector as an entry. Kibana exports no secrets. */
export function connectorEntry(connector: JsonObject): SideEntry {
  const { attributes } = connector;
  const name = isJsonObject(attributes) ? attributes.name : undefined;
  return { name: String(name ?? connector.id), value: stable(connector, connectorFiles), source: connector };
}

/** Removes what only Kibana sets, and null, which TOML cannot represent. */
function stable(value: JsonObject, { volatile }: SideKind): JsonObject {
  const clean = (one: Json): Json => {
    if (Array.isArray(one)) return one.map(clean);
    if (!isJsonObject(one)) return one;
    return objectOf(
      Object.entries(one).flatMap(([key, inner]) => (inner === null ? [] : [[key, clean(inner)]])),
    );
  };
  return clean(objectOf(Object.entries(value).filter(([key]) => !volatile.has(key)))) as JsonObject;
}

/** Returns the text of a file with an entry, and the rules that use it. */
export function sideFile(
  kind: SideKind,
  { name, value, source }: SideEntry,
  rules: readonly JsonObject[],
): Result<{ readonly text: string; readonly stem: string }> {
  const reason = unwritable(value, kind.key);
  if (reason !== undefined) return failure(reason);
  const metadata: JsonObject = {
    creation_date: dayOf(source.created_at) ?? today(),
    [kind.nameKey]: name,
    rule_ids: rules.map(({ rule_id: id }) => String(id)),
    rule_names: rules.map((rule) => String(rule.name)),
    updated_date: dayOf(source.updated_at) ?? today(),
  };
  const file = { metadata, [kind.key]: [value] };
  const text = tableText([], file).trimStart();
  const read = parseToml(text);
  if (read.problems.length > 0 || !sameJson(jsonOf(read.values), file))
    return failure(`"${name}" cannot be written as TOML without changing its values`);
  return { ok: true, text, stem: `${fileStem([name]) || 'imported'}${kind.ending}` };
}

/** Returns the entries of a file, empty for a file of another kind. */
export function entriesIn(text: string, { key }: SideKind): JsonObject[] {
  const list = jsonOf(parseToml(text).values[key] ?? []);
  return Array.isArray(list) ? list.filter(isJsonObject) : [];
}
