import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { root } from '../helpers/shared.js';

/** Pictures made by hand. */
const drawn = ['icon.png', 'icon.svg'];

test('every picture of the documentation is a scene of `npm run screenshots`, and is shown', async () => {
  const { pictures, themes } = (await import(join(root, 'test/editor/pictures.mjs'))) as {
    pictures: Readonly<Record<string, string>>;
    themes: Readonly<Record<string, string>>;
  };
  const present = readdirSync(join(root, 'docs/images')).filter((name) => !drawn.includes(name));
  expect(present.sort()).toEqual(Object.keys(pictures).sort());
  const scenes = ['screenshots.mjs', 'browser-pictures.mjs']
    .map((file) => readFileSync(join(root, 'test/editor', file), 'utf8'))
    .join('\n');
  const themeSteps = readFileSync(join(root, 'test/editor/theme-pictures.mjs'), 'utf8');
  const themeScenes = [...themeSteps.matchAll(/^ {2}async (\w+)\(/gm)].flatMap(([, step]) =>
    Object.keys(themes).map((theme) => `${theme}-${step}`),
  );
  const pages = ['README.md', 'docs/vscode.md', 'docs/browser.md']
    .map((page) => readFileSync(join(root, page), 'utf8'))
    .join('\n');
  for (const [name, scene] of Object.entries(pictures)) {
    expect(themeScenes.includes(scene) || scenes.includes(`'${scene}'`), scene).toBe(true);
    expect(pages).toContain(`images/${name}`);
  }
});
