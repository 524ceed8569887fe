import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { CliResult } from '../cli/run-cli.js';
import { type LanguageClient, startLanguageClient } from '../helpers/language-client.js';
import { type Bundles, bundlesFor, type SystemName } from './bundles.js';

/** A simulated system with a project folder on its disk. */
export interface SimulatedSystem {
  readonly name: SystemName;
  /** The project folder as the system writes it. */
  readonly project: string;
  /** Returns the system's path of a file in the project folder, given with `/`. */
  path(file: string): string;
  /** Returns the real path of the same file, in the folder that holds the simulated disk. */
  real(file: string): string;
  write(file: string, text: string): void;
  link(from: string, to: string): void;
  cli(args: readonly string[], options?: SimulationOptions): CliResult;
  /** The same, while another program locks each new file for this many tries. */
  cliWhileHeld(args: readonly string[], tries: number): CliResult;
  /** Starts the language server; its client names the project folder by this URI. */
  server(folder: string): Promise<LanguageClient>;
  keys(paths: readonly string[]): readonly { readonly key: string; readonly uri: string }[];
  remove(): void;
}

interface SimulationOptions {
  /** File names as git knows them, by their names on the disk. */
  readonly gitNames?: Readonly<Record<string, string>>;
  /** A path prefix in lower case: looking for such a path ends the program with exit code 99. */
  readonly forbidden?: string;
}

/** Starts a system. `project` is the path of the project folder. */
export async function simulate(
  name: SystemName,
  project: string,
  files: Readonly<Record<string, string>>,
): Promise<SimulatedSystem> {
  const bundles: Bundles = await bundlesFor(name);
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'rulewright-disk-')));
  const isWindows = name === 'windows';
  const folder = join(
    root,
    project
      .replace(/^\\\\/, 'unc/')
      .replace(/^(\w):/, '$1')
      .replaceAll('\\', '/'),
  );
  const real = (file: string): string => join(folder, file);
  const write = (file: string, text: string): void => {
    mkdirSync(dirname(real(file)), { recursive: true });
    writeFileSync(real(file), text);
  };
  for (const [file, text] of Object.entries(files)) write(file, text);
  const programs = isWindows ? ['C:\\Git', 'C/Git/git.exe'] : ['/bin', 'bin/git'];
  mkdirSync(dirname(join(root, programs[1]!)), { recursive: true });
  writeFileSync(join(root, programs[1]!), '');
  chmodSync(join(root, programs[1]!), 0o755);
  const env = {
    PATH: programs[0]!,
    REAL_PATH: process.env.PATH ?? '',
    SIMULATED_SYSTEM: name,
    SIMULATED_ROOT: root,
    SIMULATED_CWD: project,
  };
  const run = (
    program: string,
    args: readonly string[],
    more: Readonly<Record<string, string>> = {},
  ): CliResult => {
    try {
      const stdout = execFileSync(process.execPath, [program, ...args], {
        env: { ...env, ...more },
        encoding: 'utf8',
        stdio: 'pipe',
      });
      return { code: 0, stdout, stderr: '' };
    } catch (error) {
      const { status, stdout, stderr } = error as { status: number; stdout: string; stderr: string };
      return { code: status, stdout, stderr };
    }
  };
  return {
    name,
    project,
    path: (file) => (isWindows ? `${project}\\${file.replaceAll('/', '\\')}` : `${project}/${file}`),
    real,
    write,
    link: (from, to) => symlinkSync(real(to), real(from)),
    cli: (args, { gitNames = {}, forbidden = '' } = {}) =>
      run(bundles.cli, args, {
        SIMULATED_GIT: JSON.stringify(gitNames),
        SIMULATED_FORBIDDEN: forbidden,
      }),
    cliWhileHeld: (args, tries) => run(bundles.cli, args, { SIMULATED_HELD: String(tries) }),
    async server(uri) {
      const client = startLanguageClient([bundles.server, '--stdio'], env);
      await client.request('initialize', {
        processId: null,
        rootUri: null,
        capabilities: { textDocument: { diagnostic: {} } },
        workspaceFolders: [{ uri, name: 'project' }],
      });
      client.notify('initialized', {});
      return client;
    },
    keys: (paths) => JSON.parse(run(bundles.paths, paths).stdout),
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
}
