import { execFileSync } from 'node:child_process';
import { chmodSync, cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { root } from './shared.js';

let program: string | undefined;

/**
 * The command line, built once from the sources as they are, away from what `npm run build` makes: tests of an old build
 * say nothing. `RULEWRIGHT_CLI` names one that is built already.
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

/** The language server of the same build. */
export function builtServer(): string {
  return join(dirname(builtProgram()), 'server.cjs');
}
