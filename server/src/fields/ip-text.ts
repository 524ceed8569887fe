import ipaddr from 'ipaddr.js';

/** Characters of IPv6 addresses; most texts have others, and looking at them costs less than reading an address. */
const addressCharacters = /^[\da-fA-F:][\da-fA-F:.]*(?:%.*)?$/;

/** Whether the text is an IPv4 address in four decimal parts or an IPv6 address. */
export function isValidAddress(text: string): boolean {
  if (!text.includes(':')) return ipv4Number(text) !== undefined;
  return addressCharacters.test(text) && ipaddr.IPv6.isValid(text);
}

/** The 32 bits of an IPv4 address in four decimal parts; undefined for any other text: most are ruled out at their first character. */
export function ipv4Number(text: string): number | undefined {
  if (text.length > 15) return undefined;
  let address = 0;
  let part = -1;
  let parts = 0;
  for (let index = 0; index <= text.length; index++) {
    const code = index === text.length ? 46 : text.charCodeAt(index);
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

/** Whether the text is an address and a prefix length, such as `10.0.0.0/8`; host bits may be set. */
export function isValidBlock(text: string): boolean {
  const match = /^(.+)\/(\d{1,3})$/.exec(text);
  if (!match) return false;
  const [, address, length] = match as unknown as [string, string, string];
  return isValidAddress(address) && Number(length) <= (address.includes(':') ? 128 : 32);
}
