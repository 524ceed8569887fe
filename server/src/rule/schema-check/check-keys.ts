import { append } from '../../text/append.js';
import { nearestNames } from '../../text/nearest.js';
import type { Problem } from '../../text/problem.js';
import type { TomlDocument } from '../../toml/document.js';
import { isTable, type TomlPath, type TomlTableValue, type TomlValue } from '../../toml/path.js';
import type { Attack } from '../attack/attack.js';
import { foreignKeys } from '../schema/foreign-keys.js';
import { metadataKeys } from '../schema/metadata.js';
import { ruleKey } from '../schema/rule-keys.js';
import { type RuleType, ruleTypeSchemas, ruleTypes } from '../schema/rule-types.js';
import type { KeySchema, TableSchema } from '../schema/types.js';
import { checkValue, fits } from './check-value.js';
import { liftTable, renameKey } from './key-edits.js';
import { meantByWords, mistakenFor } from './meant-keys.js';
import { misplacedContents, missingKeys } from './missing-keys.js';
import { entryLines, isWritten, keySpan, tableSpan } from './place.js';

/** The context for checking a table. */
export interface KeyContext {
  readonly document: TomlDocument;
  readonly type: RuleType | undefined;
  readonly attack: Attack;
}

/**
 * Checks the keys of a table and the values below them: unknown, missing, wrong type, wrong value. For an
 * `incomplete` table, whose other half is under a misspelt name, missing keys are not reported.
 */
export function checkTable(
  context: KeyContext,
  path: TomlPath,
  table: TomlTableValue,
  schema: TableSchema,
  incomplete = false,
): Problem[] {
  return isFaultless(table, schema) ? [] : checkKeys(context, path, table, schema, incomplete);
}

/** Does the same without first testing whether there is anything to report. */
export function checkKeys(
  context: KeyContext,
  path: TomlPath,
  table: TomlTableValue,
  schema: TableSchema,
  incomplete: boolean,
): Problem[] {
  const { document } = context;
  const problems: Problem[] = [];
  const misspelt = new Set<string>();
  const names = Object.keys(table);
  const unknown = names.filter((name) => !Object.hasOwn(schema, name));
  const misplaced = unknown.length > 1 ? misplacedContents(document, path, table, schema) : undefined;
  if (misplaced) {
    problems.push(misplaced.problem);
    misspelt.add(misplaced.key);
  }
  const required = (): string[] =>
    preparedSchema(schema).required.filter(
      (name) => !Object.hasOwn(table, name) && !misspelt.has(name) && !isMisplaced(context, path, name),
    );
  for (const name of misplaced ? [] : unknown) {
    // Two keys that mean the same one are reported once.
    if (path.length === 1 && path[0] === 'rule' && isRepeated(name, misspelt)) continue;
    const { problem, meant } = unknownKey(context, [...path, name], name, table, schema, required());
    if (meant) misspelt.add(meant);
    problems.push(problem);
  }
  const mistaken = path.length === 1 ? mistakenFor(table, schema, required()) : undefined;
  if (mistaken) {
    problems.push(mistakenKey(document, path, mistaken));
    misspelt.add(mistaken.meant);
  }
  for (const name of names) {
    if (!Object.hasOwn(schema, name) || name === mistaken?.written) continue;
    const value = table[name]!;
    const key = schema[name]!;
    // The contents of a misspelt table end up in a table of another kind.
    if (!misspelt.has(name) && !fits(value, key))
      append(problems, checkValue(document, [...path, name], value, key));
    if (key.keys)
      append(problems, checkTables(context, [...path, name], value, key.keys, misspelt.has(name)));
  }
  if (incomplete) return problems;
  const absent = required();
  if (absent.length > 0)
    append(problems, missingKeys(document, context.type, path, absent, schema, context.attack));
  return problems;
}

/**
 * Returns whether there is nothing to report for a table and everything below it, as for most. It is a single
 * loop over all tables: V8 inlines a recursive function into itself, and compiling that costs more than all
 * checks of a thousand rules.
 */
function isFaultless(table: TomlTableValue, schema: TableSchema): boolean {
  const pending = [{ table, schema: preparedSchema(schema) }];
  for (let next = pending.pop(); next; next = pending.pop()) {
    let missing = next.schema.required.length;
    for (const name of Object.keys(next.table)) {
      const key = next.schema.keys.get(name);
      const value = next.table[name]!;
      if (!key || !fits(value, key)) return false;
      if (key.required) missing--;
      if (!key.keys) continue;
      const below = preparedSchema(key.keys);
      for (const inner of tablesIn(value)) pending.push({ table: inner, schema: below });
    }
    if (missing > 0) return false;
  }
  return true;
}

/** Returns a table, or all tables in a list, which may be a list of lists. */
function tablesIn(value: TomlValue): readonly TomlTableValue[] {
  if (isTable(value)) return [value];
  if (!Array.isArray(value)) return [];
  return value.every(isTable) ? value : value.flatMap(tablesIn);
}

function mistakenKey(
  document: TomlDocument,
  path: TomlPath,
  { written, meant }: { readonly written: string; readonly meant: string },
): Problem {
  const own = [...path, written];
  return {
    code: 'key-missing',
    severity: 'error',
    message: `"${meant}" is missing in ${describeTable(own)}: its value is in "${written}".`,
    span: keySpan(document, document.placeAt(own)?.key ? own : [...own, 0]),
    help: `Write "${meant}" instead.`,
    fix: { title: `Replace with "${meant}"`, edits: renameKey(document, own, meant) },
  };
}

/** Returns whether a Kibana key corresponds to one for which another key was already reported. */
function isRepeated(name: string, misspelt: ReadonlySet<string>): boolean {
  const meant = Object.hasOwn(foreignKeys, name) ? foreignKeys[name]!.meant : undefined;
  return meant !== undefined && misspelt.has(meant);
}

/** Returns whether a required key is in the other of the two tables, where it is reported. */
function isMisplaced({ document: { values } }: KeyContext, path: TomlPath, name: string): boolean {
  const other = path.length !== 1 ? undefined : path[0] === 'rule' ? values.metadata : values.rule;
  return isTable(other) && Object.hasOwn(other, name);
}

/** Checks a table, or all tables in a list, which may be a list of lists. */
function checkTables(
  context: KeyContext,
  path: TomlPath,
  value: TomlValue,
  schema: TableSchema,
  incomplete = false,
): Problem[] {
  if (isTable(value)) return checkTable(context, path, value, schema, incomplete);
  if (!Array.isArray(value)) return [];
  return value.flatMap((element, index) => checkTables(context, [...path, index], element, schema));
}

/** A schema prepared for lookups, of which each rule makes a few hundred. */
interface PreparedSchema {
  readonly keys: ReadonlyMap<string, KeySchema>;
  /** Names of the required keys. */
  readonly required: readonly string[];
}

const prepared = new WeakMap<TableSchema, PreparedSchema>();

function preparedSchema(schema: TableSchema): PreparedSchema {
  let known = prepared.get(schema);
  if (!known) {
    const required = Object.keys(schema).filter((name) => schema[name]!.required);
    known = { keys: new Map(Object.entries(schema)), required };
    prepared.set(schema, known);
  }
  return known;
}

function unknownKey(
  { document, type }: KeyContext,
  path: TomlPath,
  name: string,
  table: TomlTableValue,
  schema: TableSchema,
  absent: readonly string[],
): { problem: Problem; meant?: string } {
  const span = keySpan(document, path);
  const problem = (message: string, rest: Partial<Problem> = {}): Problem => ({
    code: 'key-unknown',
    severity: 'warning',
    message,
    span,
    ...rest,
  });
  if (path.length === 2 && path[0] === 'rule' && name === 'transform') {
    const edits = isTable(document.values.transform) ? undefined : liftTable(document, path);
    return {
      problem: problem('"transform" is a separate table next to [rule].', {
        help: 'Write [[transform.osquery]] and [[transform.investigate]].',
        ...(edits ? { fix: { title: 'Move [transform] out of [rule]', edits } } : {}),
      }),
    };
  }
  const elsewhere = placeElsewhere(path, name, type);
  if (elsewhere) {
    const lines = entryLines(document, path);
    // The mistake may be the type rather than the key.
    const fix = lines && { title: `Remove "${name}"`, edits: [{ span: lines, text: '' }], manual: true };
    return { problem: problem(elsewhere, fix ? { fix } : {}) };
  }
  const foreign = path.length === 2 && path[0] === 'rule' && Object.hasOwn(foreignKeys, name);
  if (foreign) {
    const { meant, help } = foreignKeys[name]!;
    const lines = meant === undefined ? entryLines(document, path) : undefined;
    const fix = lines && { title: `Remove "${name}"`, edits: [{ span: lines, text: '' }] };
    return {
      ...(meant === undefined ? {} : { meant }),
      problem: problem(`Unknown key "${name}" in ${describeTable(path)}.`, { help, ...(fix ? { fix } : {}) }),
    };
  }
  const free = Object.keys(schema).filter(
    (candidate) =>
      !Object.hasOwn(table, candidate) || !isWritten(document, [...path.slice(0, -1), candidate]),
  );
  const nearest = nearestNames(name, free)[0] ?? meantByWords(name, table, schema, absent);
  if (nearest === undefined) {
    if (path.length === 1 && isTable(table[name])) return { problem: unknownSection(document, path, name) };
    return { problem: problem(`Unknown key "${name}" in ${describeTable(path)}.`) };
  }
  // Under another name a required key is missing, and Kibana rejects the rule.
  const key = schema[nearest];
  const severity = key?.required && absent.includes(nearest) ? (key.missingSeverity ?? 'error') : 'warning';
  return {
    meant: nearest,
    problem: problem(`Unknown key "${name}" in ${describeTable(path)}.`, {
      severity,
      help: `Did you mean "${nearest}"?`,
      fix: { title: `Replace with "${nearest}"`, edits: renameKey(document, path, nearest) },
    }),
  };
}

function unknownSection(document: TomlDocument, path: TomlPath, name: string): Problem {
  return {
    code: 'section-unknown',
    severity: 'warning',
    message: `Unused table [${name}].`,
    span: tableSpan(document, path),
    help: 'Put custom data in [metadata.extended].',
  };
}

/** Returns where a key belongs that exists elsewhere. */
function placeElsewhere(path: TomlPath, name: string, type: RuleType | undefined): string | undefined {
  if (path.length !== 2) return undefined;
  if (path[0] === 'metadata' && ruleKey(name)) return `"${name}" belongs in [rule], not in [metadata].`;
  if (path[0] !== 'rule') return undefined;
  if (Object.hasOwn(metadataKeys, name)) return `"${name}" belongs in [metadata], not in [rule].`;
  if (!type || !ruleKey(name)) return undefined;
  const types = ruleTypes.filter((candidate) => {
    const { required, optional } = ruleTypeSchemas[candidate];
    return required.includes(name) || optional.includes(name);
  });
  return `A rule of type "${type}" cannot have "${name}"; it is for ${types.map((each) => `"${each}"`).join(', ')}.`;
}

function describeTable(path: TomlPath): string {
  const parents = path.slice(0, -1).filter((step) => typeof step === 'string');
  return parents.length === 0 ? 'a rule file' : `[${parents.join('.')}]`;
}
