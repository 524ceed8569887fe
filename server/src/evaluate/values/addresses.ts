import ipaddr from 'ipaddr.js';
import { addressKey, prefixBits } from '../../fields/ip-text.js';

/** The first and last address of a block, in the form of {@link addressKey}. */
export interface AddressRange {
  readonly first: string;
  readonly last: string;
}

/**
 * Returns the addresses of a CIDR block, or of a single address. Host bits may be set. Returns undefined if
 * the string is neither.
 */
export function addressRange(text: string): AddressRange | undefined {
  const prefix = prefixBits(text);
  if (prefix === undefined) {
    const key = addressKey(text);
    return key === undefined ? undefined : { first: key, last: key };
  }
  const bits = BigInt(`0x${addressKey(text.slice(0, text.lastIndexOf('/')))!}`);
  const hostBits = (1n << BigInt(128 - prefix)) - 1n;
  const hex = (value: bigint): string => value.toString(16).padStart(32, '0');
  return { first: hex(bits & ~hostBits), last: hex(bits | hostBits) };
}

/** Formats the address of a key as Elasticsearch prints it: dotted IPv4, compressed lower-case IPv6. */
export function printAddressKey(key: string): string {
  const bytes = key.match(/../g)!.map((pair) => Number.parseInt(pair, 16));
  const address = new ipaddr.IPv6(bytes);
  return address.isIPv4MappedAddress() ? address.toIPv4Address().toString() : address.toRFC5952String();
}
