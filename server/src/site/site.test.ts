import { describe, expect, it, test } from 'vitest';
import { ruleOf, testFileOf } from '../../../test/helpers/check-tests.js';
import { analyse } from '../analysis/analyse.js';
import { runTestFile } from '../testing/run-test-file.js';
import { anchorOf, pageAddresses } from './addresses.js';
import { headingsBelow } from './headings.js';
import { highlightedQuery } from './highlight.js';
import { indexPages } from './index-pages.js';
import { rulePage } from './rule-page.js';
import { listedRule, type SiteRule, stateOf } from './site-rule.js';

const analysisOf = (query: string, rest = '') => analyse(ruleOf(query, 'eql', rest).document.text);

/** Creates a rule for a site; `tests` is the list of a test file. */
function siteRule(query: string, rest = '', tests?: string): SiteRule {
  const analysis = analysisOf(query, rest);
  const file = tests === undefined ? undefined : testFileOf(`tests:\n${tests}`);
  const outcomes = file ? runTestFile(analysis.rule, file, (path) => ({ ok: false, error: path })) : [];
  return { path: 'rules/a.toml', analysis, tests: file, outcomes, history: [] };
}

test('every rule has an address that every file system takes, and no two the same', () => {
  const addressOf = pageAddresses();
  expect(['a/x.toml', 'b/x.toml', 'b/X.TOML', 'ä ö/../<script>.toml', '.toml'].map(addressOf)).toEqual([
    'rules/x.html',
    'rules/b-x.html',
    'rules/X-2.html',
    'rules/-script-.html',
    'rules/rule.html',
  ]);
});

it.each([
  ['Data Source: AWS', 'data-source-aws'],
  ['T1059.001', 't1059.001'],
  ['"><', 'other'],
])('the anchor of %s is %s', (text, expected) => {
  expect(anchorOf(text)).toBe(expected);
});

it.each([
  ['<h2>a</h2><h3>b</h3><h2>c</h2>', '<h3>a</h3><h4>b</h4><h3>c</h3>'],
  ['<h1>a</h1><h4>b</h4>', '<h3>a</h3><h4>b</h4>'],
  ['<h3>a</h3><h1>b</h1>', '<h3>a</h3><h3>b</h3>'],
  ['<h6>a</h6>', '<h3>a</h3>'],
  ['no heading', 'no heading'],
])('headings of %s', (html, expected) => {
  expect(headingsBelow(html, 2)).toBe(expected);
});

test('the query is coloured, and its text stays as it is', () => {
  const query =
    'process where process.name : "a // \\"b\\" where 5" and // not this where\n  process.pid > 5 and user.name != "<&>"';
  const html = highlightedQuery(analysisOf(query));
  expect(
    html
      .replace(/<[^>]*>/g, '')
      .replace(/&#(\d+);/g, (_, code) => String.fromCharCode(Number(code)))
      .trim(),
  ).toBe(query);
  expect([...html.matchAll(/<span class="(\w+)">/g)].map(([, kind]) => kind)).toEqual([
    'keyword',
    'field',
    'string',
    'keyword',
    'comment',
    'field',
    'number',
    'keyword',
    'field',
    'string',
  ]);
});

test('a page shows tests with their events, and says which fail', () => {
  const rule = siteRule(
    'process where process.name == "a"',
    '',
    '  - {name: finds a, events: [{event.category: process, process.name: a}], expect: alert}\n  - {name: is wrong, events: [], expect: 2}\n',
  );
  expect(stateOf(rule)).toBe('failing');
  const html = rulePage(rule);
  expect(html).toContain('<h3>finds a</h3>\n<p>raises an alert</p>');
  expect(html).toContain(
    '<h3>is wrong</h3>\n<p>raises 2 alerts <span class="failing">(this test fails)</span></p>',
  );
  expect(html).toContain('<dd><span class="failing">tests fail</span></dd>');
});

describe('whatever a rule says is text', () => {
  const hostile = '<script>alert(1)</script><img src=x onerror=alert(1)>"\'&';
  const toml = (value: string): string => JSON.stringify(value);
  const rest = `
tags = [${toml(hostile)}]
description = ${toml(hostile)}
false_positives = [${toml(hostile)}]
references = [${toml(`javascript:alert(1)//${hostile}`)}, ${toml(`https://x/${hostile}`)}]
index = [${toml(hostile)}]
severity = ${toml(hostile)}
note = ${toml(`## ${hostile}\n[x](javascript:alert(1)) [y](/app/security)`)}
[[rule.threat]]
[rule.threat.tactic]
id = ${toml(hostile)}
name = ${toml(hostile)}
[[rule.threat.technique]]
id = ${toml(hostile)}
name = ${toml(hostile)}
`;
  const rule: SiteRule = {
    ...siteRule(
      `process where process.name == "${hostile.replaceAll('"', '\\"')}"`,
      rest,
      `  - {name: ${toml(hostile)}, events: [{a: ${toml(hostile)}}], expect: no alert}\n`,
    ),
    path: hostile,
    history: [{ date: hostile, summary: hostile }],
  };
  const pages = [rulePage(rule), ...indexPages([listedRule(rule, 'rules/a.html')]).values()];

  test.each(pages.map((html) => [/<title>(.*?)<\/title>/.exec(html)![1], html]))('%s', (_, html) => {
    const body = html!.slice(html!.indexOf('<main>'), html!.indexOf('</main>'));
    expect(body).not.toMatch(/<script|<img|\son\w+\s*=\s*[^&]*alert\(1\)>/i);
    expect(body).not.toMatch(/href="(?:javascript|\/)/i);
  });
});

test('every link between pages leads to a page and an anchor that exist', () => {
  const threat = (id: string) =>
    `tags = ["Use Case: X"]\nindex = ["logs-x-*"]\n[[rule.threat]]\n[rule.threat.tactic]\nid = "TA0002"\nname = "Execution"\n[[rule.threat.technique]]\nid = "${id}"\nname = "T"\n`;
  const addressOf = pageAddresses();
  const rules = ['T1059', 'T1204'].map((id) => siteRule('any where true', threat(id)));
  const listed = rules.map((rule) => listedRule(rule, addressOf(rule.path)));
  const pages = new Map([
    ...indexPages(listed),
    ...rules.map((rule, index) => [listed[index]!.address, rulePage(rule)] as const),
  ]);
  const wrong: string[] = [];
  for (const [address, html] of pages)
    for (const [, href] of html.matchAll(/href="([^"]+)"/g)) {
      if (href!.startsWith('https:')) continue;
      const { pathname, hash } = new URL(href!, `https://site/${address}`);
      const target = pages.get(pathname.slice(1));
      if (target === undefined || (hash !== '' && !target.includes(`id="${hash.slice(1)}"`)))
        wrong.push(`${address}: ${href}`);
    }
  expect(wrong).toEqual([]);
  expect(pages.size).toBe(6);
});
