/**
 * A simulated disk of another system, kept in a folder of this one. Bundles of the program use it instead of
 * Node.js's modules (`bundles.ts`). It finds files as that system does: Windows in any letter case and by
 * short names, macOS also in any normal form. Names stay as they were written.
 */
import childProcess from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import url from 'node:url';

const {
  SIMULATED_SYSTEM = '',
  SIMULATED_ROOT = '',
  SIMULATED_CWD = '',
  SIMULATED_GIT = '{}',
  SIMULATED_FORBIDDEN = '',
  SIMULATED_HELD = '0',
} = process.env;
const isWindows = SIMULATED_SYSTEM === 'windows';
const ignoresCase = SIMULATED_SYSTEM !== 'macos-case-sensitive';

export const paths = isWindows ? path.win32 : path.posix;
process.cwd = () => SIMULATED_CWD;

function folded(name: string): string {
  const normal = isWindows ? name : name.normalize('NFC');
  return ignoresCase ? normal.toLowerCase() : normal;
}

/** Returns whether a short name matches, such as `LONGNA~1` for `Long name with blanks`. */
function isShortFor(short: string, name: string): boolean {
  const start = /^(.{6})~1$/.exec(short)?.[1]?.toLowerCase();
  return isWindows && start !== undefined && name.replaceAll(' ', '').toLowerCase().startsWith(start);
}

function nameOnDisk(folder: string, name: string): string {
  if (fs.existsSync(path.join(folder, name))) return name;
  const names = fs.existsSync(folder) ? fs.readdirSync(folder) : [];
  return names.find((other) => folded(other) === folded(name) || isShortFor(name, other)) ?? name;
}

/** Maps `C:\a` to `C/a` in the root folder and `\\server\share\a` to `unc/server/share/a`. */
function toReal(simulated: string): string {
  const full = paths.resolve(simulated);
  if (SIMULATED_FORBIDDEN !== '' && folded(full).startsWith(SIMULATED_FORBIDDEN)) process.exit(99);
  const below = isWindows
    ? full
        .replace(/^\\\\\?\\/, '')
        .replace(/^\\\\/, 'unc\\')
        .replace(/^([a-z]):/i, (_, drive) => drive.toUpperCase())
    : full;
  return below
    .split(paths.sep)
    .filter((name) => name !== '')
    .reduce((folder, name) => path.join(folder, nameOnDisk(folder, name)), SIMULATED_ROOT);
}

function toSimulated(real: string): string {
  const below = path.relative(SIMULATED_ROOT, real).split(path.sep);
  if (!isWindows) return `/${below.join('/')}`;
  return below[0] === 'unc'
    ? `\\\\${below.slice(1).join('\\')}`
    : `${below[0]}:\\${below.slice(1).join('\\')}`;
}

type Read = (path: fs.PathLike | number, ...rest: never[]) => unknown;

/** Returns the same function for paths of the simulated disk; numbers are file descriptors. */
function onDisk<Call>(call: Call): Call {
  const translated = (file: unknown, ...rest: never[]): unknown => {
    try {
      return (call as Read)(typeof file === 'string' ? toReal(file) : (file as number), ...rest);
    } catch (error) {
      if (error instanceof Error) error.message = error.message.replaceAll(SIMULATED_ROOT, '');
      throw error;
    }
  };
  return translated as Call;
}

export const accessSync = onDisk(fs.accessSync);
export const chmodSync = onDisk(fs.chmodSync);
export const chownSync = onDisk(fs.chownSync);
export const createReadStream = onDisk(fs.createReadStream);
export const existsSync = onDisk(fs.existsSync);
export const mkdirSync = onDisk(fs.mkdirSync);
export const openSync = onDisk(fs.openSync);
export const readdirSync = onDisk(fs.readdirSync);
export const readFileSync = onDisk(fs.readFileSync);
export const readlinkSync = onDisk(fs.readlinkSync);
export const rmSync = onDisk(fs.rmSync);
export const statSync = onDisk(fs.statSync);
export const lstatSync = onDisk(fs.lstatSync);
export const unlinkSync = onDisk(fs.unlinkSync);
export const writeFileSync = onDisk(fs.writeFileSync);
let held = Number(SIMULATED_HELD);
/** Another program locks the file during the first renames. */
export function renameSync(from: string, to: string): void {
  if (held-- > 0) throw Object.assign(new Error('EBUSY: resource busy or locked'), { code: 'EBUSY' });
  fs.renameSync(toReal(from), toReal(to));
}
export function linkSync(from: string, to: string): void {
  fs.linkSync(toReal(from), toReal(to));
}
export const mkdtempSync = (prefix: string): string => fs.mkdtempSync(prefix);
export const { closeSync, constants, fstatSync, fsyncSync, ftruncateSync, readSync, writeSync } = fs;
export const readFile = onDisk(fs.promises.readFile);
export const readdir = onDisk(fs.promises.readdir);
export const stat = onDisk(fs.promises.stat);

/**
 * Node.js's JavaScript version follows links and keeps letters as typed; the native version returns the
 * disk's spelling.
 */
export const realpathSync = Object.assign(
  (file: string): string => {
    const spelled = realpathSync.native(file);
    return folded(spelled) === folded(paths.resolve(file)) ? paths.resolve(file) : spelled;
  },
  { native: (file: string): string => toSimulated(onDisk(fs.realpathSync.native)(file)) },
);

export const fileURLToPath = (uri: string): string => url.fileURLToPath(uri, { windows: isWindows });
export const pathToFileURL = (file: string): URL => url.pathToFileURL(file, { windows: isWindows });

/** Runs git on this system. SIMULATED_GIT maps names on the disk to the names that git knows. */
export function execFileSync(
  program: string,
  args: readonly string[],
  options: childProcess.ExecFileSyncOptions & { cwd: string },
): Buffer {
  const names = Object.entries(JSON.parse(SIMULATED_GIT) as Record<string, string>);
  const swap = (text: string, from: 0 | 1, to: 0 | 1): string =>
    names.reduce((swapped, pair) => swapped.replaceAll(pair[from], pair[to]), text);
  const output = childProcess.execFileSync(paths.basename(program, '.exe'), args, {
    ...options,
    cwd: toReal(options.cwd),
    env: { ...options.env, PATH: process.env.REAL_PATH },
    ...(options.input === undefined ? {} : { input: swap(String(options.input), 1, 0) }),
  });
  return args.includes('-z') ? Buffer.from(swap(String(output), 0, 1)) : Buffer.from(output);
}
