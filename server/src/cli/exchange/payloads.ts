import { dirname, resolve } from 'node:path';
import { analyse } from '../../analysis/analyse.js';
import { type PackageManifests, packageManifests } from '../../exchange/package-manifests.js';
import { type PayloadContext, type PayloadOf, payloadOf } from '../../exchange/payload.js';
import { readAttack19 } from '../../exchange/read-attack-19.js';
import type { AttackTables } from '../../rule/attack/attack.js';
import type { Checkout } from '../../rule/checkout/checkout.js';
import type { Output } from '../output.js';
import { checkoutReader } from '../rule-fields.js';

/** Returns payloads of rules with what their checkouts know. */
export interface PayloadReader {
  /** Reads the checkout of the rules in the folder of a file. */
  in(path: string): Promise<PayloadOf>;
}

/** A reader of payloads. Checkouts are read once. */
export function payloadReader(output: Pick<Output, 'progress'>): PayloadReader {
  const read = checkoutReader(output);
  const contexts = new Map<Checkout, Pick<PayloadContext, 'manifests' | 'attack19'>>();
  const contextOf = (checkout: Checkout | undefined): Pick<PayloadContext, 'manifests' | 'attack19'> => {
    if (!checkout) return {};
    let context = contexts.get(checkout);
    if (!context) {
      context = lazily(checkout);
      contexts.set(checkout, context);
    }
    return context;
  };
  return {
    async in(path) {
      const inCheckout = await read(resolve(dirname(path), 'rule.toml'));
      return (document, stack) => {
        const analysis = inCheckout(document) ?? analyse(document.text, { document });
        const context = contextOf(analysis.checkout);
        return payloadOf(analysis, {
          manifests: context.manifests,
          stack,
          attack19: stack === undefined ? undefined : context.attack19,
        });
      };
    },
  };
}

/** Each part is read when it is first asked for. */
function lazily(checkout: Checkout): Pick<PayloadContext, 'manifests' | 'attack19'> {
  let manifests: { readonly value: PackageManifests | undefined } | undefined;
  let tables: { readonly value: AttackTables | undefined } | undefined;
  return {
    get manifests() {
      manifests ??= { value: packageManifests(checkout) };
      return manifests.value;
    },
    get attack19() {
      tables ??= { value: readAttack19(checkout) };
      return tables.value;
    },
  };
}
