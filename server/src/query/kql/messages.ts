import type { Token } from '../token.js';

const named: Readonly<Record<string, string>> = {
  range: 'one of [<] [<=] [>] [>=]',
  quoted: 'a value',
  unquoted: 'a value',
  end: 'the end of the query',
};

/** How a kind of token is named in a message. */
export function describeKind(kind: string): string {
  return named[kind] ?? `[${kind}]`;
}

/** What was found instead, in words. */
export function describeFound({ kind, image }: Token): string {
  return kind === 'end' ? 'the query ends' : `found [${image.trim()}]`;
}
