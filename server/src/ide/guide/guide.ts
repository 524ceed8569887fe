import type { EventObject } from '../../evaluate/values/access.js';
import { expandGuide, unexpanded } from '../../guide/expand.js';
import { type GuideFault, spanOf } from '../../guide/faults/fault.js';
import { findFaults } from '../../guide/faults/find-faults.js';
import { visitNodes } from '../../guide/nodes.js';
import { type ParsedGuide, parseGuide } from '../../guide/parse.js';
import type { Rule } from '../../rule/rule.js';
import { indexLines } from '../../text/lines.js';
import { once } from '../../text/once.js';
import type { Problem } from '../../text/problem.js';
import type { Span } from '../../text/span.js';
import { isTable } from '../../toml/path.js';
import { toHtml } from './html.js';
import { toPlainMarkdown } from './markdown-text.js';
import { type GuideSection, guideSections } from './sections.js';

/** A rule's investigation guide as Kibana shows it, followed by its setup and false positives. */
export interface Guide {
  /** The rule's name. */
  readonly title: string;
  /** The guide as Markdown, with buttons as text. */
  readonly markdown: string;
  /** The same as the body of a page: no scripts, event handlers, styles or pictures. */
  readonly html: string;
  /** The same by section, without the headings between them. */
  readonly sections: readonly RenderedSection[];
  /** Source that Kibana does not show as written, with the codes of the checks. Spans are in the file. */
  readonly problems: readonly Problem[];
  /** Fields of `{{field}}` in searches that were not filled in, in text order. */
  readonly unresolved: readonly string[];
  /** Whether the rule has a guide at all; setup and false positives do not count. */
  readonly hasGuide: boolean;
}

export interface RenderedSection extends Pick<GuideSection, 'kind' | 'title'> {
  readonly html: string;
}

export interface GuideOptions {
  /** Fills in `{{field}}` in searches; fields without a value are unchanged. */
  readonly event?: EventObject | undefined;
  /** Whether HTML blocks have the file line where they start, from 0, in `data-line`. */
  readonly lines?: boolean;
}

/** Renders a rule's guide. */
export function renderGuide(rule: Rule, { event, lines = false }: GuideOptions = {}): Guide {
  const { transform } = rule.document.values;
  const table = isTable(transform) ? transform : {};
  const index = indexLines(rule.document.text);
  const rendered = guideSections(rule).map((section) => {
    const expanded = section.kind === 'guide' ? expandGuide(section.text, table) : unexpanded(section.text);
    const { text } = expanded;
    const parsed = parseGuide(text);
    const faults =
      section.kind === 'false positives'
        ? []
        : [...findFaults(parsed, text), ...missingEntries(parsed, text)];
    const lineAt = (offset: number): number | undefined => {
      const place = section.toDocument(expanded.toSource({ start: offset, end: offset }));
      return place && index.positionAt(place.start).line;
    };
    const written = (span: Span): string => {
      const source = expanded.toSource(span);
      return section.text.slice(source.start, source.end);
    };
    const unresolved = new Set<string>();
    const markdown = once(() => toPlainMarkdown(parsed, text, faults, event, written).trim());
    const html = toHtml(parsed, text, {
      event,
      unresolved,
      faults,
      written,
      lineAt: lines ? lineAt : undefined,
    });
    return { section, html, unresolved, markdown, expanded, faults };
  });
  return {
    title: rule.name ?? 'Investigation guide',
    // Lazy, because most callers need HTML.
    get markdown() {
      return rendered
        .map(
          ({ section, markdown }) => `${section.needsTitle ? `## ${section.title}\n\n` : ''}${markdown()}\n`,
        )
        .join('\n');
    },
    html: rendered
      .map(({ section, html }) => (section.needsTitle ? `<h2>${section.title}</h2>\n` : '') + html)
      .join(''),
    sections: rendered.map(({ section: { kind, title }, html }) => ({ kind, title, html })),
    problems: rendered.flatMap(({ section, expanded, faults }) =>
      faults.flatMap(({ code, span, severity, message, help }): Problem[] => {
        const place = section.toDocument(expanded.toSource(span));
        return place ? [{ code, severity, message, span: place, ...(help !== undefined && { help }) }] : [];
      }),
    ),
    unresolved: [...new Set(rendered.flatMap(({ unresolved }) => [...unresolved]))],
    hasGuide: rendered.some(({ section }) => section.kind === 'guide'),
  };
}

/** Returns searches in the text that have no entry in [transform]. */
function missingEntries(parsed: ParsedGuide, text: string): GuideFault[] {
  const faults: GuideFault[] = [];
  if (parsed.kind === 'broken' || !text.includes('$')) return faults;
  visitNodes(parsed.root, (node) => {
    if (node.type !== 'text') return;
    const { start, end } = spanOf(node);
    for (const match of text.slice(start, end).matchAll(/\$\{?(?:osquery|investigate)_\d+\b\}?/g)) {
      const [name] = match;
      const span = { start: start + match.index, end: start + match.index + name.length };
      const message = `Kibana shows "${name}" unchanged: [transform] has no entry for it.`;
      faults.push({ code: 'guide-plugin-syntax', severity: 'warning', span, message, effect: 'note' });
    }
  });
  return faults;
}
