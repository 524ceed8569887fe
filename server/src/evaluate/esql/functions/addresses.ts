import { addressKey } from '../../../fields/ip-text.js';
import { type AddressRange, addressRange, printAddressKey } from '../../values/addresses.js';
import { badArgument, SearchFailure } from '../failure.js';
import type { Scalar } from '../values/value.js';
import { type FunctionBodies, type FunctionBody, plain } from './body.js';

const cidrMatch: FunctionBody = {
  single: () => {
    const ranges = new Map<string, AddressRange>();
    const rangeOf = (block: string): AddressRange => {
      let range = ranges.get(block);
      if (!range) {
        range = addressRange(block);
        if (!range) throw new SearchFailure(`CIDR_MATCH: [${block}] is not a CIDR block`);
        ranges.set(block, range);
      }
      return range;
    };
    return (address, ...blocks: Scalar[]) => {
      const key = addressKey(address as string) ?? '';
      return blocks.some((block) => {
        const { first, last } = rangeOf(block as string);
        return key >= first && key <= last;
      });
    };
  },
};

/** Returns the network prefix of an address. */
function prefixOf(address: string, fourBits: number, sixBits: number): string {
  const key = addressKey(address) ?? '';
  const isFour = key.startsWith('00000000000000000000ffff');
  const bits = isFour ? fourBits + 96 : sixBits;
  const isValid = isFour ? fourBits >= 0 && fourBits <= 32 : sixBits >= 0 && sixBits <= 128;
  if (!isValid)
    throw badArgument(
      `Prefix length ${isFour ? 'v4' : 'v6'} must be in range, found ${isFour ? fourBits : sixBits}`,
    );
  const rest = (1n << BigInt(128 - bits)) - 1n;
  return printAddressKey((BigInt(`0x${key}`) & ~rest).toString(16).padStart(32, '0'));
}

export const addressBodies: FunctionBodies = { cidr_match: cidrMatch, ip_prefix: plain(prefixOf) };
