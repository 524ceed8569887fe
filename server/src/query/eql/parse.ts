import { append } from '../../text/append.js';
import { once } from '../../text/once.js';
import type { Span } from '../../text/span.js';
import type { ParsedQuery } from '../syntax.js';
import { type SyntaxProblem, withoutKind } from '../syntax-problem.js';
import { tokenSpan } from '../token.js';
import { atTheirCause } from './causes.js';
import { EqlGrammar } from './grammar.js';
import { eqlProblem } from './messages.js';
import { arithmeticOperators, comparisonOperators } from './operators.js';
import { checkStructure } from './structure.js';
import type { EqlQuery } from './syntax.js';
import { type EqlToken, type EqlTokenKind, isClosedBlockComment, tokenizeEql } from './tokens.js';

/** Created for the first query: a grammar analyses itself, which takes as long as parsing several queries. */
const eqlGrammar = once(() => new EqlGrammar());

/** Deeper nesting is rejected: the parser recurses once per level. */
const maximumDepth = 500;

/**
 * Parses EQL. Never throws: for any string, returns what was recognised and all problems, in source order.
 * Problems have code `eql-syntax`, and are errors that Elasticsearch reports before it looks at any field.
 */
export function parseEql(text: string): ParsedQuery<EqlQuery> {
  if (/^\s*$/.test(text)) {
    return {
      text,
      tree: undefined,
      problems: [withoutKind(eqlProblem('empty', { start: 0, end: text.length }))],
    };
  }
  const { tokens, comments, unknown } = tokenizeEql(text);
  const problems: SyntaxProblem[] = unknown.map((span) => unknownProblem(span, text));
  for (const token of tokens) if (token.content) append(problems, stringFaults(token));
  append(problems, unclosedComments(comments));
  const unclear = problems.some(({ kind }) => kind !== 'single-quotes');

  const tooDeep = findTooDeep(tokens);
  if (tooDeep) {
    problems.push(eqlProblem('too-deep', tokenSpan(tooDeep), maximumDepth));
    return { text, tree: undefined, problems: problems.map(withoutKind) };
  }

  const grammar = eqlGrammar();
  const tree = grammar.parse(tokens, text.length);
  append(problems, grammar.found);
  if (grammar.left) append(problems, leftProblem(grammar.left, problems));
  // If not all steps of a query could be parsed, their number is meaningless.
  if (tree && (tree.kind === 'event-query' || !grammar.left))
    append(
      problems,
      checkStructure(tree).filter(({ span }) => !isAround(span, grammar.missingAt)),
    );
  const read =
    grammar.left === undefined && grammar.missingAt.length === 0 && !unclear && unknown.length === 0;
  if (problems.length === 0) return { text, tree, problems: [], exact: true };
  problems.sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
  const left = withoutEchoes(problems, unknown, text);
  const found = atTheirCause(left, tokens, text);
  const exact = found === left && read;
  return { text, tree, problems: found.map(withoutKind), ...(exact ? { exact: true } : {}) };
}

/**
 * Returns whether a structural problem spans a missing token: it only counts if all parts of the query are
 * there.
 */
function isAround(span: Span, missingAt: readonly Span[]): boolean {
  return missingAt.some(({ start }) => span.start <= start && start <= span.end);
}

function unknownProblem(span: Span, text: string): SyntaxProblem {
  const characters = text.slice(span.start, span.end);
  const first = characters[0]!;
  if (first === '`') return eqlProblem('unclosed-backquote', span);
  if (first === '!') return eqlProblem('exclamation-mark', span);
  if (characters === '&&') return eqlProblem('double-ampersand', span);
  if (first === '&') return eqlProblem('ampersands', span);
  if (/[“”„«»]/.test(first)) return eqlProblem('curly-quote', span, first);
  if (/[\u00a0\u2000-\u200b\ufeff]/.test(first)) {
    const code = characters.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0');
    return eqlProblem('unusual-space', span, code);
  }
  const shown = characters.length > 20 ? `${characters.slice(0, 20)}…` : characters;
  return eqlProblem('unknown-characters', span, shown);
}

/** Drops problems that directly follow invalid characters: they are consequences. */
function withoutEchoes(
  problems: readonly SyntaxProblem[],
  unknown: readonly Span[],
  text: string,
): SyntaxProblem[] {
  const starts = new Set(unknown.map(({ start }) => start));
  let kept: SyntaxProblem | undefined;
  let passed = 0;
  return problems.filter((problem) => {
    const { start } = problem.span;
    if (kept && isReadOtherwise(kept, start, text)) return false;
    while (passed < unknown.length && unknown[passed]!.end <= start) passed++;
    const before = unknown[passed - 1];
    const behind = before !== undefined && areBlanks(text, before.end, start);
    const touches = kept !== undefined && starts.has(kept.span.start) && start <= kept.span.end;
    if (kept !== undefined && start === kept.span.start) return false;
    if (behind || (touches && starts.has(start))) return false;
    kept = problem;
    return true;
  });
}

/**
 * Returns whether an earlier mistake changes how an offset is read: after an unclosed string, which swallows
 * parentheses and keywords, and directly after any mistake.
 */
function isReadOtherwise({ span, kind }: SyntaxProblem, start: number, text: string): boolean {
  if (start <= span.start) return false;
  const end = Math.min(span.end, start);
  if (areBlanks(text, end, start) && !/[\r\n]/.test(text.slice(end, start))) return true;
  return kind === 'unclosed-string' || kind === 'unclosed-raw-string';
}

const blanks = /\s*/y;

function areBlanks(text: string, start: number, end: number): boolean {
  blanks.lastIndex = start;
  blanks.test(text);
  return blanks.lastIndex >= end;
}

function stringFaults({ content, start: offset }: EqlToken): SyntaxProblem[] {
  const inQuery = ({ start, end }: Span): Span => ({ start: start + offset, end: end + offset });
  return (content?.faults ?? []).map(({ kind, message, help, fix, ...span }) => ({
    kind,
    code: 'eql-syntax',
    severity: 'error',
    message,
    span: inQuery(span),
    ...(help === undefined ? {} : { help }),
    ...(fix
      ? { fix: { ...fix, edits: fix.edits.map((edit) => ({ ...edit, span: inQuery(edit.span) })) } }
      : {}),
  }));
}

function unclosedComments(comments: readonly EqlToken[]): SyntaxProblem[] {
  return comments
    .filter((comment) => comment.kind === 'block-comment' && !isClosedBlockComment(comment))
    .map(({ start }) => eqlProblem('unclosed-comment', { start, end: start + 2 }));
}

/** Returns the token at which the tree gets too deep: each bracket, prefix and operator adds one level. */
function findTooDeep(tokens: readonly EqlToken[]): EqlToken | undefined {
  if (tokens.length < maximumDepth) return undefined;
  /** The depths at which brackets were opened. */
  const open: number[] = [];
  let depth = 0;
  for (const token of tokens) {
    const { kind } = token;
    if (kind === '(' || kind === '[' || kind === '![') open.push(++depth);
    else if (kind === ')' || kind === ']') depth = (open.pop() ?? 1) - 1;
    // A list goes through more rules than parentheses do.
    else if (kind === 'in' || kind === 'in~') depth += 2;
    else if (deepening.has(kind)) depth++;
    else if (separating.has(kind) || isShoutedConnective(token)) depth = open.at(-1) ?? 0;
    if (depth > maximumDepth) return token;
  }
  return undefined;
}

const deepening: ReadonlySet<EqlTokenKind> = new Set(['not', ...arithmeticOperators, ...comparisonOperators]);
/** Separators of siblings at the same depth. */
const separating: ReadonlySet<EqlTokenKind> = new Set(['and', 'or', ',', '|', 'where']);

function isShoutedConnective({ kind, image }: EqlToken): boolean {
  return kind === 'identifier' && /^(?:and|or)$/i.test(image);
}

/** Returns a problem for leftover tokens, unless another one is reported at their position. */
function leftProblem(left: EqlToken, reported: readonly SyntaxProblem[]): SyntaxProblem[] {
  const span = tokenSpan(left);
  const isEcho = reported.some((other) => other.span.start <= span.end && span.start <= other.span.end);
  return isEcho ? [] : [eqlProblem('unexpected', span, left.image)];
}
