import {
  fencedSpans,
  type InlinePlugin,
  type PluginName,
  type PluginReference,
  pluginStartingAt,
  pluginsIn,
  settingsOf,
} from '../../rule/guide-text.js';
import { isInOneOf, type Span } from '../../text/span.js';
import { isTable, type TomlTableValue, valueAt } from '../../toml/path.js';

/** A search in the investigation guide that Kibana shows as a button. */
export type GuidePlugin = OsqueryPlugin | InvestigatePlugin;

export interface OsqueryPlugin {
  readonly kind: 'osquery';
  readonly label: string;
  readonly query: string;
}

export interface InvestigatePlugin {
  readonly kind: 'investigate';
  readonly label: string;
  readonly description?: string;
  /** Groups joined by `or`; the terms of a group by `and`. */
  readonly providers: readonly (readonly SearchTerm[])[];
  readonly relativeFrom?: string;
  readonly relativeTo?: string;
}

/** One term of a search in Timeline. */
export interface SearchTerm {
  readonly field: string;
  readonly excluded: boolean;
  readonly queryType: string;
  readonly value: string;
}

/** A plugin in the text of a guide, or why there is none. */
export type FoundPlugin = {
  readonly span: Span;
  readonly written: string;
} & ({ readonly plugin: GuidePlugin } | { readonly error: string });

/**
 * The plugin that starts at an offset: `$osquery_0` refers to `[[transform.osquery]]`, `!{osquery{…}}` is written out
 * (spec/FEATURES.md section 2). Undefined when the text there is something else.
 */
export function pluginAt(text: string, start: number, transform: TomlTableValue): FoundPlugin | undefined {
  const found = pluginStartingAt(text, start);
  return found && resolve(found, text, transform);
}

/** All plugins of a text that are not in fenced code, in order. */
export function findPlugins(text: string, transform: TomlTableValue): FoundPlugin[] {
  const fences = fencedSpans(text);
  return pluginsIn(text)
    .filter(({ span }) => !isInOneOf(fences, span.start))
    .map((found) => resolve(found, text, transform));
}

function resolve(
  found: PluginReference | InlinePlugin,
  text: string,
  transform: TomlTableValue,
): FoundPlugin {
  const { name, span } = found;
  const base = { span, written: text.slice(span.start, span.end) };
  if (found.kind === 'inline') {
    const settings = settingsOf(found);
    return typeof settings === 'string'
      ? { ...base, error: settings }
      : { ...base, ...toPlugin(name, settings) };
  }
  const list = valueAt(transform, [name]);
  const entry = Array.isArray(list) ? list[found.index] : undefined;
  if (isTable(entry)) return { ...base, ...toPlugin(name, entry) };
  const count = Array.isArray(list) ? list.length : 0;
  const last = count === 0 ? 'there is none' : `the last one is $${name}_${count - 1}`;
  return { ...base, error: `${base.written} has no [[transform.${name}]]; ${last}` };
}

function toPlugin(name: PluginName, settings: TomlTableValue): { plugin: GuidePlugin } | { error: string } {
  const text = (key: string): string | undefined => {
    const value = settings[key];
    return typeof value === 'string' && value !== '' ? value : undefined;
  };
  if (name === 'osquery') {
    const query = text('query');
    if (query === undefined) return { error: 'the Osquery button has no query' };
    return { plugin: { kind: 'osquery', label: text('label') ?? 'Run Osquery', query } };
  }
  const label = text('label');
  const providers = groupsOf(settings.providers);
  if (label === undefined) return { error: 'the investigate button has no label' };
  if (providers.length === 0) return { error: 'the investigate button has no providers to search for' };
  const [description, relativeFrom, relativeTo] = [
    text('description'),
    text('relativeFrom'),
    text('relativeTo'),
  ];
  const plugin: InvestigatePlugin = {
    kind: 'investigate',
    label,
    providers,
    ...(description !== undefined && { description }),
    ...(relativeFrom !== undefined && { relativeFrom }),
    ...(relativeTo !== undefined && { relativeTo }),
  };
  return { plugin };
}

function groupsOf(value: unknown): SearchTerm[][] {
  if (!Array.isArray(value)) return [];
  return value
    .map((group: unknown) => (Array.isArray(group) ? group.filter(isTable).map(termOf) : []))
    .filter((group) => group.length > 0);
}

function termOf({ field, excluded, queryType, value }: TomlTableValue): SearchTerm {
  return {
    field: String(field ?? ''),
    excluded: excluded === true,
    queryType: String(queryType ?? 'phrase'),
    value: typeof value === 'string' ? value : JSON.stringify(value ?? ''),
  };
}

/** A term in words: `process.pid is 42`. */
export function describeTerm({ field, excluded, queryType, value }: SearchTerm): string {
  switch (queryType) {
    case 'exists':
      return `${field} ${excluded ? 'is absent' : 'is present'}`;
    case 'phrases':
      return `${field} is ${excluded ? 'none' : 'one'} of ${value}`;
    case 'range':
      return `${field} is ${excluded ? 'not ' : ''}in the range ${value}`;
    default:
      return `${field} is ${excluded ? 'not ' : ''}${value}`;
  }
}

/** The time range of a search in words; undefined when the plugin gives none. */
export function describeRange({ relativeFrom, relativeTo }: InvestigatePlugin): string | undefined {
  if (relativeFrom === undefined && relativeTo === undefined) return undefined;
  return `from ${relativeFrom ?? 'the beginning'} to ${relativeTo ?? 'now'}, counted from the alert`;
}
