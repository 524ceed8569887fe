import { parentPort, workerData } from 'node:worker_threads';
import { readSchemas } from '../../fields/checkout/read-schemas.js';
import { findCheckout } from '../../rule/checkout/read-checkout.js';

/** Runs the thread that reads the schemas of a folder's checkout. */
async function work(folder: string): Promise<void> {
  const checkout = findCheckout(folder);
  if (checkout) parentPort?.postMessage(await readSchemas(checkout));
}

void work(String(workerData));
