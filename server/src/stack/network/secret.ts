import { inspect } from 'node:util';

/** A text that must not be shown. Printing, logging and serialising it give a placeholder. */
export interface Secret {
  /** Returns the text itself, for the one header that needs it. */
  reveal(): string;
  /** Returns a text in which the secret, should it occur, is replaced by the placeholder. */
  redact(text: string): string;
}

const placeholder = '[API key]';

/** Shorter parts would redact words that only happen to be equal. */
const shortestPart = 8;

/** Wraps a secret. An encoded API key is also redacted where its decoded parts occur. */
export function secret(text: string): Secret {
  const parts = [text, ...Buffer.from(text, 'base64').toString('utf8').split(':')].filter(
    (part) => part.length >= shortestPart,
  );
  return {
    reveal: () => text,
    redact: (shown) => parts.reduce((result, part) => result.replaceAll(part, placeholder), shown),
    ...({
      toJSON: () => placeholder,
      toString: () => placeholder,
      [inspect.custom]: () => placeholder,
    } as object),
  };
}
