import type { Analysis } from '../../../analysis/analysis.js';
import { fixInString } from '../../../analysis/string-fix.js';
import { type PluginName, pluginNames, settingsOf } from '../../../rule/guide-text.js';
import { quoted } from '../../../rule/schema-check/key-edits.js';
import type { TextEdit } from '../../../text/edits.js';
import { greatest } from '../../../text/extremes.js';
import type { Fix } from '../../../text/problem.js';
import type { TomlDocument } from '../../../toml/document.js';
import { encodeString } from '../../../toml/encode.js';
import { isTable, type TomlTableValue, type TomlValue } from '../../../toml/path.js';
import { entryCount, guideOf } from './guide.js';

/**
 * Returns a fix that moves all inline plugins of the guide to `[transform]`, where they become `$osquery_0`
 * and `$investigate_0`. Returns undefined if one of them has something that `[transform]` cannot represent.
 */
export function moveInlinePlugins(analysis: Analysis): Fix | undefined {
  const { document } = analysis;
  const string = document.stringAt(['rule', 'note']);
  const title = 'Move the plugins to [transform]';
  if (!string) return undefined;
  const inNote: TextEdit[] = [];
  const added = new Map<PluginName, string[]>();
  for (const plugin of guideOf(analysis).plugins) {
    if (plugin.kind === 'reference') continue;
    const settings = settingsOf(plugin);
    const entry = typeof settings === 'string' ? undefined : tomlOf(plugin.name, settings);
    if (entry === undefined) return undefined;
    const entries = added.get(plugin.name) ?? [];
    const index = entryCount(analysis, plugin.name) + entries.length;
    added.set(plugin.name, [...entries, entry]);
    inNote.push({ span: plugin.span, text: `$${plugin.name}_${index}` });
  }
  const fix = fixInString(string, { title, edits: inNote });
  if (!fix) return undefined;
  const edits = [...fix.edits];
  for (const name of pluginNames) {
    const entries = added.get(name);
    const at = entries && placeForEntries(document, name);
    if (entries && at === undefined) return undefined;
    if (!entries || at === undefined) continue;
    const lineBreak = document.text.includes('\r\n') ? '\r\n' : '\n';
    const text = `${document.text[at - 1] === '\n' ? '' : '\n'}${entries.join('')}`;
    edits.push({ span: { start: at, end: at }, text: text.replaceAll('\n', lineBreak) });
  }
  return { title, edits };
}

/**
 * Returns the offset after the existing entries, or else at the end of the file. Returns undefined if they
 * are in brackets.
 */
function placeForEntries({ text, places }: TomlDocument, name: PluginName): number | undefined {
  const below = places().filter(({ path }) => path[0] === 'transform' && path[1] === name);
  if (below.some(({ kind, path }) => path.length === 2 && kind !== 'array-table')) return undefined;
  const end = below.length === 0 ? text.length : greatest(below.map(({ entry }) => entry.end));
  const lineBreak = text.indexOf('\n', end);
  return lineBreak < 0 ? text.length : lineBreak + 1;
}

const keys: Readonly<Record<PluginName, readonly string[]>> = {
  osquery: ['label', 'query', 'ecs_mapping'],
  investigate: ['label', 'description', 'providers', 'relativeFrom', 'relativeTo'],
};
const providerKeys = ['excluded', 'field', 'queryType', 'value', 'valueType'];

function tomlOf(name: PluginName, settings: TomlTableValue): string | undefined {
  if (Object.keys(settings).some((key) => !keys[name].includes(key))) return undefined;
  const complete: TomlTableValue = name === 'osquery' ? { label: 'Run Osquery', ...settings } : settings;
  const lines = [`[[transform.${name}]]`];
  for (const key of keys[name]) {
    const value = complete[key];
    if (value === undefined) continue;
    const written = key === 'providers' ? providersOf(value) : toToml(value);
    if (written === undefined) return undefined;
    lines.push(`${key} = ${written}`);
  }
  const needed = name === 'osquery' ? complete.query : (complete.label ?? undefined) && complete.providers;
  return needed === undefined ? undefined : `\n${lines.join('\n')}\n`;
}

function providersOf(value: TomlValue): string | undefined {
  if (!Array.isArray(value) || value.length === 0) return undefined;
  const groups: string[] = [];
  for (const group of value) {
    if (!Array.isArray(group) || group.length === 0) return undefined;
    const providers = group.map((provider) => (isTable(provider) ? providerOf(provider) : undefined));
    if (providers.includes(undefined)) return undefined;
    groups.push(`  [\n    ${providers.join(',\n    ')}\n  ]`);
  }
  return `[\n${groups.join(',\n')}\n]`;
}

/** `[transform]` accepts fewer kinds of terms than Kibana. */
function providerOf(provider: TomlTableValue): string | undefined {
  const complete: TomlTableValue = { excluded: false, valueType: 'string', ...provider };
  const { queryType, valueType, value, field } = complete;
  if (Object.keys(complete).some((key) => !providerKeys.includes(key))) return undefined;
  if (queryType !== 'phrase' && queryType !== 'range') return undefined;
  if (valueType !== 'string' && valueType !== 'boolean') return undefined;
  if (typeof value !== 'string' || typeof field !== 'string' || typeof complete.excluded !== 'boolean')
    return undefined;
  return toToml(Object.fromEntries(providerKeys.map((key) => [key, complete[key]!])));
}

/** Converts a JSON value to TOML. Returns undefined for null, which TOML does not have. */
function toToml(value: TomlValue | null): string | undefined {
  if (typeof value === 'string')
    return value.includes('\n') ? `"""\n${encodeString(value, 'multiline-basic')}"""` : quoted(value);
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (Array.isArray(value)) {
    const elements = value.map(toToml);
    return elements.includes(undefined) ? undefined : `[${elements.join(', ')}]`;
  }
  if (!isTable(value)) return undefined;
  const entries = Object.entries(value).map(([key, element]) => [keyOf(key), toToml(element)] as const);
  if (entries.some(([, written]) => written === undefined)) return undefined;
  return `{ ${entries.map(([key, written]) => `${key} = ${written}`).join(', ')} }`;
}

function keyOf(key: string): string {
  return /^[\w-]+$/.test(key) ? key : quoted(key);
}
