import { parse } from 'yaml';
import type { Checkout } from './checkout.js';

/** The replacement of a technique in the next version of ATT&CK. */
export interface MappedTechnique {
  readonly id: string;
  readonly name: string;
}

const file = 'attack-version-maps/attack_v18_to_v19.yaml';

const known = new WeakMap<Checkout, ReadonlyMap<string, MappedTechnique>>();

/**
 * Returns the techniques and subtechniques that the checkout ships under another id for stacks since 9.5, by
 * their id in version 18 (docs/lints/threat-v19-remap.md). Empty without such a list.
 */
export function techniqueMap(checkout: Checkout): ReadonlyMap<string, MappedTechnique> {
  let map = known.get(checkout);
  if (!map) {
    map = readMap(checkout.files.text(checkout.data(file)) ?? '');
    known.set(checkout, map);
  }
  return map;
}

function readMap(text: string): Map<string, MappedTechnique> {
  const found = new Map<string, MappedTechnique>();
  try {
    const { techniques, subtechniques } = Object(parse(text));
    for (const [from, to] of Object.entries({ ...Object(techniques), ...Object(subtechniques) })) {
      const { id, name } = Object(to);
      if (typeof id === 'string' && typeof name === 'string') found.set(from, { id, name });
    }
  } catch {
    // A broken list counts as missing.
  }
  return found;
}
