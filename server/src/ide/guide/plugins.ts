import type { Span } from '../../text/span.js';
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

const names = ['osquery', 'investigate'] as const;

/**
 * The plugin that starts at an offset: `$osquery_0` refers to `[[transform.osquery]]`, `!{osquery{…}}` is written out
 * (spec/FEATURES.md section 2). Undefined when the text there is something else.
 */
export function pluginAt(text: string, start: number, transform: TomlTableValue): FoundPlugin | undefined {
  if (text[start] === '$') return referenceAt(text, start, transform);
  return text.startsWith('!{', start) ? inlineAt(text, start) : undefined;
}

/** All plugins of a text that are not in fenced code, in order. */
export function findPlugins(text: string, transform: TomlTableValue): FoundPlugin[] {
  const found: FoundPlugin[] = [];
  const fences = fencedSpans(text);
  let fence = 0;
  const starts = /\$(?=(?:osquery|investigate)_\d)|!\{/g;
  for (let match = starts.exec(text); match; match = starts.exec(text)) {
    const at = match.index;
    while (fence < fences.length && fences[fence]!.end <= at) fence++;
    const inFence = fence < fences.length && fences[fence]!.start <= at;
    const plugin = inFence ? undefined : pluginAt(text, at, transform);
    if (!plugin) continue;
    found.push(plugin);
    starts.lastIndex = plugin.span.end;
  }
  return found;
}

/** Blocks of fenced code; one that is not closed runs to the end. */
export function fencedSpans(text: string): Span[] {
  const spans: Span[] = [];
  let open: { start: number; mark: string } | undefined;
  for (const match of text.matchAll(/^[ \t]*(`{3,}|~{3,}).*$/gm)) {
    const mark = match[1]!;
    if (!open) open = { start: match.index, mark };
    else if (mark[0] === open.mark[0] && mark.length >= open.mark.length) {
      spans.push({ start: open.start, end: match.index + match[0].length });
      open = undefined;
    }
  }
  if (open) spans.push({ start: open.start, end: text.length });
  return spans;
}

function referenceAt(text: string, start: number, transform: TomlTableValue): FoundPlugin | undefined {
  const pattern = /\$(osquery|investigate)_(\d+)/y;
  pattern.lastIndex = start;
  const match = pattern.exec(text);
  if (!match) return undefined;
  const [written, name, index] = match as unknown as [string, (typeof names)[number], string];
  const base = { span: { start, end: start + written.length }, written };
  const list = valueAt(transform, [name]);
  const count = Array.isArray(list) ? list.length : 0;
  const entry = Array.isArray(list) ? list[Number(index)] : undefined;
  if (!isTable(entry)) {
    const last = count === 0 ? 'there is none' : `the last one is $${name}_${count - 1}`;
    return { ...base, error: `${written} has no [[transform.${name}]]; ${last}` };
  }
  return { ...base, ...toPlugin(name, entry) };
}

function inlineAt(text: string, start: number): FoundPlugin | undefined {
  const name = names.find((candidate) => text.startsWith(`!{${candidate}`, start));
  if (!name) return undefined;
  const from = start + 2 + name.length;
  if (text[from] !== '{' && text[from] !== '}') return undefined;
  let depth = 0;
  let end = from;
  // As Kibana does: braces in strings count as well.
  for (; end < text.length && depth >= 0; end++) {
    if (text[end] === '{') depth++;
    else if (text[end] === '}') depth--;
  }
  const written = text.slice(start, end);
  const base = { span: { start, end }, written };
  if (depth >= 0) return { ...base, error: `!{${name} is not closed: braces do not match` };
  try {
    const settings: unknown = JSON.parse(text.slice(from, end - 1) || '{}');
    if (!isTable(settings)) return { ...base, error: `!{${name} needs an object in JSON` };
    return { ...base, ...toPlugin(name, settings) };
  } catch (error) {
    return { ...base, error: `!{${name} is not valid JSON: ${(error as Error).message}` };
  }
}

function toPlugin(
  name: (typeof names)[number],
  settings: TomlTableValue,
): { plugin: GuidePlugin } | { error: string } {
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
