import { symlinkSync } from 'node:fs';
import { afterEach, expect, it } from 'vitest';
import { createWorkspace, type TestWorkspace } from '../../../../test/helpers/workspace.js';
import { openCheckoutAt } from './read-checkout.js';

let workspace: TestWorkspace | undefined;
afterEach(() => workspace?.remove());

const lock = JSON.stringify({ id: { rule_name: 'Locked', type: 'eql', version: 1 } });

it.each([
  ['etc/lock.json', true],
  ['./etc/../etc/lock.json', true],
  ['..etc/lock.json', true],
  ['../outside/lock.json', false],
  ['linked/lock.json', false],
])('a lock at %s is read: %s', (path, isRead) => {
  workspace = createWorkspace({
    'rules/_config.yaml': `rule_dirs: [.]\nfiles: {version_lock: ${path}}\n`,
    'rules/etc/lock.json': lock,
    'rules/..etc/lock.json': lock,
    'outside/lock.json': lock,
  });
  const { folder } = workspace;
  symlinkSync(`${folder}/outside`, `${folder}/rules/linked`, 'junction');
  expect(openCheckoutAt(`${folder}/rules`).locked.size).toBe(isRead ? 1 : 0);
});
