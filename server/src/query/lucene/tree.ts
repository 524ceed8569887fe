import type { Span } from '../../text/span.js';
import { type MaskedQuery, prohibitedMark, requiredMark, unmask } from './mask.js';
import type { LuceneClause, LuceneNode, LuceneOccur, LuceneText, LuceneValue } from './syntax.js';

/** A node of the library's tree, whose kind shows in its keys. */
export interface LibraryNode {
  readonly left?: LibraryNode;
  readonly right?: LibraryNode;
  readonly operator?: string;
  /** An operator before the first operand. */
  readonly start?: string;
  readonly parenthesized?: boolean;
  readonly field?: string;
  readonly fieldLocation?: LibraryLocation | null;
  readonly term?: string;
  readonly termLocation?: LibraryLocation;
  readonly quoted?: boolean;
  readonly regex?: boolean;
  readonly prefix?: string | null;
  readonly similarity?: number | null;
  readonly proximity?: number | null;
  readonly term_min?: string;
  readonly term_max?: string;
  readonly inclusive?: 'both' | 'none' | 'left' | 'right';
}

interface LibraryLocation {
  readonly start: { readonly offset: number };
  readonly end: { readonly offset: number };
}

/** A sign before a value that has a field, which Lucene does not allow. */
export class SignBeforeValue extends Error {
  constructor(readonly span: Span) {
    super();
  }
}

/** Converts the library's result to the tree of a query. */
export function luceneTree(node: LibraryNode, query: string, masked: MaskedQuery): LuceneNode {
  return convertGroup(node, { query, masked, field: undefined });
}

interface Context {
  readonly query: string;
  readonly masked: MaskedQuery;
  /** The field of the enclosing group. */
  readonly field: LuceneText | undefined;
}

interface Item {
  /** The operator before it. */
  readonly operator: string;
  readonly node: LibraryNode;
}

/**
 * Returns the operands of one level in order: the library nests each into the right side of the previous one.
 */
function itemsOf(node: LibraryNode): Item[] {
  const items: Item[] = [];
  let operator = node.start ?? '';
  let rest: LibraryNode | undefined = node;
  while (rest) {
    const isChain: boolean = rest.left !== undefined && (rest === node || rest.parenthesized !== true);
    if (!isChain) {
      items.push({ operator, node: rest });
      break;
    }
    items.push({
      operator: rest === node ? operator : `${operator} ${rest.start ?? ''}`.trim(),
      node: rest.left!,
    });
    operator = rest.operator ?? '';
    rest = rest.right;
  }
  return items;
}

/**
 * Converts the clauses of a level like Lucene's classic parser: AND makes both of its sides required, OR
 * leaves its sides unchanged, so there is no precedence.
 */
function convertGroup(node: LibraryNode, context: Context): LuceneNode {
  const clauses: { occur: LuceneOccur; node: LuceneNode }[] = [];
  for (const { operator, node: item } of itemsOf(node)) {
    const isAnd = /AND|&&/.test(operator);
    const previous = clauses.at(-1);
    if (isAnd && previous && previous.occur !== 'must-not') previous.occur = 'must';
    const { sign, node: converted } = convertItem(item, context);
    const prohibited = /NOT/.test(operator) || sign === '-' || sign === '!';
    const occur = prohibited ? 'must-not' : isAnd || sign === '+' ? 'must' : 'should';
    clauses.push({ occur, node: converted });
  }
  const [only] = clauses;
  if (only && clauses.length === 1 && only.occur !== 'must-not') return only.node;
  const span = { start: clauses[0]?.node.span.start ?? 0, end: clauses.at(-1)?.node.span.end ?? 0 };
  return { kind: 'group', clauses, span };
}

interface Converted {
  readonly sign: string | undefined;
  readonly node: LuceneNode;
}

function convertItem(node: LibraryNode, context: Context): Converted {
  const { field, sign, mark } = fieldOf(node);
  if (node.left) {
    const group = convertGroup(node, { ...context, field: field ?? context.field });
    return { sign: mark ?? sign, node: field ? withField(group, node, context) : group };
  }
  const isRange = node.term_min !== undefined;
  const prefix = node.prefix ?? undefined;
  const span = spanOf(node, context);
  if (prefix !== undefined && field) throw new SignBeforeValue(span);
  const clause: LuceneClause = {
    kind: 'clause',
    field: field ?? context.field,
    value: isRange ? rangeOf(node) : readValue(node),
    span,
  };
  return { sign: sign ?? prefix, node: clause };
}

/** Returns a group with a span from its field to its closing parenthesis. */
function withField(group: LuceneNode, node: LibraryNode, { query, masked }: Context): LuceneNode {
  const from = masked.toOriginal(node.fieldLocation?.start.offset ?? 0);
  const start = from + (/^[+!-]/.test(query.slice(from)) ? 1 : 0);
  const closing = /^\s*\)/.exec(query.slice(group.span.end))?.[0].length ?? 0;
  return { ...group, span: { start, end: group.span.end + closing } };
}

/** Returns the field of a node without its sign, or the sign that replaces a field. */
function fieldOf({ field }: LibraryNode): {
  readonly field: LuceneText | undefined;
  readonly sign: string | undefined;
  readonly mark: string | undefined;
} {
  if (field === undefined || field === '<implicit>')
    return { field: undefined, sign: undefined, mark: undefined };
  if (field === requiredMark) return { field: undefined, sign: undefined, mark: '+' };
  if (field === prohibitedMark) return { field: undefined, sign: undefined, mark: '-' };
  const sign = /^[+!-]/.exec(field)?.[0];
  return { field: textOf(unmask(sign === undefined ? field : field.slice(1))), sign, mark: undefined };
}

function readValue({ term = '', quoted, regex, similarity, proximity }: LibraryNode): LuceneValue {
  const raw = unmask(term);
  if (regex) return { kind: 'regex', pattern: raw };
  if (quoted) return proximity ? { kind: 'proximity' } : { kind: 'phrase', text: resolveEscapes(raw) };
  if (typeof similarity === 'number') return { kind: 'fuzzy' };
  const compared = /^([<>]=?)(.+)$/s.exec(raw);
  if (compared) return { kind: 'compare', operator: compared[1] as '<', text: resolveEscapes(compared[2]!) };
  return { kind: 'word', ...textOf(raw) };
}

function rangeOf({ term_min: min = '*', term_max: max = '*', inclusive }: LibraryNode): LuceneValue {
  const bound = (masked: string): string | undefined => {
    const raw = unmask(masked);
    if (raw === '*') return undefined;
    return resolveEscapes(/^"[\s\S]*"$/.test(raw) ? raw.slice(1, -1) : raw);
  };
  return {
    kind: 'range',
    min: bound(min),
    max: bound(max),
    includesMin: inclusive === 'both' || inclusive === 'left',
    includesMax: inclusive === 'both' || inclusive === 'right',
  };
}

function textOf(raw: string): LuceneText {
  const text = resolveEscapes(raw);
  const hasWildcard = /^(?:\\[\s\S]|[^\\])*?[*?]/.test(raw.replace(/\\[\s\S]/g, ''));
  return hasWildcard ? { text, pattern: raw } : { text };
}

function resolveEscapes(raw: string): string {
  return raw.replace(/\\u([0-9a-fA-F]{4})|\\([\s\S])/g, (_, code, character) =>
    code === undefined ? character : String.fromCharCode(Number.parseInt(code, 16)),
  );
}

/** Returns the span from the field, or the value if there is none, to the end of the value. */
function spanOf(node: LibraryNode, { query, masked }: Context): Span {
  const from = node.fieldLocation?.start ?? node.termLocation?.start;
  const to = node.termLocation?.end;
  const start = masked.toOriginal(from?.offset ?? 0);
  const shift = /^[+!-]/.exec(query.slice(start))?.[0].length ?? 0;
  const end = to ? masked.toOriginal(to.offset) : rangeEnd(query, start);
  return { start: start + shift, end: start + query.slice(start, end).trimEnd().length };
}

/** The library does not report where a range ends. */
function rangeEnd(query: string, start: number): number {
  const range = /[[{](?:\\[\s\S]|"(?:\\[\s\S]|[^"\\])*"|[^\]}"\\])*[\]}]/.exec(query.slice(start));
  return range ? start + range.index + range[0].length : query.length;
}
