import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fullRule } from '../../../../test/helpers/full-rule.js';
import { parseToml } from '../../toml/document.js';
import { isTable, type TomlPath, type TomlTableValue, type TomlValue } from '../../toml/path.js';
import { bundledAttack } from '../attack/attack.js';
import { readRule } from '../rule.js';
import { ruleTypes } from '../schema/rule-types.js';
import { fileSchema } from '../schema/schema.js';
import type { TableSchema } from '../schema/types.js';
import { checkKeys, checkTable } from './check-keys.js';

/** Checks that the long way finds nothing where the short one does not, in each table; whether there is such a table. */
function checkBothWays(text: string): boolean {
  const document = parseToml(text);
  const context = { document, type: readRule(document).type, attack: bundledAttack };
  let faultless = false;

  function checkBelow(path: TomlPath, value: TomlValue | undefined, schema: TableSchema): void {
    if (isTable(value)) checkOne(path, value, schema);
    else if (Array.isArray(value))
      for (const [index, element] of value.entries()) checkBelow([...path, index], element, schema);
  }

  function checkOne(path: TomlPath, table: TomlTableValue, schema: TableSchema): void {
    const found = checkTable(context, path, table, schema);
    if (found.length === 0) expect(checkKeys(context, path, table, schema, false)).toEqual([]);
    faultless ||= found.length === 0;
    for (const [name, { keys }] of Object.entries(schema)) {
      if (keys && Object.hasOwn(table, name)) checkBelow([...path, name], table[name], keys);
    }
  }

  checkOne([], document.values, fileSchema(context.type));
  return faultless;
}

const rules = [
  ...readdirSync('rules')
    .filter((file) => file.endsWith('.toml'))
    .map((file) => readFileSync(join('rules', file), 'utf8')),
  ...ruleTypes.map(fullRule),
];

test('of what is taken for faultless at a glance, a thorough look finds nothing', () => {
  for (const text of rules) expect(checkBothWays(text)).toBe(true);
  const others = fc.constantFrom(
    '{}',
    '[]',
    '[{}]',
    '[[{}]]',
    '["a"]',
    '""',
    '"a"',
    '1',
    '-1',
    '1.5',
    'true',
  );
  fc.assert(
    fc.property(fc.constantFrom(...rules), others, fc.nat(), fc.boolean(), (text, other, at, removed) => {
      const places = parseToml(text)
        .places()
        .filter((place) => place.value && place.key);
      const { key, value } = places[at % places.length]!;
      // Without its key a table may lack one that it needs.
      const changed = removed
        ? `${text.slice(0, key!.start)}other${text.slice(key!.end)}`
        : text.slice(0, value!.start) + other + text.slice(value!.end);
      checkBothWays(changed);
    }),
    { numRuns: 500 },
  );
});
