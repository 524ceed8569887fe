import { symlinkSync } from 'node:fs';
import { afterEach, expect, it } from 'vitest';
import { createWorkspace, type TestWorkspace } from '../../../test/helpers/workspace.js';
import { isTomlFile } from '../files/file-names.js';
import { discover } from './discover.js';

let workspace: TestWorkspace | undefined;
afterEach(() => workspace?.remove());

/** Checks which files are found in the folders of a workspace, by their path below it. */
function checkFound(args: readonly string[], expected: readonly string[]): void {
  const { folder } = workspace!;
  const { files, unreadable } = discover(
    args.map((one) => `${folder}/${one}`),
    isTomlFile,
    { message: () => {} },
  );
  expect(unreadable).toEqual([]);
  expect(files.map(({ path }) => path.slice(folder.length + 1))).toEqual(expected);
}

it('finds rules whatever the letter case of their ending', () => {
  workspace = createWorkspace({ 'a.toml': '', 'b.TOML': '', 'c.Toml': '', 'd.toml.txt': '' });
  checkFound([''], ['a.toml', 'b.TOML', 'c.Toml']);
});

it('finds each file once, by its first path', () => {
  workspace = createWorkspace({ 'rules/a.toml': '', 'rules/deep/b.toml': '' });
  symlinkSync(`${workspace.folder}/rules`, `${workspace.folder}/linked`, 'junction');
  checkFound(['rules/deep', 'linked', 'rules', 'rules/a.toml'], ['rules/deep/b.toml', 'linked/a.toml']);
});

it.runIf(process.platform !== 'win32')('keeps backslashes in names', () => {
  workspace = createWorkspace({ 'a\\b.toml': '', 'c\\d/e.toml': '' });
  checkFound(['a\\b.toml', 'c\\d'], ['a\\b.toml', 'c\\d/e.toml']);
});
