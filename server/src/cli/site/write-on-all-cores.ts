import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { ListedRule } from '../../site/site-rule.js';
import { append } from '../../text/append.js';
import type { FileFinding } from '../findings.js';
import { fileFinding } from '../findings.js';
import type { Output } from '../output.js';
import type { PagesMessage, PagesTask } from './site-worker.js';
import { type PagesWritten, type PageTask, writePages } from './write-pages.js';

/** Minimum number of pages for a thread: fewer are written faster than it starts. */
const fewest = 150;

/**
 * Writes pages with a thread for each core, including this one. The result is the same as with one thread.
 */
export async function writeOnAllCores(
  tasks: readonly PageTask[],
  folder: string,
  output: Pick<Output, 'message' | 'progress'>,
): Promise<PagesWritten> {
  const jobs = Math.max(1, Math.min(availableParallelism(), Math.ceil(tasks.length / fewest)));
  const size = Math.ceil(tasks.length / jobs);
  const shards = Array.from({ length: jobs }, (_, job) => tasks.slice(job * size, (job + 1) * size));
  const [own = [], ...others] = shards;
  const running = others.map((shard) => inThread({ tasks: shard, folder }, output));
  const rules: ListedRule[] = [];
  const problems: FileFinding[] = [];
  for (const written of [await writePages(own, folder, output), ...(await Promise.all(running))]) {
    append(rules, written.rules);
    append(problems, written.problems);
  }
  return { rules, problems };
}

/** Writes pages in a thread. Resolves when the thread has ended, whether or not it succeeded. */
function inThread(task: PagesTask, output: Pick<Output, 'message'>): Promise<PagesWritten> {
  return new Promise((resolve) => {
    let written: PagesWritten | undefined;
    let failure = 'the thread ended early';
    // This file's bundle is beside the `cli` folder.
    const worker = new Worker(new URL('../site-worker.js', import.meta.url), { workerData: task });
    worker.on('message', (message: PagesMessage) => {
      if ('written' in message) written = message.written;
      else if ('message' in message) output.message(message.message);
      else failure = message.failure;
    });
    worker.on('error', (error) => {
      failure = error.message;
    });
    worker.on('exit', () => {
      const path = task.tasks[0]!.path;
      resolve(
        written ?? {
          rules: [],
          problems: [
            fileFinding(path, 'internal-error', `${task.tasks.length} pages were not written: ${failure}`),
          ],
        },
      );
    });
  });
}
