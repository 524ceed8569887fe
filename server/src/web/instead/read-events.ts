/**
 * Replaces `evaluate/events/read-events.ts` in the bundles for browsers: files are in memory, and there are
 * no streams.
 */
import { readFileSync } from 'node:fs';
import { decodeEvents } from '../../evaluate/events/decode-events.js';
import type { EventSink } from '../../evaluate/events/event-sink.js';
import { setImmediate } from '../node/globals.js';
import { gunzipSync } from '../node/zlib.js';

const pieceBytes = 1024 * 1024;
/** A small file can contain much data after decompression. */
const mostBytes = 256 * 1024 * 1024;

/** Reads an event file into the sink. Throws file system errors. */
export function readEventFile(path: string, sink: EventSink): void {
  const bytes = unpacked(readFileSync(path), sink);
  if (!bytes) return;
  const decoder = decodeEvents({ ...sink, filter: undefined });
  decoder.write(bytes);
  decoder.end();
}

/**
 * Does the same, with turns for other work in between. Stops early, without an error, when `stopped`, which
 * receives the number of bytes read, returns true.
 */
export async function readEventFileInTurns(
  path: string,
  sink: EventSink,
  stopped: (bytes: number) => boolean,
): Promise<void> {
  const bytes = unpacked(readFileSync(path), sink);
  if (!bytes) return;
  const decoder = decodeEvents({ ...sink, filter: undefined });
  for (let start = 0; start < bytes.length; start += pieceBytes) {
    decoder.write(bytes.subarray(start, start + pieceBytes));
    await new Promise<void>((done) => setImmediate(done));
    if (stopped(start + pieceBytes)) return;
  }
  decoder.end();
}

function unpacked(bytes: Buffer, sink: EventSink): Buffer | undefined {
  if (bytes[0] === 0x28 && bytes[1] === 0xb5 && bytes[2] === 0x2f && bytes[3] === 0xfd) {
    sink.problem({
      message:
        'the file is compressed with Zstandard, which browsers cannot read; decompress it with "zstd -d"',
    });
    return undefined;
  }
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  try {
    return gunzipSync(bytes, { maxOutputLength: mostBytes });
  } catch (error) {
    sink.problem({
      message: `the file is compressed, and cannot be decompressed: ${(error as Error).message}`,
    });
    return undefined;
  }
}
