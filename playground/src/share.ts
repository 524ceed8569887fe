import { pack, unpack } from './packing.js';

/** The content of a link or an example. */
export interface Shared {
  readonly rule: string;
  readonly events: string;
}

/** Browsers and chats truncate longer addresses. */
const longestLink = 32_000;
const largestContent = 4 * 1024 * 1024;
const prefix = '#1.';

/**
 * Returns the fragment of an address that contains a rule and its events, or undefined if it is too long.
 * Browsers never send a fragment to a server.
 */
export async function toFragment(shared: Shared): Promise<string | undefined> {
  const packed = await pack(new TextEncoder().encode(JSON.stringify(shared)), 'deflate-raw');
  if (packed.length > longestLink) return undefined;
  const letters = Array.from(packed, (byte) => String.fromCharCode(byte)).join('');
  return prefix + btoa(letters).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

/**
 * Reads the rule and events from a fragment. Returns undefined for another kind of fragment; rejects if it is
 * damaged.
 */
export async function fromFragment(fragment: string): Promise<Shared | undefined> {
  if (!fragment.startsWith(prefix)) return undefined;
  const letters = fragment.slice(prefix.length).replaceAll('-', '+').replaceAll('_', '/');
  const packed = Uint8Array.from(atob(letters), (letter) => letter.charCodeAt(0));
  const text = new TextDecoder().decode(await unpack(packed, 'deflate-raw', largestContent));
  const { rule, events } = JSON.parse(text) as Partial<Record<string, unknown>>;
  if (typeof rule !== 'string' || typeof events !== 'string') throw new Error('neither rule nor events');
  return { rule, events };
}
