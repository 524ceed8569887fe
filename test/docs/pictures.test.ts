import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { root } from '../helpers/shared.js';

/** Pictures made by hand. */
const drawn = ['icon.png', 'icon.svg'];

test('every picture of the documentation is a scene of `npm run screenshots`, and is shown', async () => {
  const { pictures } = (await import(join(root, 'test/editor/pictures.mjs'))) as {
    pictures: Readonly<Record<string, string>>;
  };
  const present = readdirSync(join(root, 'docs/images')).filter((name) => !drawn.includes(name));
  expect(present.sort()).toEqual(Object.keys(pictures).sort());
  const scenes = ['screenshots.mjs', 'browser-pictures.mjs']
    .map((file) => readFileSync(join(root, 'test/editor', file), 'utf8'))
    .join('\n');
  const pages = ['README.md', 'docs/vscode.md', 'docs/browser.md']
    .map((page) => readFileSync(join(root, page), 'utf8'))
    .join('\n');
  for (const [name, scene] of Object.entries(pictures)) {
    expect(scenes).toContain(`'${scene}'`);
    expect(pages).toContain(`images/${name}`);
  }
});
