import { referenceOf } from '../rule/attack/attack.js';
import { anchorOf } from './addresses.js';
import { escapeHtml, link, list } from './html.js';
import { page } from './layout.js';
import type { ListedRule } from './site-rule.js';

/** Returns the pages that list all rules, by their addresses from the root. */
export function indexPages(rules: readonly ListedRule[]): ReadonlyMap<string, string> {
  return new Map([
    ['index.html', rulesPage(rules)],
    ['techniques.html', techniquesPage(rules)],
    ['data.html', groupPage('Data', rules, ({ data }) => data)],
    ['tags.html', groupPage('Tags', rules, ({ tags }) => tags)],
  ]);
}

const states = { tested: 'tested', failing: 'tests fail', untested: '' } as const;

function rulesPage(rules: readonly ListedRule[]): string {
  const rows = rules.map(({ address, name, severity, type, state, tactics }) => {
    const techniques = tactics.flatMap((tactic) => tactic.techniques.map(({ id }) => id));
    const cells = [
      link(address, escapeHtml(name)),
      escapeHtml(severity),
      escapeHtml(type),
      escapeHtml([...new Set(techniques)].join(' ')),
      `<span class="${state}">${states[state]}</span>`,
    ];
    return `<tr><th scope="row">${cells[0]}</th>${cells
      .slice(1)
      .map((cell) => `<td>${cell}</td>`)
      .join('')}</tr>`;
  });
  const heads = ['Rule', 'Severity', 'Type', 'Techniques', 'Tests'].map(
    (head) => `<th scope="col">${head}</th>`,
  );
  return page(
    { title: 'Detection rules', root: '', isSearched: true },
    `<p hidden><label for="search">Search</label> <input id="search" type="search" autocomplete="off"> <span id="count" class="muted" role="status"></span></p>
<table id="rules"><caption class="muted">${rows.length} ${rows.length === 1 ? 'rule' : 'rules'}</caption><thead><tr>${heads.join('')}</tr></thead><tbody>
${rows.join('\n')}
</tbody></table>`,
  );
}

function techniquesPage(rules: readonly ListedRule[]): string {
  const tactics = new Map<
    string,
    { name: string; techniques: Map<string, { name: string; rules: Set<ListedRule> }> }
  >();
  for (const rule of rules)
    for (const tactic of rule.tactics) {
      const known = tactics.get(tactic.id) ?? { name: tactic.name, techniques: new Map() };
      tactics.set(tactic.id, known);
      for (const { id, name } of tactic.techniques) {
        const technique = known.techniques.get(id) ?? { name, rules: new Set<ListedRule>() };
        known.techniques.set(id, technique);
        technique.rules.add(rule);
      }
    }
  const anchored = new Set<string>();
  const parts = [...tactics].sort(byKey).map(([id, { name, techniques }]) => {
    const below = [...techniques].sort(byKey).map(([technique, { name: called, rules }]) => {
      // A technique can belong to several tactics: links lead to its first occurrence.
      const anchor = anchored.has(technique) ? '' : ` id="${anchorOf(technique)}"`;
      anchored.add(technique);
      const heading = link(referenceOf(technique), escapeHtml(`${called} (${technique})`));
      return `<h3${anchor}>${heading}</h3>\n${linksTo([...rules])}`;
    });
    return `<h2>${link(referenceOf(id), escapeHtml(`${name} (${id})`))}</h2>\n${below.join('\n')}`;
  });
  return page(
    { title: 'Techniques', root: '' },
    parts.length > 0 ? parts.join('\n') : '<p>No rule has a technique.</p>',
  );
}

function groupPage(
  title: string,
  rules: readonly ListedRule[],
  groupsOf: (rule: ListedRule) => readonly string[],
): string {
  const groups = new Map<string, ListedRule[]>();
  for (const rule of rules)
    for (const group of new Set(groupsOf(rule))) {
      const known = groups.get(group);
      if (known) known.push(rule);
      else groups.set(group, [rule]);
    }
  const anchored = new Set<string>();
  const parts = [...groups].sort(byKey).map(([name, rules]) => {
    const anchor = anchored.has(anchorOf(name)) ? '' : ` id="${anchorOf(name)}"`;
    anchored.add(anchorOf(name));
    return `<h2${anchor}>${escapeHtml(name)}</h2>\n${linksTo(rules)}`;
  });
  return page({ title, root: '' }, parts.length > 0 ? parts.join('\n') : '<p>There is nothing to list.</p>');
}

function linksTo(rules: readonly ListedRule[]): string {
  return list(rules.map(({ address, name }) => link(address, escapeHtml(name))));
}

function byKey([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
