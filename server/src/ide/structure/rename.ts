import type { Analysis } from '../../analysis/analysis.js';
import type { TextEdit } from '../../text/edits.js';
import type { Span } from '../../text/span.js';
import { encodeString } from '../../toml/encode.js';
import type { TomlPath } from '../../toml/path.js';
import { helpFor } from '../languages.js';
import { pluginPlacesAt } from './occurrences.js';

/** The edits of a file that rename something, or why that is not possible. */
export type FileRename =
  | { readonly ok: true; readonly edits: readonly TextEdit[] }
  | { readonly ok: false; readonly reason: string };

/** Keys of a rule that name result columns of its query. */
const columnLists: readonly TomlPath[] = [
  ['rule', 'alert_suppression', 'group_by'],
  ['rule', 'investigation_fields', 'field_names'],
];

/**
 * Returns the name at an offset of a rule if it can be renamed: a search of the guide, or a column of the
 * query.
 */
export function renameTarget(analysis: Analysis, offset: number): Span | undefined {
  const plugin = pluginPlacesAt(analysis, offset);
  if (plugin) return plugin.references.find(({ start, end }) => start <= offset && offset <= end);
  const inQuery = analysis.queryOffsetAt(offset);
  if (inQuery === undefined) return undefined;
  const found = helpFor(analysis.rule.language)?.names?.renameTarget(analysis, inQuery);
  return found && analysis.queryToDocument(found);
}

/** Returns the edits that rename the name at an offset of a rule, or undefined if there is none. */
export function rename(analysis: Analysis, offset: number, newName: string): FileRename | undefined {
  const plugin = pluginPlacesAt(analysis, offset);
  if (plugin) {
    // A placeholder has a fixed form; only its number can change.
    if (!/^\$(?:osquery|investigate)_\d+$/.test(newName))
      return {
        ok: false,
        reason: 'A placeholder must be $osquery_N or $investigate_N, where N is the number of its search.',
      };
    return { ok: true, edits: plugin.references.map((span) => ({ span, text: newName })) };
  }
  const inQuery = analysis.queryOffsetAt(offset);
  if (inQuery === undefined) return undefined;
  const renamed = helpFor(analysis.rule.language)?.names?.rename(analysis, inQuery, newName);
  if (!renamed?.ok) return renamed;
  const inFile = analysis.queryFix({ title: '', edits: renamed.edits });
  if (!inFile) return { ok: false, reason: `"${newName}" cannot be used in the query string.` };
  const others = renamed.isInResult ? namesInLists(analysis, renamed.oldName, renamed.name) : [];
  return { ok: true, edits: [...inFile.edits, ...others] };
}

function namesInLists({ document }: Analysis, oldName: string, newName: string): readonly TextEdit[] {
  return columnLists.flatMap((list) =>
    document.places().flatMap(({ path }): TextEdit[] => {
      const isItem = path.length === list.length + 1 && list.every((key, index) => path[index] === key);
      const string = isItem ? document.stringAt(path) : undefined;
      const text = string?.value === oldName ? encodeString(newName, string.style) : undefined;
      return string && text !== undefined ? [{ span: string.contentSpan, text }] : [];
    }),
  );
}
