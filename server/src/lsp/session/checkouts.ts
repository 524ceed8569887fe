import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { analyse } from '../../analysis/analyse.js';
import { evaluatedFields } from '../../analysis/evaluated-fields.js';
import type { FieldCatalogue } from '../../fields/catalogue.js';
import { createFieldPlan, type FieldPlan } from '../../fields/checkout/field-plan.js';
import type { PreparedSchemas } from '../../fields/checkout/prepared-schemas.js';
import { pathKey } from '../../files/path-key.js';
import { type Attack, attackOf } from '../../rule/attack/attack.js';
import type { Checkout } from '../../rule/checkout/checkout.js';
import { findCheckout } from '../../rule/checkout/read-checkout.js';
import type { TomlDocument } from '../../toml/document.js';
import type { Inventories } from './inventories.js';

/** A detection-rules checkout in use. */
export interface OpenCheckout {
  readonly checkout: Checkout;
  /** Undefined while the schemas are being read, and if they are unreadable. */
  plan: FieldPlan | undefined;
  /** A newer ATT&CK version than the bundled one, once it was read. */
  attack: Attack | undefined;
  /** Settles when the schemas were read, or reading failed. */
  ready: Promise<void>;
}

/** The checkouts that contain a session's files. */
export interface Checkouts {
  /**
   * Returns the checkout that contains a file. Its schemas are read in a separate thread, which starts with
   * the first file.
   */
  of(path: string): OpenCheckout | undefined;
  /** Waits for the schemas of a file's checkout: an evaluation without them can have a different result. */
  schemasRead(path: string | undefined): Promise<void>;
  /** Returns the fields for evaluating a rule that is not open, or undefined if only ECS is known. */
  fieldsFor(document: TomlDocument, path: string): Promise<FieldCatalogue | undefined>;
  /** Searches and reads checkouts again after their files have changed. */
  forget(): void;
}

/** Creates an empty set of checkouts; `onSchemasReady` is called when the schemas of one were read. */
export function createCheckouts(inventories: Pick<Inventories, 'of'>, onSchemasReady: () => void): Checkouts {
  const byFolder = new Map<string, OpenCheckout | undefined>();
  const opened = new Map<string, OpenCheckout>();
  function of(path: string): OpenCheckout | undefined {
    const folder = dirname(path);
    if (byFolder.has(folder)) return byFolder.get(folder);
    const checkout = findCheckout(folder);
    const key = checkout && pathKey(checkout.folder);
    let open = key === undefined ? undefined : opened.get(key);
    if (checkout && key !== undefined && !open) {
      open = { checkout, plan: undefined, attack: undefined, ready: Promise.resolve() };
      opened.set(key, open);
      open.ready = readInWorker(open, onSchemasReady);
    }
    byFolder.set(folder, open);
    return open;
  }
  async function schemasRead(path: string | undefined): Promise<void> {
    if (path !== undefined) await of(path)?.ready;
  }
  return {
    of,
    schemasRead,
    async fieldsFor(document, path) {
      await schemasRead(path);
      const plan = of(path)?.plan;
      const inventory = inventories.of(path);
      if (!plan && !inventory) return undefined;
      return evaluatedFields(analyse(document.text, { document, fieldPlan: () => plan, inventory }));
    },
    forget() {
      byFolder.clear();
      opened.clear();
    },
  };
}

function readInWorker(open: OpenCheckout, onReady: () => void): Promise<void> {
  const program = join(__dirname, 'schema-worker.cjs');
  if (!existsSync(program)) return Promise.resolve();
  return new Promise((resolve) => {
    try {
      const worker = new Worker(program, { workerData: open.checkout.folder, stdout: true });
      worker.on('message', (schemas: PreparedSchemas) => {
        open.plan = createFieldPlan(open.checkout, schemas);
        open.attack = schemas.attack && attackOf(schemas.attack);
        resolve();
        onReady();
      });
      // Without schemas unknown names are not reported; everything else works.
      worker.on('error', () => resolve());
      worker.on('exit', () => resolve());
      worker.unref();
    } catch {
      // Some hosts do not let a process start threads.
      resolve();
    }
  });
}
