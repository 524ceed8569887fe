import type { TomlPath } from '../../toml/path.js';
import { metadataKeys } from './metadata.js';
import { baseRuleKeys, typeSpecificKeys } from './rule-keys.js';
import { defaultedKeys, type RuleType, ruleTypeSchemas, ruleTypes } from './rule-types.js';
import { transformKeys } from './transform.js';
import type { KeySchema, TableSchema } from './types.js';

/**
 * Returns the keys of `[rule]` for a rule type, or of all types together. `required` is set according to the
 * type.
 */
export function ruleKeysFor(type: RuleType | undefined): TableSchema {
  const known = byType.get(type);
  if (known) return known;
  const keys: Record<string, KeySchema> = { ...baseRuleKeys };
  const typeKey = { ...keys.type!, values: typeValues };
  keys.type = typeKey;
  if (type === undefined) Object.assign(keys, typeSpecificKeys);
  else {
    const { required, optional, languages } = ruleTypeSchemas[type];
    for (const name of required) {
      const missingSeverity = type && defaultedKeys[type]?.[name];
      keys[name] = {
        ...typeSpecificKeys[name]!,
        required: true,
        ...(missingSeverity ? { missingSeverity } : {}),
      };
    }
    for (const name of optional) keys[name] ??= typeSpecificKeys[name]!;
    if (keys.language) keys.language = withLanguages(keys.language, languages);
  }
  byType.set(type, keys);
  return keys;
}

const byType = new Map<RuleType | undefined, TableSchema>();

const typeValues = ruleTypes.map((value) => ({ value, note: ruleTypeSchemas[value].documentation }));

function withLanguages(key: KeySchema, languages: readonly string[]): KeySchema {
  return { ...key, values: key.values?.filter(({ value }) => languages.includes(value)) ?? [] };
}

/** Returns the schema of the whole file for a rule type. */
export function fileSchema(type: RuleType | undefined): TableSchema {
  return {
    metadata: { type: 'table', required: true, keys: metadataKeys, documentation: 'Facts about the file.' },
    rule: {
      type: 'table',
      required: true,
      keys: ruleKeysFor(type),
      documentation: 'The rule as Kibana gets it.',
    },
    transform: { type: 'table', keys: transformKeys, documentation: 'Buttons of the investigation guide.' },
  };
}

/**
 * Returns the schema of the key at a path, such as `['rule', 'threat', 0, 'tactic', 'id']`, or undefined for
 * unknown and free-form paths.
 */
export function schemaAt(path: TomlPath, type: RuleType | undefined): KeySchema | undefined {
  let keys: TableSchema | undefined = fileSchema(type);
  let found: KeySchema | undefined;
  for (const step of path) {
    if (typeof step === 'number') continue;
    found = keys && Object.hasOwn(keys, step) ? keys[step] : undefined;
    if (!found) return undefined;
    keys = found.keys;
  }
  return found;
}
