import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect } from 'vitest';
import { builtProgram } from '../helpers/built-program.js';
import { root } from '../helpers/shared.js';

/** The result of a run of the command line. */
export interface CliResult {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface CliOptions {
  /** The current folder; by default the root of the checkout. */
  readonly cwd?: string;
  /** Standard input. */
  readonly input?: string | Uint8Array;
  readonly env?: Readonly<Record<string, string>>;
  /** Runs as this user, for tests of what root may do and others may not. */
  readonly uid?: number;
}

let cache: string | undefined;

/** Returns a folder for what is kept between runs, so that nothing is written to the user's own. */
function cacheFolder(): string {
  if (cache === undefined) {
    const folder = mkdtempSync(join(tmpdir(), 'rulewright-cache-'));
    process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
    cache = folder;
  }
  return cache;
}

/** Runs `rulewright` with these arguments as a process. */
export function runCli(args: readonly string[], options: CliOptions = {}): Promise<CliResult> {
  const { PATH, SystemRoot, TZ } = process.env;
  const env = {
    PATH,
    SystemRoot,
    ...(TZ === undefined ? {} : { TZ }),
    XDG_CACHE_HOME: cacheFolder(),
    ...options.env,
  };
  const user = options.uid === undefined ? {} : { uid: options.uid };
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      [builtProgram(), ...args],
      { cwd: options.cwd ?? root, env, maxBuffer: 64 * 1024 * 1024, timeout: 20_000, ...user },
      (error, stdout, stderr) => {
        const code = error ? (typeof error.code === 'number' ? error.code : -1) : 0;
        resolve({ code, stdout, stderr });
      },
    );
    // A command that does not read its input may have exited before the write.
    child.stdin?.on('error', () => {});
    child.stdin?.end(options.input ?? '');
  });
}

/** Runs a command whose standard output is JSON, and checks its exit code. */
export async function runJson<Report>(
  args: readonly string[],
  code: number,
  options: CliOptions = {},
): Promise<Report> {
  const result = await runCli([...args, '--format', 'json'], options);
  expect({ code: result.code, stderr: result.stderr }).toMatchObject({ code });
  return JSON.parse(result.stdout) as Report;
}

export interface GoldenOptions extends CliOptions {
  /** Number of lines of standard output to compare; all by default. */
  readonly firstLines?: number;
}

const goldenFolder = join(root, 'test/cli/golden');

/**
 * Compares a run with `golden/<name>.txt`: the command, its exit code and both outputs. `UPDATE_GOLDEN=1`
 * writes the files instead; read the difference before you commit it.
 */
export async function checkGolden(
  name: string,
  args: readonly string[],
  { firstLines, ...options }: GoldenOptions = {},
): Promise<void> {
  const { code, stdout: written, stderr } = await runCli(args, options);
  const stdout =
    firstLines === undefined ? written : `${written.split('\n').slice(0, firstLines).join('\n')}\n…\n`;
  const command = ['rulewright', ...args.map((arg) => (/[\s*]/.test(arg) ? `'${arg}'` : arg))].join(' ');
  const text =
    `$ ${command}\n${stdout}` + `${stderr === '' ? '' : `--- stderr\n${stderr}`}--- exit code ${code}\n`;
  const path = join(goldenFolder, `${name}.txt`);
  if (process.env.UPDATE_GOLDEN) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
  if (!existsSync(path)) throw new Error(`test/cli/golden/${name}.txt is missing: run with UPDATE_GOLDEN=1`);
  expect(text).toBe(readFileSync(path, 'utf8').replaceAll('\r\n', '\n'));
}
