import type { Analysis } from '../../../analysis/analysis.js';
import { perAnalysis } from '../../../analysis/per-analysis.js';
import {
  fencedSpans,
  type InlinePlugin,
  type PluginName,
  type PluginReference,
  pluginsIn,
} from '../../../rule/guide-text.js';
import { type HeadingLine, parseHeading } from '../../../text/heading-line.js';
import { isInOneOf, type Span } from '../../../text/span.js';
import { isTable } from '../../../toml/path.js';

/** The investigation guide of a rule. Spans are in its text. */
export interface InvestigationGuide {
  readonly note: string;
  readonly plugins: readonly (PluginReference | InlinePlugin)[];
  /** Code blocks between lines of three backticks or tildes. */
  readonly fences: readonly Span[];
}

/** The investigation guide of the rule, empty if it has none. */
export const guideOf = perAnalysis(({ rule: { table } }): InvestigationGuide => {
  return readGuide(typeof table.note === 'string' ? table.note : '');
});

function readGuide(note: string): InvestigationGuide {
  return { note, plugins: pluginsIn(note), fences: /```|~~~/.test(note) ? fencedSpans(note) : [] };
}

/** Returns the number of entries for a plugin in `[transform]`. */
export function entryCount({ document }: Analysis, name: PluginName): number {
  const { transform } = document.values;
  const entries = isTable(transform) ? transform[name] : undefined;
  return Array.isArray(entries) ? entries.length : 0;
}

/** Returns the numbers of the plugin entries that the guide refers to. */
export function usedEntries({ plugins }: InvestigationGuide, name: PluginName): ReadonlySet<number> {
  return new Set(
    plugins.flatMap((plugin) => (plugin.kind === 'reference' && plugin.name === name ? [plugin.index] : [])),
  );
}

/** Returns an example: a guide with a single search. */
export function guideWithSearch(note: string): string {
  return `[metadata]
[rule]
note = "${note}"
[[transform.osquery]]
label = "Processes"
query = "SELECT * FROM processes"`;
}

/** Returns whether an offset is in a code block. */
export function isInFence({ fences }: InvestigationGuide, offset: number): boolean {
  return isInOneOf(fences, offset);
}

/** A heading of the guide. The span is that of its line. */
export interface GuideHeading extends HeadingLine {
  readonly span: Span;
}

/** Returns the headings that begin with `#`, outside code, in time proportional to the length of the guide. */
export function headingsIn(guide: InvestigationGuide): GuideHeading[] {
  const { note } = guide;
  const found: GuideHeading[] = [];
  // Searching for the sign is many times as fast as an expression for the whole line.
  for (let at = note.indexOf('#'); at >= 0; at = note.indexOf('#', at + 1)) {
    let start = at;
    while (at - start < 3 && note[start - 1] === ' ') start--;
    if (start > 0 && note[start - 1] !== '\n') continue;
    const end = note.indexOf('\n', at);
    const line = note.slice(at, end < 0 ? note.length : end).trimEnd();
    const heading = parseHeading(line);
    if (!heading) continue;
    if (!isInFence(guide, start)) found.push({ ...heading, span: { start, end: at + line.length } });
    at += line.length;
  }
  return found;
}
