import { closeSync, openSync, readSync } from 'node:fs';
import { pipeline, Readable, type Transform } from 'node:stream';
import zlib from 'node:zlib';

/** The compression of a file, by its first bytes. */
export type Compression = 'gzip' | 'zstd';

const signatures: readonly (readonly [Compression, readonly number[]])[] = [
  ['gzip', [0x1f, 0x8b]],
  ['zstd', [0x28, 0xb5, 0x2f, 0xfd]],
];

/** Returns how bytes are compressed, or undefined if they are not. */
export function compressionOf(start: Uint8Array): Compression | undefined {
  return signatures.find(([, bytes]) => bytes.every((byte, index) => start[index] === byte))?.[0];
}

/** Returns how a file is compressed, or undefined if it is not. Throws file system errors. */
export function compressionOfFile(path: string): Compression | undefined {
  const start = Buffer.alloc(4);
  const file = openSync(path, 'r');
  try {
    readSync(file, start, 0, start.length, 0);
  } finally {
    closeSync(file);
  }
  return compressionOf(start);
}

/** Thrown when compressed bytes cannot be read. The message is for users. */
export class CompressionError extends Error {}

/** Node.js supports Zstandard since 22.15. */
const { createZstdDecompress } = zlib as { readonly createZstdDecompress?: () => Transform };

function createDecompressor(compression: Compression): Transform {
  if (compression === 'gzip') return zlib.createGunzip();
  if (createZstdDecompress) return createZstdDecompress();
  throw new CompressionError(
    'the file is compressed with Zstandard, which this version of Node.js cannot read; decompress it with "zstd -d"',
  );
}

/**
 * Reads a stream in pieces, and decompresses it if needed. Throws a {@link CompressionError}, and the
 * stream's errors.
 */
export async function* decompressed(stream: Readable): AsyncIterable<Buffer> {
  const pieces = stream[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  const first = await pieces.next();
  if (first.done) return;
  const all = async function* (): AsyncIterable<Buffer> {
    yield first.value;
    for (let next = await pieces.next(); !next.done; next = await pieces.next()) yield next.value;
  };
  const compression = compressionOf(first.value);
  if (!compression) {
    yield* all();
    return;
  }
  const decompressor = createDecompressor(compression);
  pipeline(Readable.from(all()), decompressor, () => {});
  try {
    yield* decompressor as AsyncIterable<Buffer>;
  } catch (error) {
    throw isCompressionFault(error) ? broken(error) : error;
  }
}

/** More bytes than this are not a test: a small file can expand to a lot. */
const mostBytes = 256 * 1024 * 1024;

/** Decompresses bytes. Throws a {@link CompressionError} if they are damaged. */
export function decompressSync(bytes: Buffer, compression: Compression): Buffer {
  if (compression !== 'gzip')
    throw new CompressionError('the file is compressed with Zstandard; only gzip is supported here');
  try {
    return zlib.gunzipSync(bytes, { maxOutputLength: mostBytes });
  } catch (error) {
    throw broken(error as Error);
  }
}

function isCompressionFault(error: unknown): error is Error {
  return error instanceof Error && 'code' in error && /^(?:Z_|ZSTD_)/.test(String(error.code));
}

function broken({ message }: Error): CompressionError {
  return new CompressionError(`the file is compressed, and cannot be decompressed: ${message}`);
}
