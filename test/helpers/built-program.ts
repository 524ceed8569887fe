import { execFileSync } from 'node:child_process';
import { chmodSync, cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { root } from './shared.js';

let program: string | undefined;

/**
 * Returns the path of the command line, built once from the current sources, not that of `npm run build`:
 * tests of an outdated build prove nothing. `RULEWRIGHT_CLI` names an existing build.
 */
export function builtProgram(): string {
  program ??= process.env.RULEWRIGHT_CLI;
  if (program === undefined) {
    const folder = mkdtempSync(join(tmpdir(), 'rulewright-built-'));
    chmodSync(folder, 0o755);
    process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
    execFileSync(process.execPath, ['scripts/build.mjs', '--into', folder], { cwd: root, stdio: 'inherit' });
    // Diagnostics link to the pages that are installed with the server.
    cpSync(join(root, 'docs/lints'), join(folder, 'docs/lints'), { recursive: true });
    program = join(folder, 'server/dist/cli.js');
  }
  return program;
}

/** Returns the path of the same build's language server. */
export function builtServer(): string {
  return join(dirname(builtProgram()), 'server.cjs');
}
