import { closeSync, createReadStream, fstatSync, openSync, readFileSync, readSync } from 'node:fs';
import { addAbortSignal, type Readable } from 'node:stream';
import { decodeEvents } from './decode-events.js';
import type { EventSink } from './event-sink.js';
import {
  type Compression,
  CompressionError,
  compressionOfFile,
  decompressed,
  decompressSync,
} from './read-compressed.js';

const chunkBytes = 1024 * 1024;
/** Smaller files are read line by line without the filter, so every error in them is noticed. */
const smallFileBytes = 8 * 1024 * 1024;

/** The number of chunks to read before other work, such as a stop signal, gets its turn. */
const chunksPerTurn = 8;

/**
 * Reads an events file piece by piece into the sink. The sink's filter is only used for large files. Throws
 * file system errors.
 */
export function readEventFile(path: string, sink: EventSink): void {
  const compression = compressionOfFile(path);
  if (compression) {
    readCompressed(path, compression, sink);
    return;
  }
  const source = openSource(path, sink);
  while (source.readChunk());
}

/**
 * Like `readEventFile`, but yields to other work in between. Ends early, without an error, as soon as
 * `stopped` returns true for the number of bytes read so far.
 */
export async function readEventFileInTurns(
  path: string,
  sink: EventSink,
  stopped: (bytes: number) => boolean,
): Promise<void> {
  if (compressionOfFile(path)) {
    await readCompressedInTurns(path, sink, stopped);
    return;
  }
  const source = openSource(path, sink);
  for (let chunks = 1; source.readChunk(); chunks++) {
    if (chunks % chunksPerTurn === 0) await new Promise((resolve) => setImmediate(resolve));
    if (stopped(chunks * chunkBytes)) {
      source.close();
      return;
    }
  }
}

/** Opens a file to read one chunk at a time. The file is closed at its end and on an error. */
function openSource(path: string, sink: EventSink): { readChunk(): boolean; close(): void } {
  const chunk = Buffer.allocUnsafe(chunkBytes);
  const file = openSync(path, 'r');
  const close = (): void => closeSync(file);
  let decoder: ReturnType<typeof decodeEvents> | undefined;
  return {
    close,
    readChunk() {
      try {
        decoder ??= decodeEvents(
          fstatSync(file).size < smallFileBytes ? { ...sink, filter: undefined } : sink,
        );
        const length = readSync(file, chunk, 0, chunkBytes, null);
        if (length > 0) {
          decoder.write(chunk.subarray(0, length));
          return true;
        }
      } catch (error) {
        close();
        throw error;
      }
      close();
      decoder.end();
      return false;
    },
  };
}

/**
 * Reads events from a stream such as standard input. Ends early, without an error, if the signal is aborted.
 */
export async function readEventStream(stream: Readable, sink: EventSink, signal: AbortSignal): Promise<void> {
  const decoder = decodeEvents(sink);
  addAbortSignal(signal, stream);
  try {
    for await (const chunk of decompressed(stream)) decoder.write(chunk);
  } catch (error) {
    if (signal.aborted) return;
    if (!(error instanceof CompressionError)) throw error;
    sink.problem({ message: error.message });
    return;
  }
  decoder.end();
}

function readCompressed(path: string, compression: Compression, sink: EventSink): void {
  const decoder = decodeEvents({ ...sink, filter: undefined });
  try {
    decoder.write(decompressSync(readFileSync(path), compression));
  } catch (error) {
    if (!(error instanceof CompressionError)) throw error;
    sink.problem({ message: error.message });
    return;
  }
  decoder.end();
}

async function readCompressedInTurns(
  path: string,
  sink: EventSink,
  stopped: (bytes: number) => boolean,
): Promise<void> {
  const controller = new AbortController();
  const source = createReadStream(path);
  let bytes = 0;
  source.on('data', (chunk) => {
    bytes += chunk.length;
    if (stopped(bytes)) controller.abort();
  });
  await readEventStream(source.pause(), sink, controller.signal);
}
