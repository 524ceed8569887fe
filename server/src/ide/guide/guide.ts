import type { EventObject } from '../../evaluate/values/access.js';
import type { Rule } from '../../rule/rule.js';
import { indexLines } from '../../text/lines.js';
import type { Problem } from '../../text/problem.js';
import { isTable } from '../../toml/path.js';
import { guideEnvironment } from './environment.js';
import { toHtml } from './html.js';
import { toPlainMarkdown } from './markdown-text.js';
import { type GuideSection, guideSections } from './sections.js';

/** The investigation guide of a rule as Kibana shows it, followed by its setup and false positives. */
export interface Guide {
  /** Name of the rule. */
  readonly title: string;
  /** The guide as Markdown, buttons written out. */
  readonly markdown: string;
  /** The same as the body of a page: no scripts, event handlers, styles or pictures. */
  readonly html: string;
  /** The same in parts, without the headings between them. */
  readonly sections: readonly RenderedSection[];
  /** Code `guide`: what Kibana does not show as it is written. Spans are in the file. */
  readonly problems: readonly Problem[];
  /** Fields of `{{field}}` that were not filled in, in the order of the text. */
  readonly unresolved: readonly string[];
  /** Whether the rule has a guide at all; setup and false positives do not count. */
  readonly hasGuide: boolean;
}

export interface RenderedSection extends Pick<GuideSection, 'kind' | 'title'> {
  readonly html: string;
}

export interface GuideOptions {
  /** Fills in `{{field}}`; what it has no value for stays. */
  readonly event?: EventObject | undefined;
  /** Whether blocks of the HTML say in `data-line` in which line of the file, from 0, they start. */
  readonly lines?: boolean;
}

/** Renders the guide of a rule. */
export function renderGuide(rule: Rule, { event, lines = false }: GuideOptions = {}): Guide {
  const { transform } = rule.document.values;
  const settings = { transform: isTable(transform) ? transform : {}, event };
  const index = indexLines(rule.document.text);
  const rendered = guideSections(rule).map((section) => {
    const lineAt = (offset: number): number | undefined => {
      const place = section.toDocument({ start: offset, end: offset });
      return place && index.positionAt(place.start).line;
    };
    const environment = guideEnvironment(settings, section.text, lines ? lineAt : undefined);
    const html = toHtml(environment);
    return { section, environment, html, markdown: toPlainMarkdown(environment).trim() };
  });
  return {
    title: rule.name ?? 'Investigation guide',
    markdown: rendered
      .map(({ section, markdown }) => `${section.needsTitle ? `## ${section.title}\n\n` : ''}${markdown}\n`)
      .join('\n'),
    html: rendered
      .map(({ section, html }) => (section.needsTitle ? `<h2>${section.title}</h2>\n` : '') + html)
      .join(''),
    sections: rendered.map(({ section: { kind, title }, html }) => ({ kind, title, html })),
    problems: rendered.flatMap(({ section, environment: { faults } }) =>
      faults.flatMap(({ span, severity, message }): Problem[] => {
        const place = section.toDocument(span);
        return place ? [{ code: 'guide', severity, message, span: place }] : [];
      }),
    ),
    unresolved: [...new Set(rendered.flatMap(({ environment }) => [...environment.unresolved]))],
    hasGuide: rendered.some(({ section }) => section.kind === 'guide'),
  };
}
