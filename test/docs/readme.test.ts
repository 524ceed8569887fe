import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { commands } from '../../server/src/cli/commands/commands.js';
import { checkQuery, evaluate } from '../../server/src/index.js';
import { lints } from '../../server/src/lint/registry.generated.js';
import { parseTestFile } from '../../server/src/testing/parse-test-file.js';
import { runCli } from '../cli/run-cli.js';
import { root } from '../helpers/shared.js';

/** The promises of the first pages are true: commands, scripts, output, numbers, examples. */
const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const pages = ['README.md', 'docs/marketplace.md', 'docs/command-line.md', 'docs/vscode.md'];
const { scripts, contributes } = JSON.parse(read('package.json')) as {
  readonly scripts: Readonly<Record<string, string>>;
  readonly contributes: { readonly commands: readonly { readonly title: string }[] };
};

/** Returns the code blocks in a language; an empty language means blocks without one. */
function blocks(page: string, language: string): string[] {
  return [...read(page).matchAll(/^```(\w*)\n([\s\S]*?)^```$/gm)]
    .filter(([, of]) => of === language)
    .map(([, , code = '']) => code);
}

describe.each(pages)('%s', (page) => {
  const text = read(page);

  test('names commands, options and npm scripts that exist', () => {
    const used = [...text.matchAll(/\brulewright ([a-z]+)\b([^\n`|]*)/g)];
    for (const [line, name, rest = ''] of used) {
      const command = commands.find((one) => one.name === name);
      expect(command, line).toBeDefined();
      for (const [, option = ''] of rest.matchAll(/ --([a-z-]+)/g)) {
        expect(Object.keys(command!.options), line).toContain(option);
      }
    }
    for (const [, script = ''] of text.matchAll(/\bnpm run ([a-z:]+)/g)) {
      expect(Object.keys(scripts)).toContain(script);
    }
  });

  test('has test files without problems', () => {
    for (const block of blocks(page, 'yaml')) expect(parseTestFile(block).problems).toEqual([]);
  });
});

test('the pages say how many checks there are', () => {
  for (const page of pages.slice(0, 2)) {
    const [, number] = /more than (\d+) \[checks\]/i.exec(read(page)) ?? [];
    expect(lints.length, page).toBeGreaterThan(Number(number));
    expect(lints.length - Number(number), page).toBeLessThan(50);
  }
});

test('the README shows a picture first and fits a minute', () => {
  const text = read('README.md');
  expect(text).toMatch(/^# Rulewright\n\n!\[/);
  expect(text.split(/\s+/).length).toBeLessThan(700);
});

test('the README shows what the command line prints', async () => {
  const shown = blocks('README.md', '').find((block) => block.startsWith('$ '))!;
  const [line = '', ...output] = shown.split('\n');
  const rule = 'rules/execution_container_management_binary_launched_inside_container.toml';
  const args = line.replace(/^\$ rulewright /, '').replace(/rules\/execution_container_….toml/, rule);
  const { stdout } = await runCli(args.split(' '));
  expect(output.join('\n')).toBe(stdout);
});

test('the page of the extension names commands that exist', () => {
  const titles = contributes.commands.map(({ title }) => title);
  for (const page of ['docs/marketplace.md', 'docs/vscode.md']) {
    const bold = [...read(page).matchAll(/\*\*(?:Rulewright: )?([A-Z][^*]*?)(?:\*\*|\.$)/g)];
    const named = bold.map(([, title = '']) => title).filter((title) => /…$|^(?:Show|Preview) /.test(title));
    expect(named.length, page).toBeGreaterThan(0);
    for (const title of named) expect(titles, page).toContain(title);
  }
});

test('the examples of the library are true', () => {
  const [, checked = '', evaluated = ''] = blocks('docs/library.md', 'js');
  const [call = '', result = ''] = checked.split('\n// ');
  const { ok, problems } = new Function('checkQuery', `return ${call}`)(checkQuery) as ReturnType<
    typeof checkQuery
  >;
  const [{ code, severity, start, end }] = problems as [(typeof problems)[number]];
  expect(result.trim()).toBe(
    `{ ok: ${ok}, problems: [{ code: '${code}', severity: '${severity}', message: '…', start: ${start}, end: ${end} }] }`,
  );
  const [run = '', matches = ''] = evaluated.split('\n// ');
  const answer = new Function('evaluate', `return ${run}`)(evaluate) as unknown;
  expect(answer).toEqual(new Function(`return ${matches}`)());
});
