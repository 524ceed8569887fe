import type { ILexingError, IRecognitionException, IToken } from 'chevrotain';
import { append } from '../../text/append.js';
import type { Problem } from '../../text/problem.js';
import type { Span } from '../../text/span.js';
import { tokenSpan } from '../recovery.js';
import type { ParsedQuery } from '../syntax.js';
import { atTheirCause } from './causes.js';
import { EqlGrammar } from './grammar.js';
import type { StringPayload } from './strings.js';
import { checkStructure } from './structure.js';
import type { EqlQuery } from './syntax.js';
import { eqlLexer } from './tokens.js';

let grammar: EqlGrammar | undefined;

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
  const lexed = eqlLexer().tokenize(text);
  const problems: Problem[] = lexed.errors.map((error) => {
    const span = { start: error.offset, end: error.offset + error.length };
    const written = text.slice(span.start, span.end);
    const problem = syntaxError(span, describeUnknown(written));
    if (written !== '&&') return problem;
    return { ...problem, fix: { title: 'Replace with "and"', edits: [{ span, text: 'and' }] } };
  });
  append(problems, lexed.tokens.flatMap(stringFaults));
  append(problems, unclosedComments(lexed.groups.comments ?? []));
  const unclear = problems.some(({ message }) => !message.startsWith('single quotes'));

  const tooDeep = findTooDeep(lexed.tokens);
  if (tooDeep) {
    problems.push(
      syntaxError(tokenSpan(tooDeep), `the query is nested more than ${maximumDepth} levels deep`),
    );
    return { text, tree: undefined, problems };
  }

  grammar ??= new EqlGrammar(true);
  const tree = grammar.parse(lexed.tokens, text.length);
  append(problems, grammar.found);
  append(problems, parserErrors(grammar.errors, lexed.tokens, text, problems));
  if (tree) append(problems, checkStructure(tree));
  problems.sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
  const left = withoutEchoes(problems, lexed.errors, text);
  const found = atTheirCause(left, lexed.tokens, text);
  const exact = found === left && !grammar.guessed && !unclear && lexed.errors.length === 0;
  return { text, tree, problems: found, ...(exact ? { exact } : {}) };
}

/** A problem right behind characters that mean nothing follows from them. */
function withoutEchoes(
  problems: readonly Problem[],
  unknown: readonly ILexingError[],
  text: string,
): Problem[] {
  const ends = unknown.map((error) => error.offset + error.length);
  const starts = new Set(unknown.map((error) => error.offset));
  let kept: Problem | undefined;
  return problems.filter((problem) => {
    const { start } = problem.span;
    if (kept && isReadOtherwise(kept, start, text)) return false;
    const behind = ends.some((end) => end <= start && text.slice(end, start).trim() === '');
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
  const between = text.slice(Math.min(span.end, start), start);
  if (between.trim() === '' && !/[\r\n]/.test(between)) return true;
  return /string.*not closed/.test(message);
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

function stringFaults(token: IToken): Problem[] {
  const payload = token.payload as StringPayload | undefined;
  const offset = token.startOffset;
  const inQuery = ({ start, end }: Span): Span => ({ start: start + offset, end: end + offset });
  return (payload?.faults ?? []).map(({ message, help, fix, ...span }) => ({
    ...syntaxError(inQuery(span), message, help),
    ...(fix
      ? { fix: { ...fix, edits: fix.edits.map((edit) => ({ ...edit, span: inQuery(edit.span) })) } }
      : {}),
  }));
}

function unclosedComments(comments: readonly IToken[]): Problem[] {
  return comments
    .filter((comment) => (comment.payload as { closed: boolean } | undefined)?.closed === false)
    .map((comment) =>
      syntaxError(
        { start: comment.startOffset, end: comment.startOffset + 2 },
        'this comment is not closed',
        'end it with */; comments nest',
      ),
    );
}

const arithmeticSigns = new Set(['+', '-', '*', '/', '%']);

function findTooDeep(tokens: readonly IToken[]): IToken | undefined {
  let depth = 0;
  let chained = 0;
  /** Signs of arithmetic since the last connective: each makes the tree one level deeper. */
  let operators = 0;
  for (const token of tokens) {
    const opens = token.image === '(' || token.image === '[';
    const closes = token.image === ')' || token.image === ']';
    if (opens) depth++;
    if (closes) depth--;
    chained = token.image === 'not' || token.image === '-' || token.image === '+' ? chained + 1 : 0;
    if (arithmeticSigns.has(token.image)) operators++;
    else if (token.image === 'and' || token.image === 'or' || token.image === ',') operators = 0;
    if (depth > maximumDepth || chained > maximumDepth || operators > maximumDepth) return token;
  }
  return undefined;
}

/**
 * The parser's errors without the echoes of earlier ones: an error counts only when it stands on its own, three or
 * more tokens behind the one before it, and not where something else was already reported.
 */
function parserErrors(
  errors: readonly IRecognitionException[],
  tokens: readonly IToken[],
  text: string,
  reported: readonly Problem[],
): Problem[] {
  const indexOfToken = new Map(tokens.map((token, index) => [token, index]));
  const problems: Problem[] = [];
  let last = Number.NEGATIVE_INFINITY;
  for (const error of errors) {
    const index = indexOfToken.get(error.token) ?? tokens.length;
    const echoes = index - last < 3;
    last = Math.max(last, index + (error.resyncedTokens?.length ?? 0));
    if (echoes) continue;
    const span = indexOfToken.has(error.token) ? tokenSpan(error.token) : endSpan(text);
    if (reported.some((problem) => problem.span.start <= span.end && span.start <= problem.span.end))
      continue;
    problems.push(syntaxError(span, error.message));
  }
  return problems;
}

/** The last visible character: where the squiggle goes when something is missing at the end. */
function endSpan(text: string): Span {
  const end = text.trimEnd().length;
  return { start: Math.max(0, end - 1), end };
}
