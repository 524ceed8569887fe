import { queryParts } from '../analysis/parsed-query.js';
import { renderGuide } from '../ide/guide/guide.js';
import { ruleInWords } from '../ide/in-words/rule-in-words.js';
import { codeEnd, codeStart, type Statement } from '../ide/in-words/statement.js';
import { referenceOf } from '../rule/attack/attack.js';
import { anchorOf } from './addresses.js';
import { headingsBelow } from './headings.js';
import { highlightedQuery } from './highlight.js';
import { element, escapeHtml, link, list, section } from './html.js';
import { jsonText } from './json-text.js';
import { page } from './layout.js';
import { type SiteRule, stateOf } from './site-rule.js';
import { threatOf } from './threat.js';

const states = { tested: 'tested', failing: 'tests fail', untested: 'no tests' } as const;

/** Returns the page of a rule. */
export function rulePage(rule: SiteRule): string {
  const { analysis } = rule;
  const { table, name } = analysis.rule;
  const content = [
    facts(rule),
    paragraphs(table.description),
    section('query', 'Query', queryHtml(rule)),
    section('words', 'In words', statements(ruleInWords(analysis))),
    section('tests', 'Examples', testsHtml(rule)),
    section('attack', 'ATT&CK', attackHtml(rule)),
    section('data', 'Required data', dataHtml(rule)),
    section('false-positives', 'False positives', list(texts(table.false_positives).map(escapeHtml))),
    guideHtml(rule),
    section(
      'references',
      'References',
      list(
        texts(table.references).map((one) =>
          /^https?:\/\//i.test(one) ? link(one, escapeHtml(one)) : escapeHtml(one),
        ),
      ),
    ),
    section('history', 'History', historyHtml(rule)),
  ].filter((part) => part !== '');
  return page({ title: name ?? rule.path, root: '../' }, content.join('\n'));
}

function facts(rule: SiteRule): string {
  const { table, maturity } = rule.analysis.rule;
  const state = stateOf(rule);
  const shown: readonly (readonly [string, string])[] = [
    ['Severity', plain(table.severity)],
    ['Risk', plain(table.risk_score)],
    ['Type', plain(table.type)],
    ['Maturity', maturity ?? ''],
    ['File', `<code>${escapeHtml(rule.path)}</code>`],
    ['Tests', `<span class="${state}">${states[state]}</span>`],
  ];
  const all = shown.filter(([, value]) => value !== '');
  const items = all.map(([name, value]) => `<div><dt>${name}</dt><dd>${value}</dd></div>`);
  const tags = rule.analysis.rule.tags.map((tag) => link(`../tags.html#${anchorOf(tag)}`, escapeHtml(tag)));
  return `${element('dl', items.join('\n'), { class: 'facts' })}${tags.length > 0 ? `<p class="muted">${tags.join(' · ')}</p>` : ''}`;
}

function queryHtml({ analysis }: SiteRule): string {
  return analysis.rule.query ? scrolled('Text of the query', highlightedQuery(analysis)) : '';
}

/** Wraps code that may be wider than the window, so that the keyboard can scroll it. */
function scrolled(label: string, html: string): string {
  return `<pre tabindex="0" role="region" aria-label="${escapeHtml(label)}"><code>${html}</code></pre>`;
}

function statements(all: readonly Statement[]): string {
  return list(all.map(({ text, parts }) => `${withCode(text)}${statements(parts)}`));
}

function withCode(text: string): string {
  return escapeHtml(text).replaceAll(codeStart, '<code>').replaceAll(codeEnd, '</code>');
}

/** Limits of the examples to show, and of their events. */
const mostCases = 20;
const longestEvents = 3000;

function testsHtml({ tests, outcomes }: SiteRule): string {
  if (!tests || tests.cases.length === 0) return '';
  const shown = tests.cases.slice(0, mostCases).map((one, index) => {
    const { alerts } = one.expect;
    const expected =
      alerts === 'some' ? 'raises an alert' : alerts === 0 ? 'raises no alert' : `raises ${alerts} alerts`;
    const status = outcomes.find((outcome) => outcome.index === index)?.status;
    const isWrong = status === 'failed' || status === 'error';
    const events = jsonText(
      (one.anomalies ?? one.events).map(({ event }) => ({ ...tests.defaults, ...event })),
    );
    const cut = events.length > longestEvents ? `${events.slice(0, longestEvents)}\n…` : events;
    const content = one.eventsFrom ? escapeHtml(one.eventsFrom.path) : escapeHtml(cut);
    return `<h3>${escapeHtml(one.name)}</h3>\n<p>${expected}${isWrong ? ' <span class="failing">(this test fails)</span>' : ''}</p>\n${scrolled(`Events of ${one.name}`, content)}`;
  });
  const more = tests.cases.length - shown.length;
  return shown.join('\n') + (more > 0 ? `\n<p class="muted">and ${more} more tests</p>` : '');
}

function attackHtml({ analysis }: SiteRule): string {
  return list(
    threatOf(analysis.rule).map(({ id, name, techniques }) => {
      const below = techniques.map(
        (technique) =>
          `${link(`../techniques.html#${anchorOf(technique.id)}`, escapeHtml(`${technique.name} (${technique.id})`))}`,
      );
      return `${link(referenceOf(id), escapeHtml(`${name} (${id})`))}${list(below)}`;
    }),
  );
}

function dataHtml({ analysis }: SiteRule): string {
  const { rule, catalogue } = analysis;
  const names = [
    ...new Set(queryParts(analysis).flatMap(({ fields }) => fields.map(({ name }) => name))),
  ].sort();
  const rows = names.map((name) => {
    const info = catalogue.get(name);
    return `<tr><td><code>${escapeHtml(name)}</code></td><td>${escapeHtml(info?.mapping.type ?? '')}</td><td>${escapeHtml(info?.short ?? '')}</td></tr>`;
  });
  const fields =
    rows.length === 0
      ? ''
      : `<table><caption class="muted">Fields of the query</caption><thead><tr><th scope="col">Field</th><th scope="col">Type</th><th scope="col">Meaning</th></tr></thead><tbody>\n${rows.join('\n')}\n</tbody></table>`;
  const index =
    rule.index.length === 0
      ? ''
      : `<p>Index: ${rule.index.map((one) => `<code>${escapeHtml(one)}</code>`).join(', ')}</p>`;
  const integrations = rule.integrations.map((one) => link(`../data.html#${anchorOf(one)}`, escapeHtml(one)));
  return `${integrations.length > 0 ? `<p>Integrations: ${integrations.join(', ')}</p>` : ''}${index}${fields}`;
}

/** Returns the guide, whose headings can have any level, below a heading of the page. */
function guideHtml({ analysis }: SiteRule): string {
  const { rule } = analysis;
  if (typeof rule.table.note !== 'string' && typeof rule.table.setup !== 'string') return '';
  const { sections } = renderGuide(rule);
  return sections
    .filter(({ kind }) => kind !== 'false positives')
    .map(({ kind, title, html }) => section(kind, title, lowered(html)))
    .join('\n');
}

/**
 * Moves headings below those of the page, and shows addresses without a host as text: they belong to an
 * unknown Kibana.
 */
function lowered(html: string): string {
  return headingsBelow(html, 2)
    .replaceAll('<pre>', '<pre tabindex="0">')
    .replace(/<a href="(?!https?:\/\/)[^"]*"[^>]*>([\s\S]*?)<\/a>/g, '$1');
}

function historyHtml({ history }: SiteRule): string {
  return list(
    history.map(
      ({ date, summary }) =>
        `<time datetime="${escapeHtml(date)}">${escapeHtml(date)}</time> ${escapeHtml(summary)}`,
    ),
  );
}

function paragraphs(value: unknown): string {
  if (typeof value !== 'string') return '';
  return value
    .split(/\n\s*\n/)
    .map((part) => element('p', escapeHtml(part.trim())))
    .join('\n');
}

function texts(value: unknown): readonly string[] {
  return (Array.isArray(value) ? value : []).filter((one): one is string => typeof one === 'string');
}

function plain(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? escapeHtml(String(value)) : '';
}
