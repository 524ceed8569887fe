import type { Span } from '../text/span.js';
import { isTable, type TomlTableValue } from '../toml/path.js';
import type { Analysis } from './analysis.js';

/** Searches of the investigation guide that Kibana shows as buttons (spec/FEATURES.md section 2). */
export const pluginNames = ['osquery', 'investigate'] as const;

export type PluginName = (typeof pluginNames)[number];

/** `$osquery_0`, which stands for the first `[[transform.osquery]]`. */
export interface PluginReference {
  readonly kind: 'reference';
  readonly name: PluginName;
  readonly index: number;
  readonly span: Span;
}

/** `!{osquery{…}}`, written out in the guide. */
export interface InlinePlugin {
  readonly kind: 'inline';
  readonly name: PluginName;
  readonly span: Span;
  /** What stands between the name and the last brace; undefined when the braces do not match. */
  readonly json: string | undefined;
}

/** The investigation guide of a rule. Spans are in its text. */
export interface InvestigationGuide {
  readonly note: string;
  readonly plugins: readonly (PluginReference | InlinePlugin)[];
  /** Blocks of code between lines of three backticks or tildes. */
  readonly fences: readonly Span[];
}

const known = new WeakMap<Analysis, InvestigationGuide>();

/** The investigation guide of the rule, empty without one. */
export function guideOf(analysis: Analysis): InvestigationGuide {
  let guide = known.get(analysis);
  if (!guide) {
    const { note } = analysis.rule.table;
    guide = readGuide(typeof note === 'string' ? note : '');
    known.set(analysis, guide);
  }
  return guide;
}

function readGuide(note: string): InvestigationGuide {
  const plugins: (PluginReference | InlinePlugin)[] = [];
  const starts = /\$(osquery|investigate)_(\d+)|!\{(osquery|investigate)(?=[{}])/g;
  for (let match = starts.exec(note); match; match = starts.exec(note)) {
    const start = match.index;
    if (match[1] !== undefined) {
      const span = { start, end: starts.lastIndex };
      plugins.push({ kind: 'reference', name: match[1] as PluginName, index: Number(match[2]), span });
      continue;
    }
    const end = endOfBraces(note, starts.lastIndex);
    const json = end === undefined ? undefined : note.slice(starts.lastIndex, end - 1);
    const span = { start, end: end ?? starts.lastIndex };
    plugins.push({ kind: 'inline', name: match[3] as PluginName, span, json });
    starts.lastIndex = span.end;
  }
  return { note, plugins, fences: /```|~~~/.test(note) ? fencesIn(note) : [] };
}

/** Behind the brace that closes more than was opened, as Kibana counts: braces in strings count as well. */
function endOfBraces(text: string, from: number): number | undefined {
  let depth = 0;
  for (let at = from; at < text.length; at++) {
    if (text[at] === '{') depth++;
    else if (text[at] === '}' && --depth < 0) return at + 1;
  }
  return undefined;
}

/** The number of entries that `[transform]` has for a plugin. */
export function entryCount({ document }: Analysis, name: PluginName): number {
  const { transform } = document.values;
  const entries = isTable(transform) ? transform[name] : undefined;
  return Array.isArray(entries) ? entries.length : 0;
}

/** The settings of an inline plugin, or why they cannot be read. */
export function settingsOf({ json, name }: InlinePlugin): TomlTableValue | string {
  if (json === undefined) return `the braces of "!{${name}" do not match; those in texts count too`;
  try {
    const settings: unknown = JSON.parse(json || '{}');
    return isTable(settings) ? settings : `"!{${name}" needs an object in JSON`;
  } catch (error) {
    return `"!{${name}" does not hold valid JSON: ${(error as Error).message}`;
  }
}

function fencesIn(text: string): Span[] {
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

/** Whether a place lies in a block of code. */
export function isInFence({ fences }: InvestigationGuide, offset: number): boolean {
  return fences.some(({ start, end }) => start <= offset && offset < end);
}

/** A heading of the guide; the span is that of its line. */
export interface GuideHeading {
  readonly level: number;
  readonly text: string;
  readonly span: Span;
}

/** The headings that begin with `#`, outside of code. */
export function headingsIn(guide: InvestigationGuide): GuideHeading[] {
  const found: GuideHeading[] = [];
  for (const match of guide.note.matchAll(/^ {0,3}(#{1,6})[ \t]+(.*?)(?:[ \t]+#+)?[ \t]*\r?$/gm)) {
    if (isInFence(guide, match.index)) continue;
    const span = { start: match.index, end: match.index + match[0].trimEnd().length };
    found.push({ level: match[1]!.length, text: match[2]!, span });
  }
  return found;
}
