/**
 * Replaces `node:fs` in the bundles for browsers: the functions that the server uses, for the files in
 * memory. Nothing can be written. A missing file fails with `ENOENT`, as on a disk.
 */
import { memoryFiles } from '../memory-files.js';
import { Buffer } from './globals.js';
import { resolve } from './path.js';

export interface Stats {
  readonly size: number;
  readonly mtimeMs: number;
  isFile(): boolean;
  isDirectory(): boolean;
  isSymbolicLink(): boolean;
}

function statusOf(path: string): Stats | undefined {
  const full = resolve(path);
  const file = memoryFiles.get(full);
  if (!file && !memoryFiles.isFolder(full)) return undefined;
  return {
    size: file?.bytes.length ?? 0,
    mtimeMs: file?.version ?? 0,
    isFile: () => file !== undefined,
    isDirectory: () => file === undefined,
    isSymbolicLink: () => false,
  };
}

function missing(call: string, path: string): Error {
  return Object.assign(new Error(`ENOENT: no such file or directory, ${call} '${path}'`), { code: 'ENOENT' });
}

export function existsSync(path: string): boolean {
  return statusOf(path) !== undefined;
}

export function statSync(path: string, options?: { readonly throwIfNoEntry?: boolean }): Stats | undefined {
  const status = statusOf(path);
  if (!status && options?.throwIfNoEntry !== false) throw missing('stat', path);
  return status;
}

/** There are no links. */
export function lstatSync(path: string): Stats | undefined {
  return statSync(path);
}

export function realpathSync(path: string): string {
  if (!existsSync(path)) throw missing('realpath', path);
  return resolve(path);
}
realpathSync.native = realpathSync;

export function readdirSync(path: string): string[] {
  const names = memoryFiles.names(resolve(path));
  if (!names) throw missing('scandir', path);
  return [...names];
}

export function readFileSync(path: string, encoding?: 'utf8'): Buffer | string {
  const file = memoryFiles.get(resolve(path));
  if (!file) throw missing('open', path);
  return encoding === undefined
    ? bufferOf(file.bytes)
    : new TextDecoder('utf-8', { ignoreBOM: true }).decode(file.bytes);
}

function bufferOf(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

interface OpenFile {
  readonly bytes: Uint8Array;
  position: number;
}

const open = new Map<number, OpenFile>();
let lastNumber = 2;

export function openSync(path: string): number {
  const file = memoryFiles.get(resolve(path));
  if (!file) throw missing('open', path);
  open.set(++lastNumber, { bytes: file.bytes, position: 0 });
  return lastNumber;
}

export function closeSync(file: number): void {
  open.delete(file);
}

export function fstatSync(file: number): { readonly size: number } {
  return { size: open.get(file)!.bytes.length };
}

export function readSync(
  file: number,
  into: Uint8Array,
  offset: number,
  length: number,
  position: number | null,
): number {
  const source = open.get(file)!;
  const start = position ?? source.position;
  const piece = source.bytes.subarray(start, start + length);
  into.set(piece, offset);
  if (position === null) source.position += piece.length;
  return piece.length;
}
