import { append } from '../../text/append.js';
import type { Problem } from '../../text/problem.js';
import type { Span } from '../../text/span.js';
import type { ParsedQuery } from '../syntax.js';
import { tokenSpan } from '../token.js';
import { atTheirCause } from './causes.js';
import { EqlGrammar } from './grammar.js';
import { arithmeticOperators, comparisonOperators } from './operators.js';
import { checkStructure } from './structure.js';
import type { EqlQuery } from './syntax.js';
import { type EqlToken, type EqlTokenKind, isClosedBlockComment, tokenizeEql } from './tokens.js';

/** Deeper nesting than this is refused: the parser descends once per level. */
const maximumDepth = 500;

/**
 * Parses EQL. Never throws: any text gives what was understood and all problems, in the order of the text.
 * Problems have code `eql-syntax` and are what Elasticsearch refuses before it looks at any field.
 */
export function parseEql(text: string): ParsedQuery<EqlQuery> {
  if (/^\s*$/.test(text)) {
    return {
      text,
      tree: undefined,
      problems: [syntaxError({ start: 0, end: text.length }, 'the query is empty')],
    };
  }
  const { tokens, comments, unknown } = tokenizeEql(text);
  const problems = unknown.map((span) => unknownProblem(span, text));
  for (const token of tokens) if (token.content) append(problems, stringFaults(token));
  append(problems, unclosedComments(comments));
  const unclear = problems.some(({ message }) => !message.startsWith('single quotes'));

  const tooDeep = findTooDeep(tokens);
  if (tooDeep) {
    problems.push(
      syntaxError(tokenSpan(tooDeep), `the query is nested more than ${maximumDepth} levels deep`),
    );
    return { text, tree: undefined, problems };
  }

  const grammar = new EqlGrammar(tokens, text.length);
  const tree = grammar.parse();
  append(problems, grammar.found);
  if (grammar.left) append(problems, leftProblem(grammar.left, problems));
  // Of a query whose steps could not all be read their number says nothing.
  if (tree && (tree.kind === 'event-query' || !grammar.left))
    append(
      problems,
      checkStructure(tree).filter(({ span }) => !isAround(span, grammar.absences)),
    );
  const read =
    grammar.left === undefined && grammar.absences.length === 0 && !unclear && unknown.length === 0;
  if (problems.length === 0) return { text, tree, problems, exact: true };
  problems.sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
  const left = withoutEchoes(problems, unknown, text);
  const found = atTheirCause(left, tokens, text);
  return { text, tree, problems: found, ...(found === left && read ? { exact: true } : {}) };
}

/** What a query lacks as a whole counts when all its parts are there. */
function isAround(span: Span, absences: readonly Span[]): boolean {
  return absences.some(({ start }) => span.start <= start && start <= span.end);
}

function unknownProblem(span: Span, text: string): Problem {
  const written = text.slice(span.start, span.end);
  const problem = syntaxError(span, describeUnknown(written));
  if (written !== '&&') return problem;
  return { ...problem, fix: { title: 'Replace with "and"', edits: [{ span, text: 'and' }] } };
}

/** A problem right behind characters that mean nothing follows from them. */
function withoutEchoes(problems: readonly Problem[], unknown: readonly Span[], text: string): Problem[] {
  const starts = new Set(unknown.map(({ start }) => start));
  let kept: Problem | undefined;
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
 * Whether what stands at an offset is read in another way than it was meant because of a mistake before it: behind a string
 * that is not closed, which takes parentheses and keywords along, and right behind any mistake.
 */
function isReadOtherwise({ span, message }: Problem, start: number, text: string): boolean {
  if (start <= span.start) return false;
  const end = Math.min(span.end, start);
  if (areBlanks(text, end, start) && !/[\r\n]/.test(text.slice(end, start))) return true;
  return /string.*not closed/.test(message);
}

const blanks = /\s*/y;

function areBlanks(text: string, start: number, end: number): boolean {
  blanks.lastIndex = start;
  blanks.test(text);
  return blanks.lastIndex >= end;
}

function syntaxError(span: Span, message: string, help?: string): Problem {
  return { code: 'eql-syntax', severity: 'error', message, span, ...(help === undefined ? {} : { help }) };
}

function describeUnknown(characters: string): string {
  if (characters.startsWith('`')) return 'this backquoted name is not closed';
  if (characters.startsWith('!')) return '[!] is not an operator; did you mean [not] or [!=]?';
  if (characters.startsWith('&')) return '[&&] is not an operator; write [and]';
  if (/^[“”„«»]/.test(characters))
    return `[${characters[0]}] does not start a string; use straight double quotes ["]`;
  if (/^[\u00a0\u2000-\u200b\ufeff]/.test(characters)) {
    const code = characters.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0');
    return `this character looks like a space and is none (U+${code}); write a plain space`;
  }
  return `[${characters.length > 20 ? `${characters.slice(0, 20)}…` : characters}] means nothing in EQL`;
}

function stringFaults({ content, start: offset }: EqlToken): Problem[] {
  const inQuery = ({ start, end }: Span): Span => ({ start: start + offset, end: end + offset });
  return (content?.faults ?? []).map(({ message, help, fix, ...span }) => ({
    ...syntaxError(inQuery(span), message, help),
    ...(fix
      ? { fix: { ...fix, edits: fix.edits.map((edit) => ({ ...edit, span: inQuery(edit.span) })) } }
      : {}),
  }));
}

function unclosedComments(comments: readonly EqlToken[]): Problem[] {
  return comments
    .filter((comment) => comment.kind === 'block-comment' && !isClosedBlockComment(comment))
    .map(({ start }) =>
      syntaxError({ start, end: start + 2 }, 'this comment is not closed', 'end it with */; comments nest'),
    );
}

/** The token at which the tree gets too deep: each bracket, prefix and operator makes it one level deeper. */
function findTooDeep(tokens: readonly EqlToken[]): EqlToken | undefined {
  if (tokens.length < maximumDepth) return undefined;
  /** The depths at which brackets were opened. */
  const open: number[] = [];
  let depth = 0;
  for (const token of tokens) {
    const { kind } = token;
    if (kind === '(' || kind === '[' || kind === '![') open.push(++depth);
    else if (kind === ')' || kind === ']') depth = (open.pop() ?? 1) - 1;
    else if (deepening.has(kind)) depth++;
    else if (separating.has(kind) || isShoutedConnective(token)) depth = open.at(-1) ?? 0;
    if (depth > maximumDepth) return token;
  }
  return undefined;
}

const deepening: ReadonlySet<EqlTokenKind> = new Set(['not', ...arithmeticOperators, ...comparisonOperators]);
/** What stands between parts of the same depth. */
const separating: ReadonlySet<EqlTokenKind> = new Set(['and', 'or', ',', '|', 'where']);

function isShoutedConnective({ kind, image }: EqlToken): boolean {
  return kind === 'identifier' && /^(?:and|or)$/i.test(image);
}

/** What could not be made sense of, where nothing else was found wrong at its place. */
function leftProblem(left: EqlToken, reported: readonly Problem[]): Problem[] {
  const span = tokenSpan(left);
  const isEcho = reported.some((other) => other.span.start <= span.end && span.start <= other.span.end);
  return isEcho ? [] : [syntaxError(span, `did not expect [${left.image}] here`)];
}
