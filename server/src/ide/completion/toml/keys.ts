import type { Analysis } from '../../../analysis/analysis.js';
import { schemaAt } from '../../../rule/schema/schema.js';
import { type KeySchema, skeletonOf } from '../../../rule/schema/types.js';
import { isTable, type TomlPath, valueAt } from '../../../toml/path.js';
import { keyMarkdown } from '../../hover/toml-hover.js';
import type { CompletionItem } from '../../types.js';
import { freshValue } from './known-values.js';

/** Returns the keys that can still be added to a table, required ones first. */
export function keyItems(
  { rule, document }: Analysis,
  table: TomlPath,
  { assigned, inline }: { assigned: boolean; inline: boolean },
): CompletionItem[] {
  const keys = table.length === 0 ? {} : (schemaAt(table, rule.type)?.keys ?? {});
  const value = valueAt(document.values, table);
  const present = isTable(value) && !inline ? value : {};
  return Object.entries(keys)
    .filter(([name, schema]) => !Object.hasOwn(present, name) && !isHeader(schema, inline))
    .map(([name, schema], index) => ({
      label: name,
      kind: 'key',
      detail: schema.required ? 'required' : '',
      documentation: keyMarkdown([...table, name], schema),
      sort: `${schema.required ? 1 : 2}${String(index).padStart(3, '0')}`,
      ...(!assigned && { insert: keySnippet(name, schema, 0), snippet: true }),
    }));
}

/** Returns whether a key is written as a header: lists of tables with keys are. */
function isHeader({ type, keys }: KeySchema, inline: boolean): boolean {
  return !inline && type === 'tables' && keys !== undefined;
}

/** Returns a `name = value` snippet with the given tab stop in the value. */
export function keySnippet(name: string, schema: KeySchema, stop: number): string {
  const fresh = freshValue(name);
  if (fresh !== undefined) return `${name} = ${fresh}${stop === 0 ? '$0' : ''}`;
  const only = schema.values?.length === 1 ? schema.values[0]!.value : undefined;
  const nested = schema.type === 'table' ? '{ $0 }' : skeletonOf(schema);
  const skeleton = only !== undefined ? `"${only}"$0` : nested;
  return `${name} = ${skeleton.replace('$0', `$${stop}`)}`;
}
