import { createToken, Lexer, type TokenType } from 'chevrotain';

/** Kinds that grammars name together because any of them is allowed. */
export const categories = {
  literal: ['quoted', 'unquoted'],
  connective: ['or', 'and'],
  binary: ['or', 'and', '==', '=', '!=', '<', '<=', '>', '>=', '+', '-', '*', '/', '%'],
  name: ['identifier', 'quoted-identifier'],
  'name or function': ['identifier', 'quoted-identifier', 'tilde-identifier'],
  number: ['integer', 'decimal'],
  constant: ['string', 'raw-string', 'former-string', 'integer', 'decimal', 'true', 'false', 'null'],
  'event category': ['identifier', 'any', 'string', 'raw-string', 'quoted-identifier'],
  'sequence start': ['sequence', 'sample', 'join'],
  'step start': ['[', '!['],
  'maxspan start': ['with', 'maxspan'],
  option: ['maxspan', 'identifier'],
  assignment: ['=', '=='],
  'membership operator': ['in', 'in~'],
  text: ['string', 'raw-string'],
  'any name': ['identifier', 'quoted-identifier', 'index', 'name-pattern'],
  'index or text': ['index', 'string', 'raw-string', 'quoted-identifier'],
  'expression command': ['command-where', 'command-eval', 'command-row', 'command-sample'],
  'pattern operator': [':', 'like', 'like~', 'regex', 'regex~'],
} as const;

type Category = keyof typeof categories;

/**
 * Token kinds that a grammar names individually. Lexers are written by hand, so a type has no pattern.
 * Languages share the types of tokens that they write the same.
 */
const single = [
  ...[
    'any',
    'by',
    'in',
    'in~',
    'join',
    'maxspan',
    'not',
    'of',
    'sample',
    'sequence',
    'until',
    'where',
    'with',
  ],
  ...['![', '(', ')', '[', ']', '{', '}', ',', '.', '?', '|', 'range', 'tilde-identifier'],
  // ES|QL
  ...['::', '->', ';', 'as', 'asc', 'desc', 'first', 'index', 'is', 'last', 'metadata', 'name-pattern'],
  ...['nulls', 'on', 'parameter', 'pipeline-end', 'pipeline-start', 'raw', 'rlike', 'unknown-command'],
  'command-from',
  'command-where',
  'command-eval',
  'command-stats',
  'command-names',
  'command-sort',
  'command-limit',
  'command-grok',
  'command-dissect',
  'command-mv-expand',
  'command-rename',
  'command-inline-stats',
  'command-lookup-join',
  'command-enrich',
  'command-row',
  'command-fork',
  'command-completion',
  'command-change-point',
  'command-sample',
  'command-rerank',
  'command-other',
  'command-parts',
  'command-bare',
  'command-show',
  'command-explain',
] as const;

export type NamedKind = (typeof single)[number] | (typeof categories)[Category][number];

const typesOfCategories = Object.fromEntries(
  Object.keys(categories).map((name) => [name, createToken({ name, pattern: Lexer.NA })]),
) as Record<Category, TokenType>;

const kinds = new Set<NamedKind>([...single, ...Object.values(categories).flat()]);
const types = new Map<string, TokenType>(
  [...kinds].map((kind) => [
    kind,
    createToken({ name: kind, pattern: Lexer.NA, categories: categoriesOf(kind) }),
  ]),
);

function categoriesOf(kind: NamedKind): TokenType[] {
  return (Object.keys(categories) as Category[])
    .filter((category) => (categories[category] as readonly string[]).includes(kind))
    .map((category) => typesOfCategories[category]);
}

/** All types, as expected by a parser. */
export const vocabulary: readonly TokenType[] = [...types.values(), ...Object.values(typesOfCategories)];

/** The types of kinds and categories, by name. */
export const tokenTypes = { ...Object.fromEntries(types), ...typesOfCategories } as Readonly<
  Record<NamedKind | Category, TokenType>
>;

/** The index of a type that no grammar names. */
const otherType = createToken({ name: 'other', pattern: Lexer.NA }).tokenTypeIdx ?? 0;
const indexes = new Map([...types].map(([kind, { tokenTypeIdx }]) => [kind, tokenTypeIdx ?? otherType]));

/** Returns the number by which a parser recognises tokens of a kind. */
export function typeIndexOf(kind: string): number {
  return indexes.get(kind) ?? otherType;
}
