import { dirname } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { analyse } from '../../analysis/analyse.js';
import { evaluatedFields } from '../../analysis/evaluated-fields.js';
import type { FieldCatalogue } from '../../fields/catalogue.js';
import { createFieldPlan } from '../../fields/checkout/field-plan.js';
import { readSchemas } from '../../fields/checkout/read-schemas.js';
import { findInventory } from '../../fields/inventory/read-inventory.js';
import { findCheckout } from '../../rule/checkout/read-checkout.js';
import type { EventRun } from '../messages.js';
import { type FileRun, runOnFiles } from './run-files.js';

/** Input of a worker. */
export interface WorkerTask {
  readonly run: FileRun;
  /** One 32-bit integer; any value but 0 stops the run. */
  readonly stop: SharedArrayBuffer;
}

/** A message from a worker: its progress, and finally the result of the run. */
export type WorkerMessage =
  | { readonly bytes: number; readonly events: number }
  | { readonly result: EventRun };

const millisecondsBetweenReports = 100;

/** Returns a rule's fields from cached schemas, which the server has already read. */
async function fieldsOf({ rule, path }: FileRun): Promise<FieldCatalogue | undefined> {
  if (path === undefined) return undefined;
  const folder = dirname(path);
  const inventory = findInventory(folder)?.inventory();
  const checkout = findCheckout(folder);
  if (!checkout && !inventory) return undefined;
  const plan = checkout && createFieldPlan(checkout, await readSchemas(checkout));
  return evaluatedFields(analyse(rule, { fieldPlan: () => plan, inventory }));
}

/** Runs the worker: events stay in this thread; only the result is sent. */
async function work({ run, stop }: WorkerTask): Promise<void> {
  const flag = new Int32Array(stop);
  const say = (message: WorkerMessage): void => parentPort?.postMessage(message);
  let lastReport = 0;
  const result = await runOnFiles(run, await fieldsOf(run), {
    stopped: () => Atomics.load(flag, 0) !== 0,
    progress(bytes, events) {
      if (Date.now() - lastReport < millisecondsBetweenReports) return;
      lastReport = Date.now();
      say({ bytes, events });
    },
  });
  say({ result });
}

void work(workerData as WorkerTask);
