import type { Rule } from '../../rule/rule.js';
import type { Span } from '../../text/span.js';
import type { TomlPath } from '../../toml/path.js';
import { headings } from '../headings.js';

/** A section of what Kibana shows about a rule. */
export interface GuideSection {
  readonly kind: 'guide' | 'setup' | 'false positives';
  readonly title: string;
  /** Markdown. */
  readonly text: string;
  /** Whether the title must be shown when several sections follow each other. */
  readonly needsTitle: boolean;
  /** Returns the file span for a span of the text, or undefined if the file does not contain the text. */
  toDocument(span: Span): Span | undefined;
}

/** Returns the non-empty sections of a rule: the investigation guide, the setup and the false positives. */
export function guideSections(rule: Rule): GuideSection[] {
  const { note, setup, false_positives: positives } = rule.table;
  return [
    section(rule, 'guide', 'Investigation guide', textOf(note), ['rule', 'note']),
    section(rule, 'setup', 'Setup', textOf(setup), ['rule', 'setup']),
    falsePositives(rule, positives),
  ].filter(({ text }) => text.trim() !== '');
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function section(
  rule: Rule,
  kind: GuideSection['kind'],
  title: string,
  text: string,
  path: TomlPath,
): GuideSection {
  const [first] = headings(text);
  const startsWithHeading = first !== undefined && text.slice(0, first.span.start).trim() === '';
  return {
    kind,
    title,
    text,
    needsTitle: kind !== 'guide' && !startsWithHeading,
    toDocument: (span) => rule.document.stringAt(path)?.spanToDocument(span),
  };
}

/** Returns the entries as a list. */
function falsePositives(rule: Rule, value: unknown): GuideSection {
  const path = ['rule', 'false_positives'];
  const entries = (Array.isArray(value) ? value : [value])
    .map((entry, index) => ({ text: textOf(entry), path: Array.isArray(value) ? [...path, index] : path }))
    .filter(({ text }) => text.trim() !== '');
  let text = '';
  const places: { readonly start: number; readonly entry: (typeof entries)[number] }[] = [];
  for (const entry of entries) {
    places.push({ start: text.length, entry });
    text += `- ${entry.text.trim().replace(/\r?\n[ \t]*/g, '\n  ')}\n`;
  }
  return {
    kind: 'false positives',
    title: 'False positives',
    text,
    needsTitle: true,
    // The entries are formatted differently in the file, so each one maps to its whole value.
    toDocument(span) {
      const place = places.findLast(({ start }) => start <= span.start);
      const string = place && rule.document.stringAt(place.entry.path);
      if (!place || !string) return undefined;
      const start = place.entry.text.length - place.entry.text.trimStart().length;
      return string.spanToDocument({ start, end: place.entry.text.trimEnd().length });
    },
  };
}
