import type { EventObject } from '../../evaluate/values/access.js';
import type { Rule } from '../../rule/rule.js';
import type { Problem } from '../../text/problem.js';
import { isTable } from '../../toml/path.js';
import { headings } from '../headings.js';
import { type GuideEnvironment, toHtml } from './html.js';
import { toPlainMarkdown } from './markdown-text.js';
import { findPlugins } from './plugins.js';

/** The investigation guide of a rule as Kibana shows it, followed by its setup and false positives. */
export interface Guide {
  /** Name of the rule. */
  readonly title: string;
  /** The guide as Markdown, buttons written out. */
  readonly markdown: string;
  /** The same as the body of a page: no scripts, event handlers, styles or pictures. */
  readonly html: string;
  /** Code `guide`: buttons that Kibana will not show. Spans are in the file. */
  readonly problems: readonly Problem[];
  /** Whether the rule has a guide at all; setup and false positives do not count. */
  readonly hasGuide: boolean;
}

/** Renders the guide of a rule. With an event, `{{field}}` is filled in from it; what it has no value for stays. */
export function renderGuide(rule: Rule, { event }: { readonly event?: EventObject | undefined } = {}): Guide {
  const transform = rule.document.values.transform;
  const environment: GuideEnvironment = { transform: isTable(transform) ? transform : {}, event };
  const note = textOf(rule.table.note);
  const sections = [note, setupOf(textOf(rule.table.setup)), falsePositivesOf(rule.table.false_positives)];
  const present = sections.filter((section) => section.trim() !== '');
  return {
    title: rule.name ?? 'Investigation guide',
    markdown: present.map((section) => `${toPlainMarkdown(section, environment).trim()}\n`).join('\n'),
    html: present.map((section) => toHtml(section, environment)).join(''),
    problems: problemsOf(rule, note, environment),
    hasGuide: note.trim() !== '',
  };
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** The setup with a heading, unless it starts with one of its own. */
function setupOf(setup: string): string {
  const [first] = headings(setup);
  const startsWithHeading = first !== undefined && setup.slice(0, first.span.start).trim() === '';
  return setup.trim() === '' || startsWithHeading ? setup : `## Setup\n\n${setup}`;
}

function falsePositivesOf(value: unknown): string {
  const entries = (Array.isArray(value) ? value : [value])
    .map((entry) => textOf(entry).trim())
    .filter(Boolean);
  if (entries.length === 0) return '';
  return `## False positives\n\n${entries.map((entry) => `- ${entry.replace(/\r?\n[ \t]*/g, '\n  ')}`).join('\n')}`;
}

/** What Kibana will not show as a button, or only in part (spec/FEATURES.md section 2). */
function problemsOf(rule: Rule, note: string, { transform }: GuideEnvironment): Problem[] {
  const string = rule.document.stringAt(['rule', 'note']);
  const problems: Problem[] = [];
  if (!string) return problems;
  for (const found of findPlugins(note, transform)) {
    const report = (severity: Problem['severity'], message: string): void => {
      problems.push({ code: 'guide', severity, message, span: string.spanToDocument(found.span) });
    };
    if ('error' in found) {
      report('warning', `${found.error}.`);
      continue;
    }
    const lineStart = note.lastIndexOf('\n', found.span.start - 1) + 1;
    const before = note.slice(lineStart, found.span.start);
    const [behind = ''] = note.slice(found.span.end).split('\n', 1);
    if (found.plugin.kind === 'osquery' && !/^[ \t]*(?:[-*+]|\d+[.)])?[ \t]*$/.test(before)) {
      report(
        'warning',
        'An Osquery button must start a paragraph or a list item; elsewhere Kibana shows it as text.',
      );
    } else if (behind.trim() !== '') {
      report('information', 'Kibana leaves out what follows a button in the same paragraph.');
    }
  }
  return problems;
}
