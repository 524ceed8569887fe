import { parentPort, workerData } from 'node:worker_threads';
import { describeError } from '../../files/describe-error.js';
import type { Output } from '../output.js';
import { loadBacktestRules } from './load.js';
import { runShard, type ShardMessage, type ShardTask } from './shards.js';

/** The main thread reports the same problems of the rules. */
const silent: Output = {
  write: () => {},
  report: () => {},
  drained: async () => {},
  message: () => {},
  progress: () => {},
  colors: {} as Output['colors'],
};

/** Runs a backtest thread. Events stay in the thread; only results are sent. */
async function work(task: ShardTask): Promise<void> {
  const say = (message: ShardMessage): void => parentPort?.postMessage(message);
  try {
    const rules = await loadBacktestRules(task.sources, silent);
    await runShard(task, rules, new AbortController().signal, (slice) => say({ slice }));
  } catch (error) {
    say({ failure: describeError(error) });
  }
}

void work(workerData as ShardTask);
