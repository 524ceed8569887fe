/** Starts a headless VS Code: code-server's server process, and Chromium pages that show its workbench. */
import { spawn, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { editorFolder, rootFolder } from './setup.mjs';

/** Auto save would change the workspace; a welcome page or an update check would only disturb. */
const userSettings = {
  'files.autoSave': 'off',
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'chat.disableAIFeatures': true,
  'git.enabled': false,
  'testing.automaticallyOpenPeekView': 'never',
};

const stoppers = new Set();
function stopAll() {
  for (const stop of stoppers) stop();
}
process.on('exit', stopAll);
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => process.exit(130));
process.stdout.on('error', () => process.exit(1));
process.on('uncaughtException', (error) => {
  console.error(error);
  process.exit(1);
});

/** Makes the workspace a repository, if git is installed: rules are compared with their last commit. */
function commit(workspace) {
  const settings = [
    '-c',
    'user.name=Test',
    '-c',
    'user.email=test@example.org',
    '-c',
    'commit.gpgsign=false',
  ];
  for (const args of [
    ['init', '-q'],
    ['add', '.'],
    ['commit', '-q', '-m', 'Rules'],
  ])
    spawnSync('git', [...settings, ...args], { cwd: workspace, stdio: 'ignore' });
}

/**
 * Starts the server with a copy of the sample workspace. `port` is 0 for any free port; `prepare` gets the
 * folders for data and extensions before the start; with `asksForTrust`, no workspace is trusted. The server
 * and its child processes end with `stop`, and always with this process.
 */
export async function startWorkbench(
  { node, server },
  { port = 0, settings = {}, prepare, asksForTrust = false } = {},
) {
  const scratch = realpathSync(mkdtempSync(path.join(tmpdir(), 'rulewright-editor-')));
  const workspace = path.join(scratch, 'workspace');
  cpSync(path.join(editorFolder, 'workspace'), workspace, { recursive: true });
  commit(workspace);
  const data = path.join(scratch, 'data');
  const extensions = path.join(scratch, 'extensions');
  const userFolder = path.join(data, 'data/User');
  mkdirSync(userFolder, { recursive: true });
  writeFileSync(
    path.join(userFolder, 'settings.json'),
    JSON.stringify({ ...userSettings, ...settings }, null, 2),
  );

  prepare?.({ data, extensions });
  const child = spawn(
    node,
    [
      server,
      ...['--host', '127.0.0.1', '--port', String(port), '--without-connection-token'],
      ...['--accept-server-license-terms', '--telemetry-level', 'off'],
      ...(asksForTrust ? [] : ['--disable-workspace-trust']),
      ...[
        '--server-data-dir',
        path.join(scratch, 'data'),
        '--extensions-dir',
        path.join(scratch, 'extensions'),
      ],
      '--enable-smoke-test-driver',
    ],
    {
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, EXTENSIONS_GALLERY: '{"serviceUrl":""}' },
    },
  );
  const stop = () => {
    stoppers.delete(stop);
    try {
      process.kill(-child.pid, 'SIGKILL');
    } catch (error) {
      if (error.code !== 'ESRCH') throw error;
    }
    rmSync(scratch, { recursive: true, force: true, maxRetries: 3, retryDelay: 100 });
  };
  stoppers.add(stop);
  return { port: await listeningPort(child), workspace, scratch, stop };
}

function listeningPort(child) {
  return new Promise((resolve, reject) => {
    let said = '';
    const read = (chunk) => {
      said += chunk;
      const match = /Extension host agent listening on (\d+)/.exec(said);
      if (match) resolve(Number(match[1]));
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.on('error', reject);
    child.on('exit', (code) => reject(new Error(`code-server ended with ${code}:\n${said}`)));
  });
}

/** Returns the address of the workbench with its installed extensions. */
export function workspaceUrl({ port, workspace }) {
  return `http://127.0.0.1:${port}/?folder=${encodeURIComponent(workspace)}`;
}

/**
 * Returns the address of the workbench with the extension of this checkout, or in a folder; `payload` has
 * further entries. `workspace` is a path or a URI.
 */
export function workbenchUrl({ port, workspace }, payload = [], extension = rootFolder) {
  const entries = [
    ['extensionDevelopmentPath', remoteUri(port, extension)],
    ['enableProposedApi', ''],
    ['skipWelcome', 'true'],
    ...payload,
  ];
  return `http://127.0.0.1:${port}/?folder=${encodeURIComponent(workspace)}&payload=${encodeURIComponent(JSON.stringify(entries))}`;
}

export function remoteUri(port, file) {
  return `vscode-remote://127.0.0.1:${port}${file}`;
}

/** Starts a headless Chromium. */
export async function launchBrowser(chromium) {
  const playwright = await import('playwright-core');
  return playwright.chromium.launch({
    executablePath: chromium,
    args: [
      ...['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-sync'],
      ...['--disable-background-networking', '--disable-component-update'],
    ],
  });
}
