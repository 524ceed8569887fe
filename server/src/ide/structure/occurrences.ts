import type { Analysis } from '../../analysis/analysis.js';
import { queryUnits } from '../../analysis/query-units.js';
import { pluginsIn } from '../../rule/guide-text.js';
import { type Span, touches } from '../../text/span.js';
import { isTable } from '../../toml/path.js';
import { helpFor } from '../languages.js';

/** A search of the guide: `$osquery_0` and its entry in `[transform]`. */
export interface PluginPlaces {
  readonly name: string;
  readonly index: number;
  /** The header of the entry; undefined if it does not exist. */
  readonly definition: Span | undefined;
  /** The guide's references to it. */
  readonly references: readonly Span[];
}

/** Returns all spans of the search at the cursor, on a placeholder or in the entry itself. */
export function pluginPlacesAt({ document, rule }: Analysis, offset: number): PluginPlaces | undefined {
  const note = document.stringAt(['rule', 'note']);
  const plugins = note && typeof rule.table.note === 'string' ? pluginsIn(note.value) : [];
  const references = plugins.flatMap((plugin) =>
    plugin.kind === 'reference' && note
      ? [{ name: plugin.name as string, index: plugin.index, span: note.spanToDocument(plugin.span) }]
      : [],
  );
  const under = references.find(({ span }) => touches(span, offset));
  const path = document.pathAt(offset).path;
  const inEntry = path[0] === 'transform' && typeof path[1] === 'string' && typeof path[2] === 'number';
  const target = under ?? (inEntry ? { name: String(path[1]), index: Number(path[2]) } : undefined);
  if (!target) return undefined;
  const { name, index } = target;
  const { transform } = document.values;
  const exists = isTable(transform) && Array.isArray(transform[name]) && index < transform[name].length;
  const place = exists ? document.placeAt(['transform', name, index]) : undefined;
  return {
    name,
    index,
    definition: place?.header ?? place?.value,
    references: references.filter((one) => one.name === name && one.index === index).map(({ span }) => span),
  };
}

/** Returns all spans in the query that name the field or column at the cursor. */
export function nameOccurrencesAt(analysis: Analysis, offset: number): readonly Span[] {
  const inQuery = analysis.queryOffsetAt(offset);
  const names = helpFor(analysis.rule.language)?.names;
  if (inQuery === undefined || !names) return fieldOccurrencesAt(analysis, offset);
  return names.occurrences(analysis, inQuery).map((span) => analysis.queryToDocument(span));
}

/** Returns the span where the query defines the column at the cursor. */
export function nameDefinitionAt(analysis: Analysis, offset: number): Span | undefined {
  const inQuery = analysis.queryOffsetAt(offset);
  if (inQuery === undefined) return undefined;
  const found = helpFor(analysis.rule.language)?.names?.definition(analysis, inQuery);
  return found && analysis.queryToDocument(found);
}

/** Returns all spans in the query that name the field at the cursor. */
export function fieldOccurrencesAt(analysis: Analysis, offset: number): Span[] {
  const inQuery = analysis.queryOffsetAt(offset);
  if (inQuery === undefined) return [];
  const fields = queryUnits(analysis).flatMap((unit) => unit.fields);
  const under = fields.find(({ span }) => touches(span, inQuery));
  if (!under) return [];
  return fields.filter(({ name }) => name === under.name).map(({ span }) => analysis.queryToDocument(span));
}
