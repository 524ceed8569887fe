/**
 * Replaces `node:fs/promises` in the bundles for browsers. Each call yields to other work, as reading a disk
 * does.
 */
import { readdirSync, readFileSync, type Stats, statSync } from './fs.js';
import { setImmediate } from './globals.js';
import { join } from './path.js';

const turn = (): Promise<void> => new Promise((done) => setImmediate(done));

interface Entry {
  readonly name: string;
  isFile(): boolean;
  isDirectory(): boolean;
}

/** Always with types: no caller needs only names. */
export async function readdir(folder: string): Promise<Entry[]> {
  await turn();
  return readdirSync(folder).map((name) => {
    const status = statSync(join(folder, name))!;
    return { name, isFile: () => status.isFile(), isDirectory: () => status.isDirectory() };
  });
}

export async function readFile(path: string, encoding?: 'utf8'): Promise<unknown> {
  await turn();
  return readFileSync(path, encoding);
}

export async function stat(path: string): Promise<Stats | undefined> {
  return statSync(path);
}
