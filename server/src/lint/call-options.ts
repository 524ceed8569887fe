import { givenOptions, hint, requireText } from '../evaluate/prepare/call-options.js';
import { createInventory, type Inventory } from '../fields/inventory/create-inventory.js';
import { readInventory } from '../fields/inventory/parse-inventory.js';
import { isObject } from '../text/plain-objects.js';
import { defaultConfiguration, type Level, type LintConfiguration } from './configuration.js';
import { levels, profiles } from './parse-configuration.js';
import { lints } from './registry.generated.js';

/** What a caller of the library may pass besides the text of a rule. */
export interface LintOptions {
  /** The path from the root of the rules, with `/`: some checks use names of files and folders. */
  readonly path?: string;
  /** Missing settings are as in a project without a configuration. */
  readonly configuration?: Partial<LintConfiguration>;
  /** What was learned from data: the parsed JSON of `.rulewright/fields.json`. */
  readonly inventory?: unknown;
}

/** Returns the options with a complete configuration. Throws a TypeError for an invalid one. */
export function lintOptions(options: LintOptions | null | undefined): {
  readonly path?: string;
  readonly configuration: LintConfiguration;
  readonly inventory?: Inventory;
} {
  const given = givenOptions(options, ['path', 'configuration', 'inventory'], 'lintRule');
  const { path, configuration, inventory } = given;
  if (path !== undefined) requireText(path, 'path');
  const names = Object.keys(defaultConfiguration);
  const { profile, checks, overrides, ignore } = givenOptions(configuration, names, 'configuration');
  if (profile !== undefined && !profiles.includes(profile))
    throw new TypeError(`profile cannot be ${JSON.stringify(profile)}${hint(String(profile), profiles)}`);
  if (checks !== undefined) requireChecks(checks);
  if (ignore !== undefined) requireTexts(ignore, 'ignore');
  if (overrides !== undefined) {
    if (!Array.isArray(overrides)) throw new TypeError('overrides must be an array');
    for (const override of overrides) {
      if (!isObject(override)) throw new TypeError('each override must be {paths, checks}');
      requireTexts(override.paths, 'paths of an override');
      requireChecks(override.checks);
    }
  }
  const settled = {
    ...defaultConfiguration,
    ...(profile === undefined ? {} : { profile }),
    ...(checks === undefined ? {} : { checks }),
    ...(ignore === undefined ? {} : { ignore }),
    ...(overrides === undefined ? {} : { overrides }),
  };
  return {
    ...(path === undefined ? {} : { path }),
    configuration: settled,
    ...(inventory === undefined ? {} : { inventory: inventoryOf(inventory) }),
  };
}

/** Callers may pass the same inventory with each of many rules. */
const inventories = new WeakMap<object, Inventory>();

function inventoryOf(written: unknown): Inventory {
  const known = isObject(written) ? inventories.get(written) : undefined;
  if (known) return known;
  const read = readInventory(written);
  if (!read.ok) throw new TypeError(`inventory cannot be used: ${read.error}`);
  const inventory = createInventory(read.sources);
  inventories.set(written as object, inventory);
  return inventory;
}

const codes = new Set<string>(lints.map(({ id }) => id));

function requireChecks(checks: unknown): void {
  if (!isObject(checks)) throw new TypeError('checks must be an object from codes to levels');
  for (const [code, level] of Object.entries(checks)) {
    if (!codes.has(code)) throw new TypeError(`unknown check "${code}"${hint(code, [...codes])}`);
    if (!levels.includes(level as Level))
      throw new TypeError(
        `the level of ${code} cannot be ${JSON.stringify(level)}${hint(String(level), levels)}`,
      );
  }
}

function requireTexts(value: unknown, name: string): void {
  if (!Array.isArray(value) || value.some((one) => typeof one !== 'string'))
    throw new TypeError(`${name} must be an array of strings`);
}
