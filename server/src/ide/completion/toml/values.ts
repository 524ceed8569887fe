import type { Analysis } from '../../../analysis/analysis.js';
import { schemaAt } from '../../../rule/schema/schema.js';
import type { KeySchema } from '../../../rule/schema/types.js';
import { encodeString } from '../../../toml/encode.js';
import { type TomlPath, valueAt } from '../../../toml/path.js';
import { namesFields } from '../../hover/field-keys.js';
import type { CompletionItem } from '../../types.js';
import { commonFields, commonKeys } from '../eql/common-fields.js';
import { fieldItems } from '../eql/fields.js';
import { attackLevel, attackValues } from './attack.js';
import { freshText, usualNumbers, usualTexts } from './known-values.js';
import { timelineValues } from './pairs.js';
import type { TomlPlace } from './place.js';

type ValuePlace = Extract<TomlPlace, { kind: 'value' }>;

/** Returns values for a key: enumerations, ids and names of ATT&CK, fields, dates, and common values. */
export function tomlValueItems(
  analysis: Analysis,
  place: ValuePlace,
): { items: CompletionItem[]; incomplete: boolean } {
  const { path, prefix, string } = place;
  const { items, incomplete } = textItems(analysis, path, prefix);
  const present = listed(analysis, path, prefix);
  const written = items.filter(({ label }) => !present.has(label)).map((item) => quoted(item, place));
  const others = string ? [] : plainItems(analysis, path, place.inList);
  return { items: [...others, ...written], incomplete };
}

function textItems(
  analysis: Analysis,
  path: TomlPath,
  prefix: string,
): { items: CompletionItem[]; incomplete: boolean } {
  const complete = (items: CompletionItem[]) => ({ items, incomplete: false });
  const key = String(path.at(-1));
  const schema = schemaAt(path, analysis.rule.type);
  if (schema?.values) return complete(allowedItems(schema.values));
  if (attackLevel(path.slice(0, -1))) return attackValues(analysis, path.slice(0, -1), key, prefix);
  if (namesFields(path)) {
    const preferred =
      key === 'timestamp_override' ? ['event.ingested'] : [...commonKeys, ...commonFields(undefined)];
    return fieldItems(prefix, [...new Set(preferred)], analysis.catalogue);
  }
  const timelines = timelineValues(analysis, key);
  if (timelines) return complete(timelines);
  const fresh = freshText(key);
  if (fresh !== undefined) {
    return complete([{ label: fresh, kind: 'value', detail: key === 'rule_id' ? 'a new id' : 'today' }]);
  }
  return complete(usualTexts(nameOf(path)).map((label, rank) => ranked({ label, kind: 'value' }, rank)));
}

function allowedItems(values: NonNullable<KeySchema['values']>): CompletionItem[] {
  return values.map(({ value, note }, rank) =>
    ranked({ label: value, kind: 'value', ...(note !== undefined && { documentation: note }) }, rank),
  );
}

/** Returns numbers and booleans. */
function plainItems({ rule }: Analysis, path: TomlPath, inList: boolean): CompletionItem[] {
  const schema = schemaAt(path, rule.type);
  if (schema?.type === 'boolean' && !inList) {
    return ['true', 'false'].map((label, rank) => ranked({ label, kind: 'value' }, rank));
  }
  return usualNumbers(nameOf(path)).map(([label, detail], rank) =>
    ranked({ label, kind: 'value', detail }, rank),
  );
}

function ranked(item: CompletionItem, rank: number): CompletionItem {
  return { ...item, sort: `1${String(rank).padStart(3, '0')}` };
}

function nameOf(path: TomlPath): string {
  return path.filter((step) => typeof step === 'string').join('.');
}

/** Returns the existing values of a list, without the one being typed. */
function listed({ document }: Analysis, path: TomlPath, prefix: string): ReadonlySet<unknown> {
  const value = valueAt(document.values, path);
  return new Set(Array.isArray(value) ? value.filter((one) => one !== prefix) : []);
}

/** Formats the item for its position: for the existing string, or with new quotes. */
function quoted(item: CompletionItem, { string }: ValuePlace): CompletionItem {
  const { label, insert = label } = item;
  if (!string) return { ...item, insert: `"${encodeString(insert, 'basic') ?? insert}"` };
  const text = encodeString(insert, string.quote === '"' ? 'basic' : 'literal') ?? insert;
  const ended = string.closed ? text : `${text}${string.quote}`;
  return ended === label ? item : { ...item, insert: ended };
}
