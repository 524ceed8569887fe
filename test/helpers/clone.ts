import { execFileSync, spawnSync } from 'node:child_process';
import { appendFileSync, cpSync, existsSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from './shared.js';

/** Whether this is a checkout that can be cloned, rather than an unpacked archive. */
export const isCheckout = existsSync(join(root, '.git'));

/** A temporary clone of this checkout with its packages and its uncommitted scripts. */
export interface Clone {
  readonly folder: string;
  /** Runs `node script ...args` in the clone. */
  run(script: string, ...args: string[]): { readonly status: number | null; readonly output: string };
  git(...args: string[]): string;
  remove(): void;
}

/** Clones this checkout and commits its uncommitted scripts in the clone. */
export function cloneCheckout(): Clone {
  const folder = mkdtempSync(join(tmpdir(), 'rulewright-clone-'));
  const person = { NAME: 'Test', EMAIL: 'test@example.org' };
  const env = {
    ...process.env,
    NO_COLOR: '1',
    ...Object.fromEntries(
      Object.entries(person).flatMap(([key, value]) =>
        ['AUTHOR', 'COMMITTER'].map((role) => [`GIT_${role}_${key}`, value]),
      ),
    ),
  };
  const git = (...args: string[]): string =>
    execFileSync('git', args, { cwd: folder, env, encoding: 'utf8' }).trim();
  execFileSync('git', ['clone', '--quiet', '--no-tags', root, folder]);
  cpSync(join(root, 'scripts'), join(folder, 'scripts'), { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'), 'junction');
  // .gitignore excludes only folders, and this is a link.
  appendFileSync(join(folder, '.git/info/exclude'), 'node_modules\n');
  git('add', 'scripts');
  if (git('diff', '--cached', '--name-only') !== '') git('commit', '--quiet', '--message', 'Use scripts');
  return {
    folder,
    git,
    run: (script, ...args) => {
      const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...args], {
        cwd: folder,
        env,
        encoding: 'utf8',
      });
      return { status, output: `${stdout}${stderr}` };
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
