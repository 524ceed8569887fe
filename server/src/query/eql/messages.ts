import type { Token } from '../token.js';

const named: Readonly<Record<string, string>> = {
  identifier: 'a name',
  'quoted-identifier': 'a name',
  'tilde-identifier': 'a function',
  string: 'a string',
  'raw-string': 'a string',
  'former-string': 'a string',
  integer: 'a number',
  decimal: 'a number',
  end: 'the end of the query',
};

/** How a kind of token is named in a message: keywords and signs as written, the rest in words. */
export function describeKind(kind: string): string {
  return named[kind] ?? `[${kind}]`;
}

/** What was found instead, in words. */
export function describeFound({ kind, image }: Token): string {
  return kind === 'end' ? 'the query ends' : `found [${image}]`;
}
