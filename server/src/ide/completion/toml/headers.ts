import type { Analysis } from '../../../analysis/analysis.js';
import { fileSchema } from '../../../rule/schema/schema.js';
import type { KeySchema, TableSchema } from '../../../rule/schema/types.js';
import { isTable, type TomlPath, valueAt } from '../../../toml/path.js';
import type { CompletionItem } from '../../types.js';
import { keySnippet } from './keys.js';

/** Returns tables that a rule can have, as headers with their required keys. Skips existing tables. */
export function headerItems({ rule, document }: Analysis): CompletionItem[] {
  const items: CompletionItem[] = [];
  const visit = (keys: TableSchema, path: TomlPath, repeated: boolean): void => {
    for (const [name, schema] of Object.entries(keys)) {
      if (!schema.keys || (schema.type !== 'table' && schema.type !== 'tables')) continue;
      const inside = [...path, name];
      const isList = schema.type === 'tables';
      const exists = !repeated && !isList && isTable(valueAt(document.values, inside));
      // If the list is written as inline tables, a header would define it twice.
      if (!exists && inside.join('.') !== 'transform') items.push(item(inside, schema, isList, items.length));
      visit(schema.keys, inside, repeated || isList);
    }
  };
  visit(fileSchema(rule.type), [], false);
  return items;
}

function item(
  path: TomlPath,
  { keys = {}, documentation }: KeySchema,
  isList: boolean,
  rank: number,
): CompletionItem {
  const label = isList ? `[[${path.join('.')}]]` : `[${path.join('.')}]`;
  const required = Object.entries(keys).filter(
    ([, { required, type }]) => required && type !== 'table' && type !== 'tables',
  );
  const lines = required.map(([name, schema], index) => keySnippet(name, schema, index + 1));
  return {
    label,
    kind: 'table',
    documentation,
    insert: [label, ...lines, '$0'].join('\n'),
    snippet: true,
    sort: `8${String(rank).padStart(2, '0')}`,
  };
}
