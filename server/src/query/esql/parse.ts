import { append } from '../../text/append.js';
import { once } from '../../text/once.js';
import type { Span } from '../../text/span.js';
import { withOpening } from '../brackets.js';
import type { ParsedQuery } from '../syntax.js';
import { type SyntaxProblem, withoutKind } from '../syntax-problem.js';
import { tokenSpan } from '../token.js';
import { atTheirCause } from './causes.js';
import { EsqlGrammar } from './grammar.js';
import { tokenizeEsql } from './lexer.js';
import { esqlProblem } from './messages.js';
import { checkStructure } from './structure/structure.js';
import type { EsqlQuery } from './syntax.js';
import type { EsqlToken, EsqlTokenKind } from './tokens.js';
import { allCommands } from './walk.js';

/** Created for the first query: a grammar analyses itself, which takes as long as parsing several queries. */
const esqlGrammar = once(() => new EsqlGrammar());

/** Deeper nesting is rejected: the parser recurses once per level. Elasticsearch rejects 400. */
const maximumDepth = 400;

/**
 * Elasticsearch rejects a query with more commands. Those of subqueries and branches count too: resolving
 * columns takes time for each command and each column before it.
 */
const mostCommands = 500;

/**
 * Parses ES|QL. Never throws: for any string, returns what was recognised and its problems, code
 * `esql-syntax`, in source order: the errors that Elasticsearch reports before it looks at any field.
 */
export function parseEsql(text: string): ParsedQuery<EsqlQuery> {
  const { tokens, comments, unknown } = tokenizeEsql(text);
  const problems: SyntaxProblem[] = unknown.map((span) => unknownProblem(span, text));
  for (const token of tokens) if (token.content) append(problems, literalFaults(token));
  append(problems, unclosedComments(comments));
  const deep = findTooDeep(tokens);
  if (deep) {
    problems.push(esqlProblem('too-deep', tokenSpan(deep), maximumDepth));
    return { text, tree: undefined, problems: problems.map(withoutKind) };
  }
  if (tokens.length === 0) {
    if (problems.length === 0) problems.push(esqlProblem('empty', { start: 0, end: text.length }));
    return { text, tree: undefined, problems: problems.map(withoutKind) };
  }
  const grammar = esqlGrammar();
  const tree = grammar.parse(tokens, tokens.at(-1)!.end);
  for (const problem of grammar.found) problems.push(withOpening(problem, tokens));
  const commands = allCommands(tree);
  const structure = checkStructure(commands);
  append(
    problems,
    structure.filter(({ span }) => !isAround(span, grammar.missingAt)),
  );
  const tooMany = commands[mostCommands];
  if (tooMany) problems.push(esqlProblem('too-many-commands', tooMany.nameSpan, mostCommands));
  if (problems.length === 0) return { text, tree, problems: [], exact: true };
  problems.sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
  const caused = atTheirCause(problems, tokens, text);
  return {
    text,
    tree: tooMany ? undefined : tree,
    problems: withoutEchoes(caused, text).map(withoutKind),
  };
}

/**
 * Returns whether a structural problem spans a missing token: it only counts if its part was read completely.
 */
function isAround(span: Span, missingAt: readonly Span[]): boolean {
  return missingAt.some(({ start }) => span.start <= start && start <= span.end);
}

function unknownProblem(span: Span, text: string): SyntaxProblem {
  const characters = text.slice(span.start, span.end);
  const first = characters[0]!;
  if (first === '!') return esqlProblem('exclamation-mark', span);
  if (characters === '&&') return esqlProblem('double-ampersand', span);
  if (first === '&') return esqlProblem('ampersands', span);
  if (/[“”„«»]/.test(first)) return esqlProblem('curly-quote', span, first);
  if (/[\u00a0\u2000-\u200b\ufeff\f\v]/.test(first))
    return esqlProblem(
      'unusual-space',
      span,
      first.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0'),
    );
  return esqlProblem(
    'unknown-characters',
    span,
    characters.length > 20 ? `${characters.slice(0, 20)}…` : characters,
  );
}

function literalFaults({ content, image, start }: EsqlToken): SyntaxProblem[] {
  return (content?.faults ?? []).map(({ kind, span }) => {
    if (kind === 'unknown-escape' || kind === 'name-start')
      return esqlProblem(kind, span, image.slice(span.start - start, span.end - start));
    if (kind === 'single-quotes') return esqlProblem(kind, span, JSON.stringify(content!.value));
    return esqlProblem(kind, span);
  });
}

/** Of several problems at one position, only the last one has its own cause. */
function withoutEchoes(problems: readonly SyntaxProblem[], text: string): SyntaxProblem[] {
  let kept: SyntaxProblem | undefined;
  return problems.filter((problem) => {
    const isEcho = kept !== undefined && isEchoOf(problem, kept, text);
    if (!isEcho) kept = problem;
    return !isEcho;
  });
}

const openKinds: ReadonlySet<string> = new Set([
  'unclosed-string',
  'unclosed-raw-string',
  'unclosed-name',
  'unclosed-comment',
]);

function isEchoOf({ span, kind }: SyntaxProblem, earlier: SyntaxProblem, text: string): boolean {
  if (span.start === earlier.span.start && span.end === earlier.span.end) return true;
  if (span.start < earlier.span.end) return true;
  const between = text.slice(earlier.span.end, span.start);
  // A pipe starts a new command.
  if (kind === 'unknown-processing-command' && text[earlier.span.start] === '|') return false;
  // A token that an open string swallows is missing in its line.
  if (openKinds.has(earlier.kind)) return !/[\r\n|]/.test(between) || !between.includes('|');
  return /^[ \t]*$/.test(between);
}

function unclosedComments(comments: readonly EsqlToken[]): SyntaxProblem[] {
  return comments
    .filter(({ image }) => image.startsWith('/*') && !isClosed(image))
    .map(({ start }) => esqlProblem('unclosed-comment', { start, end: start + 2 }));
}

/** Returns whether a block comment and all those nested in it are closed. */
function isClosed(image: string): boolean {
  return (
    image.length >= 4 &&
    image.endsWith('*/') &&
    (image.match(/\/\*|\*\//g) ?? []).reduce((depth, mark) => depth + (mark === '/*' ? 1 : -1), 0) === 0
  );
}

/** Returns the token at which the tree gets too deep: each bracket, prefix and operator adds one level. */
function findTooDeep(tokens: readonly EsqlToken[]): EsqlToken | undefined {
  if (tokens.length < maximumDepth) return undefined;
  const open: number[] = [];
  let depth = 0;
  for (const token of tokens) {
    const { kind } = token;
    if (opening.has(kind)) open.push(++depth);
    else if (closing.has(kind)) depth = (open.pop() ?? 1) - 1;
    else if (deepening.has(kind)) depth++;
    else if (separating.has(kind)) depth = open.at(-1) ?? 0;
    if (depth > maximumDepth) return token;
  }
  return undefined;
}

const opening: ReadonlySet<EsqlTokenKind> = new Set(['(', '[', '{', 'pipeline-start']);
const closing: ReadonlySet<EsqlTokenKind> = new Set([')', ']', '}', 'pipeline-end']);
const deepening: ReadonlySet<EsqlTokenKind> = new Set([
  ...(['not', '+', '-', '*', '/', '%', '==', '!=', '<', '<=', '>', '>=', '=', '=~', '::', '->'] as const),
]);
/** Separators of siblings at the same depth. */
const separating: ReadonlySet<EsqlTokenKind> = new Set(['and', 'or', ',', '|', 'by', 'where', ';']);
