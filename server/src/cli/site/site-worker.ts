import { parentPort, workerData } from 'node:worker_threads';
import { describeError } from '../../files/describe-error.js';
import { type PagesWritten, type PageTask, writePages } from './write-pages.js';

/** What a thread is started with. */
export interface PagesTask {
  readonly tasks: readonly PageTask[];
  readonly folder: string;
}

/** What a thread says: messages for people, and at last what came of its pages, or that it cannot go on. */
export type PagesMessage =
  | { readonly message: string }
  | { readonly written: PagesWritten }
  | { readonly failure: string };

/** The program of a thread that writes pages. */
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
