import type { Analysis } from '../../analysis/analysis.js';
import { referenceOf, supersededBy, tacticName, techniqueOf } from '../../rule/attack/attack.js';
import { schemaAt } from '../../rule/schema/schema.js';
import type { KeySchema } from '../../rule/schema/types.js';
import { type TomlPath, valueAt } from '../../toml/path.js';
import { escapeMarkdown } from '../markdown.js';
import type { Hover } from '../types.js';
import { namesFields } from './field-keys.js';
import { fieldMarkdown } from './field-text.js';
import { describeSchedule } from './schedule.js';

/**
 * Returns the hover at an offset outside the query: of a key, a table header, or a value with a known
 * meaning.
 */
export function tomlHover({ document, rule, catalogue }: Analysis, offset: number): Hover | undefined {
  const { path, part } = document.pathAt(offset);
  if (part === 'between') return undefined;
  const span = document.locate(path, part);
  if (!span) return undefined;
  const schema = schemaAt(path, rule.type);
  const parts: string[] = [];
  if (part === 'value') {
    const value = valueAt(document.values, path);
    const meaning =
      typeof value === 'string' || typeof value === 'number' ? valueMarkdown(path, value, schema) : undefined;
    if (meaning !== undefined) parts.push(meaning);
    else if (typeof value === 'string' && namesFields(path) && value !== '')
      parts.push(fieldMarkdown(value, catalogue));
  } else if (schema) parts.push(keyMarkdown(path, schema));
  if (isSchedule(path)) {
    const schedule = describeSchedule(rule.table);
    if (schedule !== undefined) parts.push(schedule);
  }
  return parts.length === 0 ? undefined : { span, markdown: parts.join('\n\n') };
}

const typeNames: Readonly<Record<KeySchema['type'], string>> = {
  string: 'text',
  integer: 'whole number',
  boolean: 'true or false',
  strings: 'list of strings',
  'string-or-strings': 'string or list of strings',
  table: 'table',
  tables: 'list of tables',
  any: 'any value',
};

/** Describes a key as Markdown: type, meaning, allowed values. */
export function keyMarkdown(path: TomlPath, schema: KeySchema): string {
  const name = path.filter((step) => typeof step === 'string').join('.');
  const required = schema.required ? ' · required' : '';
  const parts = [`**${escapeMarkdown(name)}** · ${typeNames[schema.type]}${required}`, schema.documentation];
  if (schema.values) {
    parts.push(schema.values.map(({ value, note }) => `- \`${value}\`${note ? `: ${note}` : ''}`).join('\n'));
  }
  if (schema.format) parts.push(`Form: ${escapeMarkdown(schema.format.expected)}.`);
  return parts.join('\n\n');
}

function isSchedule(path: TomlPath): boolean {
  return path.length === 2 && path[0] === 'rule' && ['from', 'to', 'interval'].includes(String(path[1]));
}

function valueMarkdown(
  path: TomlPath,
  value: string | number,
  schema: KeySchema | undefined,
): string | undefined {
  const key = path.findLast((step) => typeof step === 'string');
  if (key === 'risk_score' && typeof value === 'number') return `Risk score ${value}: ${riskBand(value)}.`;
  if (typeof value !== 'string') return undefined;
  if (path.includes('threat')) {
    const attack = attackMarkdown(value);
    if (attack !== undefined) return attack;
  }
  const allowed = schema?.values?.find((one) => one.value === value);
  return allowed?.note === undefined ? undefined : `**${escapeMarkdown(value)}**: ${allowed.note}`;
}

/** Returns the severity that corresponds to a risk score. */
function riskBand(score: number): string {
  if (score < 0 || score > 100) return 'out of range: must be 0 to 100';
  const band = score <= 21 ? 'low' : score <= 47 ? 'medium' : score <= 73 ? 'high' : 'critical';
  return `matches severity \`${band}\``;
}

/** Describes an ATT&CK tactic or technique by its id, as Markdown. */
function attackMarkdown(id: string): string | undefined {
  const tactic = tacticName(id);
  const technique = techniqueOf(id);
  const replacement = supersededBy(id);
  const link = `[${id}](${referenceOf(id)})`;
  if (tactic !== undefined) return `**${escapeMarkdown(tactic)}** · tactic ${link}`;
  if (technique) {
    const parent = id.includes('.') ? techniqueOf(id.split('.')[0]!) : undefined;
    const name = parent ? `${parent.name}: ${technique.name}` : technique.name;
    const serves = technique.tactics.map((one) => tacticName(one) ?? one).join(', ');
    return `**${escapeMarkdown(name)}** · technique ${link}\n\nTactics: ${escapeMarkdown(serves)}`;
  }
  if (replacement === undefined) return undefined;
  return `${id} is no longer in ATT&CK; \`${replacement}\` replaces it.`;
}
