import { parentPort, workerData } from 'node:worker_threads';
import { describeError } from '../../files/describe-error.js';
import { type PagesWritten, type PageTask, writePages } from './write-pages.js';

/** Input of a thread. */
export interface PagesTask {
  readonly tasks: readonly PageTask[];
  readonly folder: string;
}

/**
 * A message from a thread: messages for people, and finally the result of its pages, or a failure that ends
 * the thread.
 */
export type PagesMessage =
  | { readonly message: string }
  | { readonly written: PagesWritten }
  | { readonly failure: string };

/** Runs a thread that writes pages. */
async function work({ tasks, folder }: PagesTask): Promise<void> {
  const say = (message: PagesMessage): void => parentPort?.postMessage(message);
  try {
    const output = { message: (message: string) => say({ message }), progress: () => {} };
    say({ written: await writePages(tasks, folder, output) });
  } catch (error) {
    say({ failure: describeError(error) });
  }
}

void work(workerData as PagesTask);
