/**
 * Characters of IPv6 addresses; most strings contain others, and this test is cheaper than parsing an
 * address.
 */
const addressCharacters = /^[\da-fA-F:][\da-fA-F:.]*(?:%.+)?$/s;

/** Returns whether Elasticsearch reads the string as an IPv4 or IPv6 address. */
export function isValidAddress(string: string): boolean {
  return addressKey(string) !== undefined;
}

/**
 * Returns an address as 32 hexadecimal digits, with IPv4 as IPv4-mapped IPv6, so that the order of strings is
 * the order of addresses. Returns undefined for any other string. As in Elasticsearch, the zone after a `%`
 * is ignored.
 */
export function addressKey(string: string): string | undefined {
  const number = ipv4Number(string);
  if (number !== undefined) return mappedKey(number);
  if (isIPv4Shape(string)) {
    const zone = string.indexOf('%');
    const zoned = zone < 0 || zone === string.length - 1 ? undefined : ipv4Number(string.slice(0, zone));
    return zoned === undefined ? undefined : mappedKey(zoned);
  }
  if (!addressCharacters.test(string)) return undefined;
  return ipv6Groups(string.replace(/%.*$/s, ''))
    ?.map((group) => group.toString(16).padStart(4, '0'))
    .join('');
}

function mappedKey(number: number): string {
  return `00000000000000000000ffff${number.toString(16).padStart(8, '0')}`;
}

/** Returns whether there is no colon before the zone, so that only an IPv4 address is possible. */
function isIPv4Shape(string: string): boolean {
  const colon = string.indexOf(':');
  if (colon < 0) return true;
  const zone = string.indexOf('%');
  return zone >= 0 && zone < colon;
}

/**
 * Returns the 32 bits of an IPv4 address in four decimal parts, or undefined; most other strings fail at
 * their first character.
 */
function ipv4Number(string: string): number | undefined {
  if (string.length > 15) return undefined;
  let address = 0;
  let part = -1;
  let parts = 0;
  for (let index = 0; index <= string.length; index++) {
    const code = index === string.length ? 46 : string.charCodeAt(index);
    if (code === 46) {
      if (part < 0) return undefined;
      address = address * 256 + part;
      part = -1;
      parts++;
    } else {
      const digit = code - 48;
      if (digit < 0 || digit > 9 || part === 0) return undefined;
      part = part < 0 ? digit : part * 10 + digit;
      if (part > 255) return undefined;
    }
  }
  return parts === 4 ? address : undefined;
}

/**
 * Returns the eight groups of an IPv6 address without a zone, of which the last two may be written as an IPv4
 * address.
 */
function ipv6Groups(string: string): readonly number[] | undefined {
  const halves = string.split('::', 3);
  if (halves.length > 2) return undefined;
  const [before, after] = halves.map((half, index) => groupsOf(half, index === halves.length - 1));
  if (!before) return undefined;
  if (halves.length === 1) return before.length === 8 ? before : undefined;
  if (!after || before.length + after.length > 7) return undefined;
  return [...before, ...new Array<number>(8 - before.length - after.length).fill(0), ...after];
}

const ipv6Group = /^0*[\da-f]{1,4}$/i;

/** Returns the groups on one side of `::`, or undefined if one is invalid. */
function groupsOf(half: string, isLast: boolean): readonly number[] | undefined {
  if (half === '') return [];
  const groups: number[] = [];
  const parts = half.split(':', 9);
  for (const [index, part] of parts.entries()) {
    if (ipv6Group.test(part)) {
      groups.push(Number.parseInt(part, 16));
      continue;
    }
    const number = isLast && index === parts.length - 1 ? ipv4Number(part) : undefined;
    if (number === undefined) return undefined;
    groups.push(number >>> 16, number & 0xffff);
  }
  return groups;
}

/**
 * Returns whether the string is an address and a prefix length, such as `10.0.0.0/8`; host bits may be set.
 */
export function isValidBlock(string: string): boolean {
  return prefixBits(string) !== undefined;
}

/**
 * Returns how many of the 128 bits of an address key a block's prefix covers, or undefined for any other
 * string.
 */
export function prefixBits(string: string): number | undefined {
  const [, address, length] = /^(.+)\/(\d{1,3})$/.exec(string) ?? [];
  if (address === undefined || !isValidAddress(address)) return undefined;
  const bits = Number(length) + (isIPv4Shape(address) ? 96 : 0);
  return bits <= 128 ? bits : undefined;
}
