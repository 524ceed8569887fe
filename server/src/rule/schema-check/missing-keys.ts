import type { TextEdit } from '../../text/edits.js';
import { compareSeverity, type Fix, type Problem } from '../../text/problem.js';
import type { TomlDocument } from '../../toml/document.js';
import { isTable, type TomlPath, type TomlTableValue } from '../../toml/path.js';
import type { Attack } from '../attack/attack.js';
import { type RuleType, ruleTypeSchemas } from '../schema/rule-types.js';
import type { KeySchema, TableSchema } from '../schema/types.js';
import { insertKey, quoted } from './key-edits.js';
import { tableSpan, valueSpan } from './place.js';
import { threatKeyFix } from './threat-key-fix.js';
import { today } from './today.js';

/** With this many missing keys in one table, they are reported together. */
const many = 3;

/**
 * Reports the missing required keys of a table: those that the type requires, then the others, and one
 * problem for many.
 */
export function missingKeys(
  document: TomlDocument,
  type: RuleType | undefined,
  path: TomlPath,
  names: readonly string[],
  schema: TableSchema,
  attack: Attack,
): Problem[] {
  if (path.length === 0) return missingTables(document, names);
  const ofRule = path.length === 1 && path[0] === 'rule';
  const typed = ofRule && type ? ruleTypeSchemas[type].required : [];
  const ofType = names.filter((name) => typed.includes(name));
  const others = names.filter((name) => !typed.includes(name));
  const table = tableName(path);
  // The requirements of a misspelt type are only known once it is fixed.
  const { rule } = document.values;
  const typeIsKnown = isTable(rule) && rule.type === type;
  const groups = others.length >= many ? [others] : others.map((name) => [name]);
  return [
    ...(typeIsKnown && ofType.length > 0 ? [ofType] : []).map((group) => ({
      ...missing(group, `${table} needs ${list(group)} because its type is "${type}".`),
      span: valueSpan(document, ['rule', 'type']),
    })),
    ...groups.map((group) => ({
      ...missing(group, `${table} needs ${list(group)}.`),
      span: tableSpan(document, path),
    })),
  ];

  function missing(group: readonly string[], message: string): Omit<Problem, 'span'> {
    const shapes = group.map((name) => shapeOf(path, name, schema[name]!)).join(', ');
    const meaning = group.length === 1 ? ` ${schema[group[0]!]!.documentation}` : '';
    const fix =
      insertion(document, path, group, type) ??
      (group.length === 1 ? threatKeyFix(document, path, group[0]!, attack) : undefined);
    const severities = group.map((name) => schema[name]?.missingSeverity ?? 'error');
    return {
      code: 'key-missing',
      severity: severities.sort(compareSeverity)[0] ?? 'error',
      message,
      help: `Write ${shapes}.${meaning}`,
      ...(fix ? { fix } : {}),
    };
  }
}

function missingTables(document: TomlDocument, names: readonly string[]): Problem[] {
  const span = tableSpan(document, []);
  const problem = (message: string, help: string, fix?: Fix): Problem[] => [
    { code: 'key-missing', severity: 'error', message, span, help, ...(fix ? { fix } : {}) },
  ];
  if (names.length === 2) {
    return problem(
      'The tables [metadata] and [rule] are missing.',
      'A rule file has facts about the file in [metadata], and the rule in [rule].',
    );
  }
  return names.flatMap((name) =>
    name === 'metadata'
      ? problem(
          'The table [metadata] is missing.',
          'Write [metadata] with creation_date, updated_date and maturity before [rule].',
          metadataFix(document),
        )
      : problem(`The table [${name}] is missing.`, `Write [${name}] with the keys of the rule below it.`),
  );
}

function metadataFix({ text }: TomlDocument): Fix {
  const lineBreak = text.includes('\r\n') ? '\r\n' : '\n';
  const day = today();
  const lines = [
    '[metadata]',
    `creation_date = "${day}"`,
    'maturity = "development"',
    `updated_date = "${day}"`,
    '',
    '',
  ];
  const start = text.startsWith('\ufeff') ? 1 : 0;
  return {
    title: "Write [metadata] with today's date",
    edits: [{ span: { start, end: start }, text: lines.join(lineBreak) }],
  };
}

function list(names: readonly string[]): string {
  const written = names.map((name) => `"${name}"`);
  return written.length === 1 ? written[0]! : `${written.slice(0, -1).join(', ')} and ${written.at(-1)}`;
}

/** Describes how a key is written: `severity = "…"` or `[rule.threshold] with field and value`. */
function shapeOf(path: TomlPath, name: string, key: KeySchema): string {
  if (key.keys && (key.type === 'table' || key.type === 'tables')) {
    const names = Object.keys(key.keys).filter((below) => key.keys![below]!.required);
    const header = [...path, name].filter((step) => typeof step === 'string').join('.');
    const written = key.type === 'tables' ? `[[${header}]]` : `[${header}]`;
    return names.length === 0 ? written : `${written} with ${names.join(' and ')}`;
  }
  switch (key.type) {
    case 'string':
    case 'string-or-strings':
      return `${name} = "…"`;
    case 'strings':
      return `${name} = ["…"]`;
    default:
      return `${name} = …`;
  }
}

/** Keys of `[rule]` and `[metadata]` whose value is known: it is the same in every rule, or new in each. */
const values: Readonly<Record<string, (type: RuleType | undefined) => string | undefined>> = {
  rule_id: () => globalThis.crypto.randomUUID(),
  creation_date: today,
  updated_date: today,
  language: (type) =>
    type && ruleTypeSchemas[type].languages.length === 1 ? ruleTypeSchemas[type].languages[0] : undefined,
};

/** Returns a fix that inserts a single missing key whose value is known, or undefined if there is none. */
function insertion(
  document: TomlDocument,
  path: TomlPath,
  names: readonly string[],
  type: RuleType | undefined,
): Fix | undefined {
  const [table] = path;
  if (path.length !== 1 || (table !== 'rule' && table !== 'metadata') || names.length !== 1) return undefined;
  const name = names[0]!;
  if (name === 'threshold') return thresholdFix(document);
  const value = values[name]?.(type);
  const edit: TextEdit | undefined =
    value === undefined ? undefined : insertKey(document, table, name, quoted(value));
  return edit && { title: `Write ${name} = ${quoted(value!)}`, edits: [edit] };
}

/** Only a person can decide what to count, and from which number on. */
function thresholdFix({ text }: TomlDocument): Fix {
  const lineBreak = text.includes('\r\n') ? '\r\n' : '\n';
  const lines = ['', '[rule.threshold]', 'field = ["host.id"]', 'value = 10', ''];
  const before = text.endsWith('\n') ? '' : lineBreak;
  return {
    title: 'Write [rule.threshold]',
    edits: [{ span: { start: text.length, end: text.length }, text: before + lines.join(lineBreak) }],
    manual: true,
  };
}

/** Returns the table that a key at a path would be in. */
function tableName(path: TomlPath): string {
  return `[${path.filter((step) => typeof step === 'string').join('.')}]`;
}

/** Finds a table whose keys belong one level below, in a missing table. */
export function misplacedContents(
  document: TomlDocument,
  path: TomlPath,
  table: TomlTableValue,
  schema: TableSchema,
): { readonly problem: Problem; readonly key: string } | undefined {
  const unknown = Object.keys(table).filter((name) => !Object.hasOwn(schema, name));
  if (unknown.length < 2) return undefined;
  const key = Object.keys(schema).find((name) => {
    const { keys, required } = schema[name]!;
    return (
      required && keys && !Object.hasOwn(table, name) && unknown.every((below) => Object.hasOwn(keys, below))
    );
  });
  if (key === undefined) return undefined;
  const place =
    path.length === 0
      ? headerMissing(document, key, unknown)
      : wrapperMissing(path, key, unknown, table, schema);
  const problem: Problem = {
    code: 'key-missing',
    severity: 'error',
    span: tableSpan(document, path),
    ...place,
  };
  return { problem, key };
}

type Words = Pick<Problem, 'message' | 'help' | 'fix'>;

function wrapperMissing(
  path: TomlPath,
  key: string,
  names: readonly string[],
  table: TomlTableValue,
  schema: TableSchema,
): Words {
  const entry = names.map((name) => `${name} = ${shortValue(table[name])}`).join(', ');
  return {
    message: `${tableName(path)} needs "${key}": ${list(names)} belong in it.`,
    help: `Write ${key} = ${schema[key]!.type === 'tables' ? `[{ ${entry} }]` : `{ ${entry} }`}.`,
  };
}

/** Keys at the top of the file come before all headers. */
function headerMissing(document: TomlDocument, table: string, names: readonly string[]): Words {
  const message = `The header [${table}] is missing before ${list(names)}.`;
  const help = `Write [${table}] on a line before them.`;
  const start = document.placeAt([names[0]!])?.entry.start;
  if (start === undefined) return { message, help };
  const text = `[${table}]${document.text.includes('\r\n') ? '\r\n' : '\n'}`;
  return {
    message,
    help,
    fix: { title: `Write [${table}]`, edits: [{ span: { start, end: start }, text }] },
  };
}

function shortValue(value: unknown): string {
  return typeof value === 'string' && value.length < 40 ? quoted(value) : '…';
}
