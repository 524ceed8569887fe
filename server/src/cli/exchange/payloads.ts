import { join } from 'node:path';
import { analyse } from '../../analysis/analyse.js';
import { type PayloadOf, payloadOf } from '../../exchange/payload.js';
import type { Output } from '../output.js';
import { checkoutReader } from '../rule-fields.js';

/**
 * Returns a function that reads the checkout of a folder's rules, for their payloads. Each checkout is read
 * once.
 */
export function payloadReader(output: Pick<Output, 'progress'>): (folder: string) => Promise<PayloadOf> {
  const read = checkoutReader(output);
  return async (folder) => {
    const inCheckout = await read(join(folder, 'rule.toml'));
    return (document, stack) =>
      payloadOf(inCheckout(document) ?? analyse(document.text, { document }), stack);
  };
}
