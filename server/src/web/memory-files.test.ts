import { expect, test } from 'vitest';
import { createMemoryFiles, type MemoryFiles } from './memory-files.js';

/**
 * Checks the files and folders below the root, sorted by name, after steps of the form `+ path` and `- path`.
 */
function checkFiles(name: string, steps: string, tree: string) {
  test(name, () => {
    const files = createMemoryFiles();
    for (const step of steps.trim().split(/\s*\n\s*/)) {
      if (step.startsWith('+ ')) files.write(step.slice(2), new Uint8Array());
      else files.remove(step.slice(2));
    }
    expect(treeOf(files, '/')).toBe(tree);
  });
}

function treeOf(files: MemoryFiles, folder: string): string {
  return [...files.names(folder)!]
    .sort()
    .map((name) => {
      const path = folder === '/' ? `/${name}` : `${folder}/${name}`;
      expect(files.isFolder(path)).toBe(files.get(path) === undefined);
      return files.isFolder(path) ? `${name}(${treeOf(files, path)})` : name;
    })
    .join(' ');
}

checkFiles('folders come with their files', '+ /a/b/c\n+ /a/d', 'a(b(c) d)');
checkFiles('folders go with their last file', '+ /a/b/c\n+ /a/d\n- /a/b/c', 'a(d)');
checkFiles('a folder goes with all that is in it', '+ /a/b/c\n+ /a/b/d/e\n+ /f\n- /a/b', 'f');
checkFiles('what is not there is not removed', '+ /a/b\n- /a/c\n- /x/y', 'a(b)');
checkFiles('a folder becomes a file', '+ /a/b\n+ /a', 'a');
checkFiles('a file becomes a folder', '+ /a\n+ /a/b/c', 'a(b(c))');
checkFiles('the root stays', '+ /a\n- /', '');

test('each content has another version', () => {
  const files = createMemoryFiles();
  files.write('/a', Uint8Array.of(1));
  const { version } = files.get('/a')!;
  files.write('/a', Uint8Array.of(2));
  expect(files.get('/a')).toEqual({ bytes: Uint8Array.of(2), version: expect.any(Number) });
  expect(files.get('/a')!.version).not.toBe(version);
});
