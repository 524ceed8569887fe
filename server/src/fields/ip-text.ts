import ipaddr from 'ipaddr.js';

/** Characters of addresses; most texts have others, and looking at them costs less than reading an address. */
const addressCharacters = /^[\da-fA-F:][\da-fA-F:.]*(?:%.*)?$/;

/** Whether the text is an IPv4 address in four decimal parts or an IPv6 address. */
export function isValidAddress(text: string): boolean {
  if (!addressCharacters.test(text)) return false;
  return ipaddr.IPv4.isValidFourPartDecimal(text) || (text.includes(':') && ipaddr.IPv6.isValid(text));
}

/** Whether the text is an address and a prefix length, such as `10.0.0.0/8`; host bits may be set. */
export function isValidBlock(text: string): boolean {
  const match = /^(.+)\/(\d{1,3})$/.exec(text);
  if (!match) return false;
  const [, address, length] = match as unknown as [string, string, string];
  return isValidAddress(address) && Number(length) <= (address.includes(':') ? 128 : 32);
}
