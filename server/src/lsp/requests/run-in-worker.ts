import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { FieldCatalogue } from '../../fields/catalogue.js';
import type { EventRun } from '../messages.js';
import { type FileRun, type RunControl, runOnFiles } from './run-files.js';
import type { WorkerMessage, WorkerTask } from './run-worker.js';

/** Minimum input for a thread: smaller ones are read faster than it starts. */
const smallRunBytes = 2 * 1024 * 1024;
/** A run that does not end within this many milliseconds after it was stopped is terminated. */
const patience = 2_000;
/**
 * Memory limits of a thread, which keeps matching events: beyond them the run ends with an error while the
 * server continues.
 */
const memoryLimits = { maxOldGenerationSizeMb: 1_024, maxYoungGenerationSizeMb: 32 };

/** A run that can be stopped from outside. */
export interface StoppableRun {
  readonly result: Promise<EventRun>;
  /** Stops the run early; `result` then contains what was found so far. */
  stop(): void;
}

/** Runs a rule on files, in a separate thread if they are large, so that the server stays responsive. */
export function startFileRun(
  run: FileRun,
  fields: FieldCatalogue | undefined,
  progress: RunControl['progress'],
): StoppableRun {
  const bytes = run.files.reduce((sum, file) => sum + file.bytes, 0);
  const program = join(__dirname, 'run-worker.cjs');
  if (bytes < smallRunBytes || !existsSync(program)) return runHere(run, fields, progress);
  try {
    return runInWorker(program, run, progress);
  } catch {
    // Some hosts do not let a process start threads.
    return runHere(run, fields, progress);
  }
}

function runHere(
  run: FileRun,
  fields: FieldCatalogue | undefined,
  progress: RunControl['progress'],
): StoppableRun {
  let stopped = false;
  return {
    result: runOnFiles(run, fields, { stopped: () => stopped, progress }),
    stop() {
      stopped = true;
    },
  };
}

function runInWorker(program: string, run: FileRun, progress: RunControl['progress']): StoppableRun {
  const stop = new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT);
  const task: WorkerTask = { run, stop };
  // Its standard output would mix with the messages to the client.
  const worker = new Worker(program, { workerData: task, resourceLimits: memoryLimits, stdout: true });
  let impatient: NodeJS.Timeout | undefined;
  const result = new Promise<EventRun>((resolve) => {
    const fail = (error: string): void =>
      resolve({ files: 0, events: 0, alerts: [], nearest: [], notes: [], error });
    worker.on('message', (message: WorkerMessage) => {
      if ('result' in message) resolve(message.result);
      else progress(message.bytes, message.events);
    });
    worker.on('error', (error: NodeJS.ErrnoException) =>
      fail(
        error.code === 'ERR_WORKER_OUT_OF_MEMORY'
          ? `the events that match need more than ${memoryLimits.maxOldGenerationSizeMb} MB of memory; use "rulewright run"`
          : `the run failed: ${error.message}`,
      ),
    );
    worker.on('exit', () => {
      clearTimeout(impatient);
      fail(Atomics.load(new Int32Array(stop), 0) === 0 ? 'the run ended early' : 'the run was stopped');
    });
  });
  return {
    result,
    stop() {
      Atomics.store(new Int32Array(stop), 0, 1);
      impatient ??= setTimeout(() => void worker.terminate(), patience);
    },
  };
}
