import { inspect } from 'node:util';

/** A string that must not be shown. Printing, logging and serialising it return a placeholder. */
export interface Secret {
  /** Returns the string itself, for the one header that needs it. */
  reveal(): string;
  /** Replaces the secret in a text with the placeholder. */
  redact(text: string): string;
  /** Returns a response body without the secret, however its JSON escapes it. */
  redactBody(body: string): string;
}

const placeholder = '[API key]';

/** Minimum length of a part to redact: shorter ones would redact words that only happen to be equal. */
const shortestPart = 8;

/** JSON escapes of characters that need none. */
const needlessEscape = /\\[u/]/;

/**
 * Wraps a secret. An encoded API key is also redacted in any letter case, without padding, in a URL, and
 * where its decoded parts occur.
 */
export function secret(text: string): Secret {
  const unpadded = text.replace(/=+$/, '');
  const decoded = Buffer.from(text, 'base64').toString('utf8').split(':');
  const parts = [text, encodeURIComponent(text), unpadded, encodeURIComponent(unpadded), ...decoded].filter(
    (part) => part.length >= shortestPart,
  );
  const pattern = parts.map((part) => part.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')).join('|');
  const redact = (shown: string): string =>
    pattern === '' ? shown : shown.replace(new RegExp(pattern, 'gi'), placeholder);
  const hidden = {
    toJSON: () => placeholder,
    toString: () => placeholder,
    [inspect.custom]: () => placeholder,
  };
  return {
    ...(hidden as object),
    reveal: () => text,
    redact,
    redactBody: (body) => redact(needlessEscape.test(body) ? rewritten(body) : body),
  };
}

/** Returns the same JSON without unnecessary escapes; other text is unchanged. */
function rewritten(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body));
  } catch {
    return body;
  }
}
