import { describe, expect, it } from 'vitest';
import { analyse } from '../../analysis/analyse.js';
import { renderGuide } from './guide.js';
import { standaloneHtml } from './standalone.js';

const transform = `
[[transform.osquery]]
label = "Show processes"
query = "SELECT * FROM processes WHERE pid = {{process.pid}}"

[[transform.investigate]]
label = "Same host"
description = "Alerts of the host"
providers = [
  [
    { excluded = false, field = "host.id", queryType = "phrase", value = "{{host.id}}", valueType = "string" },
    { excluded = true, field = "user.name", queryType = "phrase", value = "root", valueType = "string" }
  ],
  [{ excluded = false, field = "host.name", queryType = "phrase", value = "web", valueType = "string" }]
]
relativeFrom = "now-1h"
relativeTo = "now"
`;

function guideOf(note: string, more = '', event?: Record<string, unknown>) {
  const { rule, text } = analyse(`[rule]\nname = "Name <b>"\nnote = '''\n${note}\n'''\n${more}${transform}`);
  const guide = renderGuide(rule, { event });
  const problems = guide.problems.map(
    ({ span, message }) => `${text.slice(span.start, span.end)}: ${message}`,
  );
  return { ...guide, problems };
}

describe('the guide as HTML', () => {
  it('is Markdown', () => {
    const { html, title } = guideOf(
      '## Triage\n\nA **bold** `code`\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n- one\n',
    );
    expect(html).toContain('<h2>Triage</h2>');
    expect(html).toContain('<strong>bold</strong> <code>code</code>');
    expect(html).toContain('<td>1</td>');
    expect(html).toContain('<li>one</li>');
    expect(title).toBe('Name <b>');
  });

  it.each(['label', 'query', 'description', 'relativeFrom', 'providers'])(
    'shows an object as "%s" of a plugin as JSON',
    (key) => {
      const deep = `${'['.repeat(2_000)}1${']'.repeat(2_000)}`;
      for (const value of ['{"toString":1}', '["x",{"toString":1}]', deep])
        for (const plugin of ['osquery', 'investigate'])
          expect(() => guideOf(`!{${plugin}{"label":"x","${key}":${value}}}`)).not.toThrow();
    },
  );

  it.each([
    '<script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    '[a](javascript:alert(1))',
    '[a](data:text/html,x)',
    '[a](vbscript:x)',
    '![a](https://example.org/x.png)',
    '{{<script>alert(1)</script>}}',
    '!{osquery{"label":"<script>","query":"<img src=x onerror=y>"}}',
    '`{{"><script>}}`',
    '<style>*{}</style>',
  ])('is harmless: %s', (note) => {
    const { html } = guideOf(note, '', { '"><script>': '<script>' });
    expect(html).not.toMatch(/<(?:script|img|style|iframe)/i);
    expect(html).not.toMatch(/<[^>]*\s(?:on\w+|style)=/i);
    expect(html).not.toMatch(/href="(?!https?:|mailto:)/i);
  });

  it('keeps links to the web and to mail', () => {
    const { html } = guideOf(
      '[a](https://example.org/x) <https://example.org/y> https://example.org/z [m](mailto:a@example.org)',
    );
    expect(html.match(/<a href="(?:https|mailto)[^>]*rel="noopener noreferrer">/g)).toHaveLength(4);
    expect(guideOf('[a](/app/security)').html).toContain('<a href="/app/security"');
    expect(guideOf('[a](#part) [b](slack://x)').html).not.toContain('<a ');
  });

  it('shows buttons with what they search for', () => {
    const { html, problems } = guideOf('- $osquery_0\n- $investigate_0');
    expect(html).toContain('<span class="plugin-label">Show processes</span>');
    expect(html).toContain('SELECT * FROM processes WHERE pid = <span class="placeholder unresolved"');
    expect(html).toContain('<span class="plugin-label">Same host</span>');
    expect(html).toMatch(
      /host\.id is .*\{\{host\.id\}\}.* and user\.name is not root<\/code> .*or.* <code class="plugin-search">host\.name is web</,
    );
    expect(html).toContain('from now-1h to now');
    expect(problems).toEqual([]);
  });

  it('shows buttons that are written into the text', () => {
    const { html } = guideOf(
      '!{osquery{"query":"SELECT 1"}}\n\nSee !{investigate{"label":"L","providers":[[{"field":"a","queryType":"exists","value":""}]]}}',
    );
    expect(html).toContain(
      '<span class="plugin-label">Run Osquery</span> <code class="plugin-search">SELECT 1</code>',
    );
    expect(html).toContain('a is present');
  });

  it('fills in the values of an event in searches only', () => {
    const event = { process: { pid: 42 }, 'user.name': ['<b>', 'c'] };
    const { html } = guideOf('$osquery_0\n\n`{{ user.name }}` and {{host.name}}', '', event);
    expect(html).toContain('pid = <span class="placeholder" title="process.pid">42</span>');
    const kept = 'class="placeholder kept" title="Kibana does not fill this in.';
    expect(html).toContain(
      `<code><span ${kept} Rulewright: the event has &lt;b&gt;">{{ user.name }}</span></code>`,
    );
    expect(html).toContain(`<span ${kept}">{{host.name}}</span>`);
  });

  it('leaves dollars and fenced code alone', () => {
    const { html, problems } = guideOf('costs $5, $env:PATH, $osquery\n\n```\n$osquery_9\n```');
    expect(html).toContain('costs $5, $env:PATH, $osquery');
    expect(html).toContain('<pre><code>$osquery_9\n</code></pre>');
    expect(problems).toEqual([]);
  });

  it('adds setup and false positives', () => {
    const { html } = guideOf('## Triage', 'setup = "Install it."\nfalse_positives = ["A **backup**", "b"]\n');
    expect(html).toMatch(/Triage<\/h2>\s*<h2>Setup<\/h2>\s*<p>Install it.<\/p>\s*<h2>False positives<\/h2>/);
    expect(html).toContain('<li>A <strong>backup</strong></li>');
    expect(guideOf('', 'setup = "## Setup\\nx"\n').html.match(/Setup/g)).toHaveLength(1);
  });
});

describe('what Kibana shows otherwise', () => {
  const label = '<span class="plugin-label">';

  it.each([
    ['Osquery within a sentence', 'Look at $osquery_0'],
    ['Osquery in a heading', '## $osquery_0'],
    ['Osquery in a table', '| a |\n|---|\n| $osquery_0 |'],
    ['Osquery in the second line of a paragraph', 'Look:\n$osquery_0'],
    ['Osquery behind a search', '- a $osquery_0'],
  ])('as text: %s', (_name, note) => {
    const { html, problems, markdown } = guideOf(note);
    expect(html).not.toContain(label);
    expect(html).toContain('<span class="problem"');
    expect(problems).toEqual([expect.stringMatching(/^\$osquery_0: An Osquery plugin must start/)]);
    expect(markdown).toMatch(/!\{osquery\{.*\} \(An Osquery plugin must start/);
  });

  it.each([
    ['alone', '$osquery_0'],
    ['in a list item', '1. $osquery_0'],
    ['in a quote', '> $osquery_0'],
    ['below another one', '$osquery_0\n$osquery_0'],
  ])('as a button: Osquery %s', (_name, note) => {
    const { html, problems } = guideOf(note);
    expect(html).toContain(label);
    expect(html).not.toContain('class="problem"');
    expect(problems).toEqual([]);
  });

  it('not at all: what follows a search in its paragraph, another button as well', () => {
    const { html, problems, markdown } = guideOf(
      'See $investigate_0 and $investigate_0.\n\nNext $investigate_0',
    );
    expect(html.match(/<span class="plugin-label">/g)).toHaveLength(2);
    expect(html).toContain('⚠ Kibana drops: <del>and $investigate_0.</del>');
    expect(problems).toEqual([
      '$investigate_0: Kibana drops the text after this search in the same paragraph.',
    ]);
    expect(markdown).toContain('~~and $investigate_0.~~ (Kibana drops this)');
  });

  it('code stays code', () => {
    const { html, problems } = guideOf('Write `$osquery_9` or `!{osquery{}}`.');
    expect(html).toContain('<code>$osquery_9</code>');
    expect(problems).toEqual([]);
  });

  it('links that open a Timeline are buttons, when they name one', () => {
    const address = (id: string) =>
      `https://kibana.example.org/app/security/timelines?timeline=(id:'${id}',isOpen:!t)`;
    const { html } = guideOf(`[Open it](${address('6c6a')})`);
    expect(html).toContain(
      '<span class="plugin timeline"><span class="plugin-label" title="Opens Timeline 6c6a">Open it</span></span>',
    );
    expect(html).not.toContain('<a ');
    const none = guideOf(`[Open it](${address('')})`);
    expect(none.html).toContain('<a href=');
    expect(none.problems).toEqual([expect.stringContaining('cannot read the Timeline id')]);
  });
});

describe('the guide for the preview', () => {
  const rendered = (body: string, event?: Record<string, unknown>) => {
    const { rule } = analyse(`[rule]\nname = "a"\n${body}`);
    return renderGuide(rule, { event, lines: true });
  };

  it('has sections', () => {
    const { sections } = rendered('note = "# A"\nsetup = "Install it."\nfalse_positives = ["b"]\n');
    expect(sections.map(({ title }) => title)).toEqual(['Investigation guide', 'Setup', 'False positives']);
    expect(sections[1]?.html).not.toContain('<h2>Setup');
  });

  it('says for each block where it stands in the file', () => {
    const { sections } = rendered(
      "note = '''\n## A\n\ntext\n\n- one\n- two\n\n```\ncode\n```\n'''\nfalse_positives = [\n  'x',\n  'y',\n]\n",
    );
    const lines = (html = '') =>
      [...html.matchAll(/<(\w+)[^>]* data-line="(\d+)"/g)].map(([, tag, line]) => `${tag} ${line}`);
    expect(lines(sections[0]?.html)).toEqual(['h2 3', 'p 5', 'ul 7', 'li 7', 'li 8', 'pre 10']);
    expect(lines(sections[1]?.html)).toEqual(['ul 15', 'li 15', 'li 16']);
  });

  it('counts lines of strings with escapes', () => {
    const { sections } = rendered('note = "## A\\n\\ntext"\n');
    expect(sections[0]?.html).toContain('<p data-line="2">text</p>');
  });

  it('shows tasks', () => {
    const { html } = rendered('note = "- [ ] look\\n- [x] ask\\n- [y] no"\n');
    expect(html).toMatch(/aria-label="to do">☐<\/span>\s+look/);
    expect(html).toMatch(/aria-label="done">☑<\/span>\s+ask/);
    expect(html).toContain('[y] no');
  });

  it('names the fields of searches that were not filled in', () => {
    const { unresolved } = rendered(
      'note = \'!{osquery{"query":"{{host.id}} {{user.name}} {{host.id}} {{process.pid}}"}}\'\n',
      { process: { pid: 1 } },
    );
    expect(unresolved).toEqual(['host.id', 'user.name']);
  });

  it('shows the source of a guide that breaks the parser, with a button that leads to the cause', () => {
    const { sections } = rendered(
      "note = '''\n**See**\n\n!{osquery{\"query\":}}\n'''\nsetup = '**Setup**'\n",
    );
    expect(sections[0]?.html).toContain('<p class="source">**See**');
    expect(sections[0]?.html).toContain('data-source="5">Go to line 6</button>');
    expect(sections[1]?.html).toContain('<strong>Setup</strong>');
  });

  it('stops before a hostile text takes long, and says so', () => {
    const { sections } = rendered(`note = '${'[a]('.repeat(20_000)}'\n`);
    expect(sections[0]?.html).toContain('takes too long');
  });
});

describe('problems of the guide', () => {
  it.each([
    ['$osquery_9', [expect.stringMatching(/^\$osquery_9: .*\[transform\] has no entry/)]],
    [
      'Look: $osquery_0',
      ['$osquery_0: An Osquery plugin must start a paragraph or list item; here Kibana shows it as text.'],
    ],
    [
      '$investigate_0 then look',
      ['$investigate_0: Kibana drops the text after this search in the same paragraph.'],
    ],
    ['!{osquery{"query":}}', [expect.stringContaining('is invalid')]],
    ['!{osquery{"query":"a"}', [expect.stringContaining('the last brace of')]],
    ['!{investigate{"label":"a"}}', [expect.stringContaining('has no "providers"')]],
    ['!{unknown{}}', []],
    ['Run it as <user name>.', [expect.stringMatching(/^<user name>: Kibana drops "<user name>"/)]],
    ['Look in logs-* and winlogbeat-*.', [expect.stringContaining('as emphasis')]],
    [
      '[note] [Open](https://k.example/x/timelines?timeline=(id:a))',
      [expect.stringContaining('whole guide')],
    ],
  ])('%s', (note, problems) => {
    const guide = guideOf(note);
    expect(guide.problems).toEqual(problems);
  });
});

describe('the guide as Markdown', () => {
  it('writes buttons out', () => {
    const { markdown } = guideOf('# A\n\n- $osquery_0\n- $investigate_0', '', { process: { pid: 7 } });
    expect(markdown).toBe(
      '# A\n\n- **Osquery: Show processes** `SELECT * FROM processes WHERE pid = 7`\n' +
        '- **Investigate: Same host** Alerts of the host; `host.id is {{host.id}} and user.name is not root` or ' +
        '`host.name is web`; from now-1h to now, relative to the alert\n',
    );
  });

  it('is empty without a guide', () => {
    const { rule } = analyse('[rule]\nname = "a"\n');
    expect(renderGuide(rule)).toMatchObject({ markdown: '', html: '', hasGuide: false, problems: [] });
  });
});

it('makes a page of its own', () => {
  const page = standaloneHtml(guideOf('## Triage'));
  // Without it "//host" and "/path" would lead to shares and files on the reader's machine.
  expect(page).toContain('<base href="https://');
  expect(page).toContain('<title>Name &#60;b&#62;</title>');
  expect(page).toContain("default-src 'none'");
  expect(page).toContain('<h2>Triage</h2>');
});
