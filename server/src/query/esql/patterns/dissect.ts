/** A key of a DISSECT pattern, `%{…}`, with the text between it and the next key. */
export interface DissectKey {
  /** Empty for a skipped key. */
  readonly name: string;
  /** Whether its values are joined under one name. */
  readonly appends: boolean;
  /** Its position among the joined values. */
  readonly order: number;
  /** Whether repeated delimiters after it are skipped. */
  readonly isPadded: boolean;
  readonly delimiter: string;
  /** The offset of the name in the pattern. */
  readonly nameStart: number;
}

export interface DissectPattern {
  /** The text before the first key. */
  readonly prefix: string;
  readonly keys: readonly DissectKey[];
}

export type DissectError =
  | { readonly kind: 'reference-key'; readonly key: string; readonly start: number }
  | { readonly kind: 'no-keys' }
  | { readonly kind: 'same-key'; readonly name: string; readonly start: number };

const keyPattern = /%\{([^}]*)\}/g;

/** Parses a DISSECT pattern (docs/semantics/esql.md#dissect). The error says why it is invalid. */
export function readDissectPattern(
  text: string,
):
  | { readonly ok: true; readonly pattern: DissectPattern }
  | { readonly ok: false; readonly error: DissectError } {
  const matches = [...text.matchAll(keyPattern)];
  const keys: DissectKey[] = [];
  for (const [index, match] of matches.entries()) {
    const written = match[1]!;
    const end = match.index + match[0].length;
    const delimiter = text.slice(end, matches[index + 1]?.index ?? text.length);
    const modifier = /^[?+*&]/.exec(written)?.[0] ?? '';
    if (modifier === '*' || modifier === '&')
      return { ok: false, error: { kind: 'reference-key', key: match[0], start: match.index } };
    const isPadded = written.endsWith('->');
    const bare = written.slice(modifier.length, isPadded ? -2 : undefined);
    const [, name = bare, order] = modifier === '+' ? (/^(.*?)(?:\/(\d+))?$/s.exec(bare) ?? []) : [];
    keys.push({
      name: modifier === '?' ? '' : name,
      appends: modifier === '+',
      order: Number(order ?? 0),
      isPadded,
      delimiter,
      nameStart: match.index + 2 + modifier.length,
    });
  }
  if (!keys.some(({ name }) => name !== '')) return { ok: false, error: { kind: 'no-keys' } };
  return { ok: true, pattern: { prefix: text.slice(0, matches[0]!.index), keys } };
}
