import { isJsonObject, type JsonObject, own } from '../../exchange/json.js';
import { connectorIdsOf, listIdsOf } from '../../exchange/named-parts.js';
import type { ExportedObject } from '../../exchange/read-export.js';
import {
  connectorEntry,
  connectorFiles,
  exceptionEntry,
  exceptionFiles,
  type SideEntry,
  type SideKind,
  sideFile,
} from '../../exchange/side-files.js';
import { sideEntries, sideFolder } from './side-folders.js';
import { writeNewFile } from './write-new-file.js';

/**
 * The result for an exception list, its items or a connector: the written file, or why nothing was written.
 */
export type SideResult =
  | { readonly path: string }
  | { readonly line: number; readonly message: string; readonly help: string };

/**
 * Writes the exception lists and connectors of an export into folders beside the rules. Existing files are
 * unchanged.
 */
export function importSideFiles(objects: readonly ExportedObject[], folder: string): SideResult[] {
  const of = (kind: ExportedObject['kind']) => objects.filter((object) => object.kind === kind);
  const rules = of('rule').map(({ value }) => value);
  const items = of('exception-item');
  const lists = of('exception-list');
  const knownLists = new Set(sideEntries(folder, exceptionFiles).map(({ container }) => listIdOf(container)));
  const knownConnectors = new Set(sideEntries(folder, connectorFiles).map(({ id }) => id));
  const orphans = items.filter(({ value }) => !lists.some((list) => list.value.list_id === value.list_id));
  return [
    ...lists
      .filter(({ value }) => !knownLists.has(value.list_id))
      .map(({ value, line }) => {
        const own = items.filter((item) => item.value.list_id === value.list_id).map((item) => item.value);
        const users = rules.filter((rule) => listIdsOf(rule).includes(String(value.list_id)));
        return write(exceptionFiles, exceptionEntry(value, own), users, folder, line);
      }),
    ...of('connector')
      .filter(({ value }) => !knownConnectors.has(value.id))
      .map(({ value, line }) => {
        const users = rules.filter((rule) => connectorIdsOf(rule).includes(String(value.id)));
        return write(connectorFiles, connectorEntry(value), users, folder, line);
      }),
    ...orphans.map(({ value, line }) => ({
      line,
      message: `the exception item belongs to the list "${String(value.list_id)}", which is not in the file`,
      help: 'Export the list, too.',
    })),
  ];
}

function listIdOf(container: unknown): unknown {
  return isJsonObject(container) ? own(container, 'list_id') : undefined;
}

function write(
  kind: SideKind,
  entry: SideEntry,
  rules: readonly JsonObject[],
  folder: string,
  line: number,
): SideResult {
  const file = sideFile(kind, entry, rules);
  const written = file.ok ? writeNewFile(sideFolder(folder, kind), file.stem, '.toml', file.text) : file;
  if (written.ok) return { path: written.path };
  return { line, message: written.error, help: 'Change it in Kibana and export it again.' };
}
