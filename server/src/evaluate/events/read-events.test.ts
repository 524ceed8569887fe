import { createReadStream, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, test } from 'vitest';
import { createWorkspace } from '../../../../test/helpers/workspace.js';
import type { EventFileProblem, EventSink } from './event-sink.js';
import { readEventFile, readEventFileInTurns, readEventStream } from './read-events.js';

const workspace = createWorkspace({});
const path = join(workspace.folder, 'events');
afterAll(workspace.remove);

interface Read {
  readonly events: unknown[];
  readonly problems: EventFileProblem[];
}

/** Reads the same bytes through each of the event readers. */
async function readInEachWay(bytes: Buffer): Promise<Read[]> {
  writeFileSync(path, bytes);
  const results: Read[] = [];
  const sink = (): EventSink => {
    const read: Read = { events: [], problems: [] };
    results.push(read);
    return { event: (event) => read.events.push(event), problem: (problem) => read.problems.push(problem) };
  };
  readEventFile(path, sink());
  await readEventFileInTurns(path, sink(), () => false);
  await readEventStream(createReadStream(path), sink(), new AbortController().signal);
  rmSync(path);
  return results;
}

const lines = Buffer.from('{"a":1}\n{"a":2}\n');

describe('compressed files', () => {
  test.each<[string, Buffer]>([
    ['plain', lines],
    ['gzip', gzipSync(lines)],
    ['gzip of several parts', Buffer.concat([gzipSync(lines.subarray(0, 8)), gzipSync(lines.subarray(8))])],
  ])('%s', async (_, bytes) => {
    for (const read of await readInEachWay(bytes))
      expect(read).toEqual({ events: [{ a: 1 }, { a: 2 }], problems: [] });
  });

  test('a broken one is a problem', async () => {
    for (const { problems } of await readInEachWay(gzipSync(lines).subarray(0, 20)))
      expect(problems).toMatchObject([
        { message: expect.stringMatching(/^the file is compressed, and cannot be/) },
      ]);
  });

  test('reading ends when it is stopped', async () => {
    writeFileSync(path, gzipSync(Buffer.from('{"a":1}\n'.repeat(500_000))));
    let events = 0;
    await readEventFileInTurns(path, { event: () => events++, problem: () => {} }, () => true);
    expect(events).toBeLessThan(500_000);
  });
});

describe('what contains no events', () => {
  test.each<[string, string, RegExp]>([
    [
      'an error',
      '{"error":{"type":"x"},"status":400}',
      /^an Elasticsearch error with status 400, not events$/,
    ],
    [
      'an aggregation',
      '{"took":1,"hits":{"total":7},"aggregations":{}}',
      /^an Elasticsearch response without events/,
    ],
    ['text', 'not an event', /^not valid JSON/],
  ])('%s', async (_, text, message) => {
    for (const { events, problems } of await readInEachWay(Buffer.from(text))) {
      expect(events).toEqual([]);
      expect(problems).toMatchObject([
        { message: expect.stringMatching(message), help: expect.stringContaining('NDJSON, a JSON array') },
      ]);
    }
  });

  test('rows of CSV that do not fit their header are skipped', async () => {
    for (const { events, problems } of await readInEachWay(Buffer.from('a,b\n1,2\n1,2,3\n"x,4\n'))) {
      expect(events).toEqual([{ a: '1', b: '2' }]);
      expect(problems.map(({ line, message }) => [line, message])).toEqual([
        [undefined, 'CSV values are strings, and lists look like strings with commas'],
        [4, 'unclosed quote in a cell'],
        [3, 'the row has 3 cells, but the header has 2'],
        [4, 'the row has 1 cells, but the header has 2'],
      ]);
    }
  });
});
