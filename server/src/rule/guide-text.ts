import type { Span } from '../text/span.js';
import { isTable, type TomlTableValue } from '../toml/path.js';

/** Searches in the investigation guide that Kibana shows as buttons. */
export const pluginNames = ['osquery', 'investigate'] as const;

export type PluginName = (typeof pluginNames)[number];

/** `$osquery_0`, which refers to the first `[[transform.osquery]]`. */
export interface PluginReference {
  readonly kind: 'reference';
  readonly name: PluginName;
  readonly index: number;
  readonly span: Span;
}

/** `!{osquery{…}}`, inline in the guide. */
export interface InlinePlugin {
  readonly kind: 'inline';
  readonly name: PluginName;
  readonly span: Span;
  /** The source between the name and the last brace. Undefined if the braces do not match. */
  readonly json: string | undefined;
}

const start = /\$(osquery|investigate)_(\d+)|!\{(osquery|investigate)(?=[{}])/y;

/** Returns the plugin that starts at an offset, or undefined if there is none. */
export function pluginStartingAt(text: string, offset: number): PluginReference | InlinePlugin | undefined {
  start.lastIndex = offset;
  const match = start.exec(text);
  if (!match) return undefined;
  const behind = offset + match[0].length;
  if (match[1] !== undefined) {
    const span = { start: offset, end: behind };
    return { kind: 'reference', name: match[1] as PluginName, index: Number(match[2]), span };
  }
  const end = endOfBraces(text, offset + 1);
  return {
    kind: 'inline',
    name: match[3] as PluginName,
    span: { start: offset, end: end ?? behind },
    json: end === undefined ? undefined : text.slice(behind, end - 1),
  };
}

/** Returns all plugins of a text, in order. They do not nest. */
export function pluginsIn(text: string): (PluginReference | InlinePlugin)[] {
  const plugins: (PluginReference | InlinePlugin)[] = [];
  const candidates = /\$(?=(?:osquery|investigate)_\d)|!\{/g;
  for (let match = candidates.exec(text); match; match = candidates.exec(text)) {
    const plugin = pluginStartingAt(text, match.index);
    if (!plugin) continue;
    plugins.push(plugin);
    candidates.lastIndex = plugin.span.end;
  }
  return plugins;
}

/**
 * Returns the offset after the brace that closes more than was opened, as Kibana counts: braces in strings
 * count too.
 */
function endOfBraces(text: string, openBrace: number): number | undefined {
  if (text !== matched.text) matched = { text, ends: matchBraces(text) };
  return matched.ends.get(openBrace);
}

/** The braces of the last text, because each plugin in it needs them. */
let matched: { readonly text: string; readonly ends: ReadonlyMap<number, number> } = {
  text: '',
  ends: new Map(),
};

/** Maps each closed opening brace to the offset after the one that closes it. */
function matchBraces(text: string): Map<number, number> {
  const ends = new Map<number, number>();
  const open: number[] = [];
  for (const { 0: brace, index } of text.matchAll(/[{}]/g)) {
    if (brace === '{') open.push(index);
    else {
      const start = open.pop();
      if (start !== undefined) ends.set(start, index + 1);
    }
  }
  return ends;
}

/** Returns the settings of an inline plugin, or why they cannot be parsed. */
export function settingsOf({ json, name }: InlinePlugin): TomlTableValue | string {
  if (json === undefined) return `the braces of "!{${name}" do not match; braces in strings count too`;
  try {
    const settings: unknown = JSON.parse(json || '{}');
    return isTable(settings) ? settings : `"!{${name}" needs an object in JSON`;
  } catch (error) {
    return `"!{${name}" does not contain valid JSON: ${(error as Error).message}`;
  }
}

/** Returns the spans of fenced code blocks. An unclosed one runs to the end. */
export function fencedSpans(text: string): Span[] {
  const spans: Span[] = [];
  let open: { readonly start: number; readonly mark: string } | undefined;
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
