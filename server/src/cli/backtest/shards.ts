import { Worker } from 'node:worker_threads';
import type { Output } from '../output.js';
import { plural } from '../report/source-lines.js';
import type { BacktestRules, RuleSources } from './load.js';
import { runSlice, type Slice } from './slice.js';

/** Data that all threads of a backtest share. */
export interface ShardTask {
  readonly sources: RuleSources;
  /** Event files in report order. */
  readonly files: readonly string[];
  /** Indexes of the files in the order in which threads claim them, largest first. */
  readonly order: readonly number[];
  /** Two 32-bit integers: the number of claimed files, and whether to stop. */
  readonly shared: SharedArrayBuffer;
}

/** A message from a thread: the result of a file, or a failure that ends the thread. */
export type ShardMessage = { readonly slice: Slice } | { readonly failure: string };

const taken = 0;
const stopped = 1;

/** Returns the shared data before any file is claimed. */
export function shardTask(
  sources: RuleSources,
  files: readonly string[],
  sizes: readonly number[],
): ShardTask {
  const order = files.map((_, index) => index).sort((a, b) => sizes[b]! - sizes[a]! || a - b);
  return { sources, files, order, shared: new SharedArrayBuffer(8) };
}

/**
 * Runs files one after another until none is left or the run is stopped. Each file is claimed by one thread.
 */
export async function runShard(
  { files, order, shared }: ShardTask,
  rules: BacktestRules,
  signal: AbortSignal,
  done: (slice: Slice) => void,
): Promise<void> {
  const counters = new Int32Array(shared);
  const controller = new AbortController();
  const stopIfAsked = (): void => {
    if (signal.aborted) Atomics.store(counters, stopped, 1);
    if (Atomics.load(counters, stopped) !== 0) controller.abort();
  };
  for (;;) {
    stopIfAsked();
    const file = order[Atomics.add(counters, taken, 1)];
    if (file === undefined || controller.signal.aborted) return;
    const slice = await runSlice(rules, files[file]!, file, {
      signal: controller.signal,
      progress: stopIfAsked,
    });
    if (slice) done(slice);
    // Handle messages and signals of other threads, also between small files.
    await new Promise((resolve) => setImmediate(resolve));
  }
}

/**
 * Runs all files with `jobs` threads, including this one. Returns the result of each file, undefined for
 * unfinished files.
 */
export async function runShards(
  task: ShardTask,
  jobs: number,
  load: () => Promise<BacktestRules>,
  signal: AbortSignal,
  output: Pick<Output, 'progress'>,
): Promise<{
  readonly rules: BacktestRules;
  readonly slices: readonly (Slice | undefined)[];
  readonly failures: readonly string[];
}> {
  const slices: (Slice | undefined)[] = task.files.map(() => undefined);
  const failures: string[] = [];
  let count = 0;
  const done = (slice: Slice): void => {
    slices[slice.file] = slice;
    output.progress(`${++count} of ${plural(task.files.length, 'file')} done`);
  };
  const stop = (): void => {
    Atomics.store(new Int32Array(task.shared), stopped, 1);
  };
  signal.addEventListener('abort', stop);
  const workers = Array.from({ length: jobs - 1 }, () => startWorker(task, done, failures));
  const rules = await load();
  await runShard(task, rules, signal, done);
  await Promise.all(workers);
  signal.removeEventListener('abort', stop);
  return { rules, slices, failures };
}

/** Starts a worker thread. Resolves when the thread has ended, whether or not it succeeded. */
function startWorker(task: ShardTask, done: (slice: Slice) => void, failures: string[]): Promise<void> {
  return new Promise((resolve) => {
    // This file's bundle is beside the `cli` folder.
    const worker = new Worker(new URL('../backtest-worker.js', import.meta.url), { workerData: task });
    worker.on('message', (message: ShardMessage) => {
      if ('slice' in message) done(message.slice);
      else failures.push(message.failure);
    });
    worker.on('error', (error) => failures.push(error.message));
    worker.on('exit', () => resolve());
  });
}
