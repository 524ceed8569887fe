import { closeSync, openSync, readSync } from 'node:fs';
import type { EventObject } from '../values/access.js';
import { decodeEvents, type EventFileProblem, type EventSink } from './decode-events.js';

const chunkBytes = 1024 * 1024;

/** Reads a file of events piece by piece into the sink. Throws what the file system throws. `stopped` ends early. */
export function readEventFile(path: string, sink: EventSink, stopped: () => boolean = () => false): void {
  const decoder = decodeEvents(sink);
  const chunk = Buffer.allocUnsafe(chunkBytes);
  const file = openSync(path, 'r');
  try {
    for (;;) {
      const length = readSync(file, chunk, 0, chunkBytes, null);
      if (length === 0 || stopped()) break;
      decoder.write(chunk.subarray(0, length));
    }
  } finally {
    closeSync(file);
  }
  decoder.end();
}

/** Reads events from a stream such as standard input. */
export async function readEventStream(stream: AsyncIterable<Uint8Array>, sink: EventSink): Promise<void> {
  const decoder = decodeEvents(sink);
  for await (const chunk of stream) decoder.write(chunk);
  decoder.end();
}

/** All events of a text, for files that are small or open in an editor. */
export function readEventText(text: string): {
  readonly events: { readonly event: EventObject; readonly line: number }[];
  readonly problems: EventFileProblem[];
} {
  const events: { event: EventObject; line: number }[] = [];
  const problems: EventFileProblem[] = [];
  const decoder = decodeEvents({
    event: (event, _index, line) => events.push({ event, line }),
    problem: (problem) => problems.push(problem),
  });
  decoder.write(Buffer.from(text));
  decoder.end();
  return { events, problems };
}
