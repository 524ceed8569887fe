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

/**
 * Checks that, for each table, whole and without each of its keys, the full check finds nothing if the quick
 * check does not. Returns whether it found nothing in one.
 */
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
    checkTableBothWays(path, table, schema);
    for (const name of Object.keys(table)) {
      const { [name]: removed, ...others } = table;
      checkTableBothWays(path, others, schema);
    }
    for (const [name, { keys }] of Object.entries(schema)) {
      if (keys && Object.hasOwn(table, name)) checkBelow([...path, name], table[name], keys);
    }
  }

  function checkTableBothWays(path: TomlPath, table: TomlTableValue, schema: TableSchema): void {
    if (checkTable(context, path, table, schema).length > 0) return;
    faultless = true;
    expect(checkKeys(context, path, table, schema, false)).toEqual([]);
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
    fc.property(fc.constantFrom(...rules), others, fc.nat(), (text, other, at) => {
      const places = parseToml(text)
        .places()
        .filter(({ value }) => value !== undefined);
      const { start, end } = places[at % places.length]!.value!;
      checkBothWays(text.slice(0, start) + other + text.slice(end));
    }),
    { numRuns: 500 },
  );
});
