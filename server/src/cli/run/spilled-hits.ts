import { closeSync, openSync, readSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Hit, type HitStore, HitStoreError, mergeSorted } from '../../evaluate/run/hit-store.js';
import { comparePlaces } from '../../evaluate/run/query-run.js';
import { describeError } from '../../files/describe-error.js';
import { createTemporaryFolder, remove } from '../../files/temporary.js';

/** Hits kept in memory before they are sorted and written to a temporary file. */
const hitsInMemory = 100_000;

/**
 * Creates a store that keeps what does not fit into memory in sorted temporary files, which are removed when they were
 * read or the process ends.
 */
export function spillingStore(limit = hitsInMemory): HitStore<number> {
  let hits: Hit<number>[] = [];
  let folder: string | undefined;
  const files: string[] = [];

  function spill(): void {
    folder ??= createTemporaryFolder('rulewright-hits');
    const path = join(folder, `${files.length}.ndjson`);
    const file = openSync(path, 'wx', 0o600);
    try {
      hits.sort(comparePlaces);
      for (let start = 0; start < hits.length; start += linesPerWrite) {
        const lines = hits.slice(start, start + linesPerWrite).map(encode);
        // On a full disk a single write can end early without an error.
        writeFileSync(file, lines.join(''));
      }
    } finally {
      closeSync(file);
    }
    files.push(path);
    hits = [];
  }

  function discard(): void {
    if (folder !== undefined) remove(folder);
    folder = undefined;
  }

  function* sorted(): Iterable<Hit<number>> {
    try {
      yield* mergeSorted([...files.map(readHits), hits.sort(comparePlaces)]);
    } catch (error) {
      throw storeError(error);
    } finally {
      discard();
    }
  }

  return {
    add(hit) {
      hits.push(hit);
      if (hits.length < limit) return;
      try {
        spill();
      } catch (error) {
        hits = [];
        discard();
        throw storeError(error);
      }
    },
    sorted,
  };
}

function storeError(error: unknown): unknown {
  if (error instanceof HitStoreError || !(error instanceof Error)) return error;
  return new HitStoreError(`${describeError(error)} (temporary folder ${tmpdir()})`);
}

const linesPerWrite = 2_000;

/** JSON has no bigint: those are written as an object. */
function encode(hit: Hit<number>): string {
  const text = JSON.stringify(hit, (_, value: unknown) =>
    typeof value === 'bigint' ? { bigint: String(value) } : value,
  );
  return `${text}\n`;
}

function decode(line: string): Hit<number> {
  return JSON.parse(line, (_, value: unknown) => {
    const isBigint = typeof value === 'object' && value !== null && 'bigint' in value;
    return isBigint ? BigInt(String(value.bigint)) : value;
  }) as Hit<number>;
}

const chunkBytes = 256 * 1024;

function* readHits(path: string): Iterable<Hit<number>> {
  const file = openSync(path, 'r');
  const chunk = Buffer.allocUnsafe(chunkBytes);
  let rest = '';
  try {
    for (let length = readSync(file, chunk); length > 0; length = readSync(file, chunk)) {
      // Keys may hold characters of several bytes; latin1 keeps the bytes until a line is whole.
      const lines = (rest + chunk.toString('latin1', 0, length)).split('\n');
      rest = lines.pop()!;
      for (const line of lines) yield decode(Buffer.from(line, 'latin1').toString('utf8'));
    }
  } finally {
    closeSync(file);
  }
  if (rest !== '') throw new HitStoreError('a temporary file was cut short');
}
