/**
 * Makes a fresh checkout usable: checks the Node.js version and installs the packages of the lock file if
 * they are missing or older than it. It uses only Node.js itself, so it runs before anything is installed.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));

const [major, minor] = process.versions.node.split('.').map(Number);

/** Exits with a message if Node.js is too old; installs packages if needed. */
export function setUpPackages() {
  if (major < 20 || (major === 20 && minor < 19)) {
    console.error(`Rulewright needs Node 20.19 or newer; this is ${process.versions.node}`);
    process.exit(2);
  }
  const installed = join(root, 'node_modules/.package-lock.json');
  const lock = join(root, 'package-lock.json');
  if (existsSync(installed) && statSync(installed).mtimeMs >= statSync(lock).mtimeMs) return;
  console.log('installing packages (npm ci)');
  run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error']);
}

/** Runs a program in the root folder and shows its output; exits with its code if it fails. */
export function run(program, args, options = {}) {
  const status = tryRun(program, args, options);
  if (status !== 0) process.exit(status);
}

/** Runs a program in the root folder, shows its output and returns its exit code. */
export function tryRun(program, args, options = {}) {
  const shell = process.platform === 'win32' && program === 'npm';
  const { status, error } = spawnSync(program, args, { cwd: root, stdio: 'inherit', shell, ...options });
  if (error) console.error(`${program}: ${error.message}`);
  return status ?? 1;
}
