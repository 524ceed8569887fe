import { type FieldList, writeFieldList } from './field-list.js';

/** The fields of each beat: those of the beat itself under the empty name, and those of its modules. */
export type BeatsSchema = Readonly<Record<string, Readonly<Record<string, FieldList>>>>;

interface Folder {
  readonly folders?: Readonly<Record<string, Folder>>;
  readonly files?: Readonly<Record<string, unknown>>;
}

interface BeatField {
  readonly name?: unknown;
  readonly type?: unknown;
  readonly fields?: unknown;
  readonly multi_fields?: unknown;
}

/**
 * Reads the trees of `fields.yml` files that detection-rules keeps for a version of Beats
 * (docs/semantics/fields.md#schema-files). Groups prefix the names of their fields; a field without type is a
 * keyword.
 */
export function readBeatsSchema(json: string): BeatsSchema {
  const beats = JSON.parse(json) as Record<string, Folder>;
  const shared = [...ownFields(beats.libbeat)];
  return Object.fromEntries(
    Object.entries(beats).map(([beat, folder]) => {
      const { module, _meta, ...others } = folder.folders ?? {};
      const own = [...ownFields(folder), ...Object.values(others).flatMap((other) => [...allFields(other)])];
      const modules = Object.entries(module?.folders ?? {}).map(
        ([name, one]) => [name, writeFieldList(allFields(one, `${name}.`))] as const,
      );
      return [beat, { '': writeFieldList([...shared, ...own]), ...Object.fromEntries(modules) }];
    }),
  );
}

/** Yields the fields of a folder's own `_meta/fields*.yml`. */
function* ownFields(folder: Folder | undefined, prefix = ''): Generator<[string, string]> {
  for (const [name, content] of Object.entries(folder?.folders?._meta?.files ?? {})) {
    if (name.startsWith('fields')) yield* groupFields(content, prefix);
  }
}

/**
 * Yields the fields of a folder and of all folders below it; names in a module's data sets do not have the
 * module's name as prefix.
 */
function* allFields(folder: Folder, prefix = ''): Generator<[string, string]> {
  yield* ownFields(folder);
  for (const [name, child] of Object.entries(folder.folders ?? {})) {
    if (name === '_meta') continue;
    yield* ownFields(child, prefix);
    yield* allFields(child, prefix);
  }
}

function* groupFields(content: unknown, prefix: string): Generator<[string, string]> {
  if (!Array.isArray(content)) return;
  for (const entry of content as BeatField[]) {
    if (typeof entry !== 'object' || entry === null) continue;
    // A top-level group has a key and no name.
    if (typeof entry.name !== 'string') {
      yield* groupFields(entry.fields, prefix);
      continue;
    }
    const name = prefix + entry.name;
    if (Array.isArray(entry.fields)) yield* groupFields(entry.fields, `${name}.`);
    else if (entry.type !== 'group' && entry.type !== 'alias') yield [name, String(entry.type ?? 'keyword')];
    else if (entry.type === 'alias') yield [name, 'keyword'];
    for (const multi of Array.isArray(entry.multi_fields) ? (entry.multi_fields as BeatField[]) : [])
      yield [`${name}.${multi.name}`, String(multi.type ?? 'keyword')];
  }
}
