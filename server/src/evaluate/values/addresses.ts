import ipaddr from 'ipaddr.js';
import { ipv4Number, isValidAddress, isValidBlock } from '../../fields/ip-text.js';

/** First and last address of a block, in the form of {@link addressKey}. */
export interface AddressRange {
  readonly first: string;
  readonly last: string;
}

/**
 * An address as 32 hexadecimal digits, IPv4 as IPv4-mapped IPv6, so that text order is address order.
 * Undefined when the text is no address.
 */
export function addressKey(text: string): string | undefined {
  const fast = ipv4Number(text);
  if (fast !== undefined) return `00000000000000000000ffff${fast.toString(16).padStart(8, '0')}`;
  if (!isValidAddress(text)) return undefined;
  const parsed = ipaddr.parse(text.replace(/%.*$/, ''));
  const address =
    parsed.kind() === 'ipv4' ? (parsed as ipaddr.IPv4).toIPv4MappedAddress() : (parsed as ipaddr.IPv6);
  return address
    .toByteArray()
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('');
}

/** The addresses of a CIDR block, or of a single address; host bits may be set. Undefined when the text is neither. */
export function addressRange(text: string): AddressRange | undefined {
  if (!isValidBlock(text)) {
    const key = addressKey(text);
    return key === undefined ? undefined : { first: key, last: key };
  }
  const slash = text.indexOf('/');
  const address = text.slice(0, slash);
  const length = Number(text.slice(slash + 1)) + (address.includes(':') ? 0 : 96);
  const bits = BigInt(`0x${addressKey(address)!}`);
  const hostBits = (1n << BigInt(128 - length)) - 1n;
  const hex = (value: bigint): string => value.toString(16).padStart(32, '0');
  return { first: hex(bits & ~hostBits), last: hex(bits | hostBits) };
}

/** The address of a key in the form that Elasticsearch prints: dotted IPv4, compressed lower-case IPv6. */
export function printAddressKey(key: string): string {
  const bytes = key.match(/../g)!.map((pair) => Number.parseInt(pair, 16));
  const address = new ipaddr.IPv6(bytes);
  return address.isIPv4MappedAddress() ? address.toIPv4Address().toString() : address.toRFC5952String();
}
