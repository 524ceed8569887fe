import { gunzipSync } from 'node:zlib';
import type { AttackTables } from '../rule/attack/attack.js';
import { readStix } from '../rule/attack/stix.js';
import type { Checkout } from '../rule/checkout/checkout.js';
import { compareVersions } from '../rule/checkout/versions.js';

/** Size limit of an ATT&CK bundle after decompression. */
const largest = 256 * 1024 * 1024;

const byCheckout = new WeakMap<Checkout, { readonly tables: AttackTables | undefined }>();

/** Returns a checkout's ATT&CK 19, read once, or undefined if it is missing or invalid. */
export function attack19Of(checkout: Checkout): AttackTables | undefined {
  let entry = byCheckout.get(checkout);
  if (!entry) {
    entry = { tables: readTables(checkout) };
    byCheckout.set(checkout, entry);
  }
  return entry.tables;
}

function readTables(checkout: Checkout): AttackTables | undefined {
  const [name] = checkout.files
    .list(checkout.data('').replace(/\/$/, ''))
    .filter((one) => /^attack-v19(?:\.\d+)*\.json\.gz$/.test(one))
    .sort(compareVersions)
    .reverse();
  const bytes = name === undefined ? undefined : checkout.files.bytes(checkout.data(name));
  if (!bytes) return undefined;
  try {
    return readStix(new TextDecoder().decode(gunzipSync(bytes, { maxOutputLength: largest })), '19', {});
  } catch {
    return undefined;
  }
}
