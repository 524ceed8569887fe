import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type BuildOptions, build } from 'esbuild';
import { expect, test } from 'vitest';
import { root } from '../helpers/shared.js';

const path = '../../scripts/web-bundles.mjs';
const { replacedModules, webBundles } = (await import(path)) as {
  webBundles(root: string): BuildOptions[];
  replacedModules(): string[];
};
const [server, client] = webBundles(root) as [BuildOptions, BuildOptions];

/** Returns esbuild's description of an entry's bundle, built in memory. */
async function describeBundle({ entryPoints: _file, ...options }: BuildOptions, contents: string) {
  const stdin = { contents, resolveDir: root };
  const { metafile, warnings } = await build({ ...options, stdin, write: false, logLevel: 'silent' });
  const imports = Object.values(metafile!.outputs).flatMap((output) => output.imports);
  const outside = imports.filter(({ external }) => external).map(({ path }) => path);
  return { files: Object.keys(metafile!.inputs), outside: [...new Set(outside)], warnings };
}

test('the server in a browser imports nothing from outside, and contains no code that contacts a stack or starts a program', async () => {
  const { files, outside, warnings } = await describeBundle(server, `import './server/src/web/main.js'`);
  expect({ outside, warnings }).toEqual({ outside: [], warnings: [] });
  expect(files).toContain('server/src/web/instead/stack.ts');
  const unwanted = /stack\/network\/|files\/git\.ts$|find-program|run-on-stack|\/undici\//;
  expect(files.filter((file) => unwanted.test(file))).toEqual([]);
}, 60_000);

test('the client in a browser imports only the editor from outside', async () => {
  const { outside, warnings } = await describeBundle(client, `import './client/src/web/extension.js'`);
  expect({ outside, warnings }).toEqual({ outside: ['vscode'], warnings: [] });
}, 60_000);

test.each(['node:child_process', 'node:os', 'os', 'child_process', 'node:net', 'worker_threads'])(
  'an import of %s cannot be built',
  async (module) => {
    for (const options of [server, client])
      await expect(describeBundle(options, `import '${module}'`)).rejects.toThrow(module);
  },
);

test('each module that is replaced exists', () => {
  expect(replacedModules().filter((file) => !existsSync(join(root, 'server/src', file)))).toEqual([]);
});

test('commands that need a stack or Git are hidden in a browser', () => {
  const { contributes } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const shown = contributes.menus.commandPalette as { readonly command: string; readonly when: string }[];
  const needy = contributes.commands
    .map(({ command }: { readonly command: string }) => command)
    .filter(
      (command: string) => /Stack|Kibana|Differences|Changes|Key$/.test(command) && !/paste/.test(command),
    );
  expect(needy.length).toBe(8);
  for (const command of needy)
    expect(shown.find((one) => one.command === command)?.when).toContain('!rulewright.inBrowser');
});
