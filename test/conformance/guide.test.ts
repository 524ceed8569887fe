import { expect } from 'vitest';
import { renderGuide } from '../../server/src/ide/guide/guide.js';
import { standaloneHtml } from '../../server/src/ide/guide/standalone.js';
import { lintRule } from '../../server/src/lint/run.js';
import { readRule } from '../../server/src/rule/rule.js';
import { indexLines } from '../../server/src/text/lines.js';
import { parseToml } from '../../server/src/toml/document.js';
import { checkCases } from '../helpers/cases.js';

interface GuideCase {
  readonly id: string;
  readonly note: string;
  readonly setup?: string;
  readonly transform_toml?: string;
  readonly event?: Record<string, unknown>;
  readonly expect: {
    readonly html_contains?: readonly string[];
    readonly html_not_contains?: readonly string[];
    readonly lint?: readonly { readonly code_like: string; readonly line: number }[];
  };
}

const string = (text: string): string => `"""\n${text.replace(/\\/g, '\\\\').replace(/"/g, '\\"')}\n"""`;

function ruleOf({ note, setup, transform_toml: transform = '' }: GuideCase): string {
  const keys = `note = ${string(note)}\n${setup === undefined ? '' : `setup = ${string(setup)}\n`}`;
  return `${transform}\n[metadata]\nmaturity = "production"\n[rule]\nname = "Example"\n${keys}type = "eql"\nlanguage = "eql"\nquery = "any where true"\n`;
}

const names: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"' };
const decode = (html: string): string => html.replace(/&(\w+);/g, (_, name: string) => names[name] ?? '?');
const fold = (text: string): string => text.replace(/\s+/g, ' ').trim();

interface ReadElement {
  readonly name: string;
  readonly classes: readonly string[];
  readonly href: string;
  text: string;
}

/** Returns the visible text of a page without our remarks, and its elements. */
function readPage(html: string): { readonly shown: string; readonly elements: readonly ReadElement[] } {
  const body = /<body>([\s\S]*)<\/body>/.exec(html)![1]!;
  const open: ReadElement[] = [];
  const elements: ReadElement[] = [];
  let shown = '';
  const add = (text: string): void => {
    if (open.some(({ classes }) => classes.includes('problem-note') || classes.includes('guide-note')))
      return;
    shown += text;
    for (const one of open) one.text += text;
  };
  for (const [token, close, name, attributes] of body.matchAll(
    /<(\/?)(\w+)((?:\s[\w-]+="[^"]*")*)>|[^<]+/g,
  )) {
    if (name === undefined) add(decode(token));
    else if (close) {
      open.length = open.findLastIndex((one) => one.name === name);
      if (/^(?:p|li|h\d|td|th|div|pre)$/.test(name)) shown += ' ';
    } else {
      const attribute = (key: string): string =>
        decode(new RegExp(`\\s${key}="([^"]*)"`).exec(attributes!)?.[1] ?? '');
      const one = { name, classes: attribute('class').split(' '), href: attribute('href'), text: '' };
      elements.push(one);
      if (name === 'br') add(' ');
      if (name !== 'br' && name !== 'hr') open.push(one);
    }
  }
  return { shown: fold(shown), elements };
}

function hasOnPage({ shown, elements }: ReturnType<typeof readPage>, wanted: string): boolean {
  const [, kind, rest = ''] = /^(link|button|tag):([\s\S]*)$/.exec(wanted) ?? [];
  switch (kind) {
    case 'link':
      return elements.some(({ name, href }) => name === 'a' && href === rest);
    case 'button':
      return elements.some(
        ({ classes, text }) => classes.includes('plugin-label') && fold(text).includes(rest),
      );
    case 'tag': {
      const [name, ...text] = rest.split(':');
      return elements.some((one) => one.name === name && fold(one.text).includes(text.join(':')));
    }
    default:
      return shown.includes(fold(wanted));
  }
}

checkCases<GuideCase>('guide/guide.jsonl', (one) => {
  const text = ruleOf(one);
  const { html_contains: wanted = [], html_not_contains: unwanted = [], lint } = one.expect;
  const page = readPage(standaloneHtml(renderGuide(readRule(parseToml(text)), { event: one.event })));
  expect(wanted.filter((part) => !hasOnPage(page, part))).toEqual([]);
  expect(unwanted.filter((part) => hasOnPage(page, part))).toEqual([]);
  if (!lint) return;
  const lines = indexLines(text);
  const found = lintRule(text).filter(({ code }) => code.startsWith('guide'));
  if (lint.length === 0) expect(found.map(({ message }) => message)).toEqual([]);
  const before = text.slice(0, text.indexOf('note = ')).split('\n').length - 1;
  for (const { code_like: start, line } of lint) {
    const covers = found.some(
      ({ code, span }) =>
        code.startsWith(start) &&
        lines.positionAt(span.start).line <= before + line &&
        before + line <= lines.positionAt(span.end).line,
    );
    expect(covers, `${start} in line ${line}: ${found.map(({ message }) => message).join(' ')}`).toBe(true);
  }
});
