import { existsSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { inflateRawSync } from 'node:zlib';
import { afterAll, describe, expect, test } from 'vitest';
import { type Clone, cloneCheckout, isCheckout } from '../helpers/clone.js';
import { root } from '../helpers/shared.js';

const path = '../../scripts/marketplace-page.mjs';
const { marketplaceSource, marketplaceText } = (await import(path)) as {
  readonly marketplaceSource: string;
  marketplaceText(root: string, source: string, address: string): string;
};

/** Returns the targets of the links and pictures in Markdown. */
const targets = (text: string): string[] =>
  [...text.matchAll(/\]\(([^)]+)\)/g)].map(([, target = '']) => target);
const pictures = (text: string): string[] =>
  [...text.matchAll(/!\[[^\]]*\]\(([^)]+)\)/g)].map(([, target = '']) => target);

describe('the page of the Marketplace', () => {
  const source = readFileSync(join(root, marketplaceSource), 'utf8');
  const packages = marketplaceText(root, marketplaceSource, '');

  test('is not about a clone', () => {
    expect(source).not.toMatch(/clone|npm run|node server/);
  });

  test('contains its pictures while the repository has no address', () => {
    expect(pictures(packages).length).toBeGreaterThan(2);
    expect(pictures(packages).length).toBe(pictures(source).length);
    for (const target of targets(packages))
      expect(target.slice(0, 40)).toMatch(/^(?:data:image\/png;base64,|https:)/);
    expect(packages).not.toContain('More:');
  });

  test('leads to the repository when it has an address', () => {
    const text = marketplaceText(root, marketplaceSource, 'https://example.org/rules');
    expect(targets(text).length).toBe(targets(source).length);
    for (const target of targets(text)) expect(target).toMatch(/^https:/);
    expect(pictures(text)[0]).toBe('https://example.org/rules/raw/main/docs/images/problem-and-lenses.png');
    expect(text).toContain('](https://example.org/rules/blob/main/docs/lints/README.md)');
  });
});

/** Returns the text of a file in a ZIP archive. */
function unzip(archive: Buffer, name: string): string {
  const end = archive.lastIndexOf('PK\u0005\u0006', undefined, 'latin1');
  let at = archive.readUInt32LE(end + 16);
  for (let left = archive.readUInt16LE(end + 10); left > 0; left--) {
    const [nameLength, extra, comment] = [28, 30, 32].map((offset) => archive.readUInt16LE(at + offset));
    if (archive.toString('utf8', at + 46, at + 46 + nameLength!) === name) {
      const size = archive.readUInt32LE(at + 20);
      const header = archive.readUInt32LE(at + 42);
      const start = header + 30 + archive.readUInt16LE(header + 26) + archive.readUInt16LE(header + 28);
      return inflateRawSync(archive.subarray(start, start + size)).toString('utf8');
    }
    at += 46 + nameLength! + extra! + comment!;
  }
  throw new Error(`${name} is not in the archive`);
}

const editorPackages = join(root, 'test/editor/node_modules');
const canPackage = isCheckout && existsSync(join(editorPackages, '@vscode/vsce'));

describe.runIf(canPackage)('npm run package (needs the packages of test/editor)', () => {
  let clone: Clone | undefined;
  afterAll(() => clone?.remove());

  test('makes an extension whose page works, without a warning', { timeout: 180_000 }, () => {
    clone = cloneCheckout();
    symlinkSync(editorPackages, join(clone.folder, 'test/editor/node_modules'), 'junction');
    const { status, output } = clone.run('scripts/package.mjs');
    expect(status, output).toBe(0);
    expect(output).not.toMatch(/warning/i);
    const name = readdirSync(clone.folder).find((one) => one.endsWith('.vsix'))!;
    const archive = readFileSync(join(clone.folder, name));
    const page = unzip(archive, 'extension/readme.md');
    expect(page).toMatch(/^# Rulewright/);
    expect(page).not.toContain('clone');
    for (const text of [page, unzip(archive, 'extension/changelog.md')]) {
      for (const target of targets(text))
        expect(target.slice(0, 40)).toMatch(/^(?:data:image\/png;base64,|https:)/);
    }
  });
});
