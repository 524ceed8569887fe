import { tokenizeEsql } from '../../../query/esql/lexer.js';
import type { EsqlToken, EsqlTokenKind } from '../../../query/esql/tokens.js';

/** A section of a command, as separated by its keywords. */
export type Clause = 'main' | 'by' | 'where' | 'on' | 'with' | 'as' | 'metadata';

/** An open bracket before the cursor. */
export interface OpenBracket {
  readonly kind: '(' | '[' | '{';
  /** The function whose arguments these are. */
  readonly call: EsqlToken | undefined;
  /** The keyword before it, such as `in`. */
  readonly keyword: EsqlTokenKind | undefined;
  /** Number of commas in it. */
  readonly argument: number;
  /** The tokens before it since the last comma; its function or keyword is the last one. */
  readonly before: readonly EsqlToken[];
}

/** The position at the end of an unfinished query. */
export interface EsqlPosition {
  /** The typed word, from its first character; empty after whitespace and operators. */
  readonly prefix: string;
  readonly start: number;
  /** The unclosed string that contains the cursor. */
  readonly string: EsqlToken | undefined;
  /** The command that contains the cursor; undefined where one is expected. */
  readonly command: EsqlToken | undefined;
  /** Whether the command starts a query or subquery. */
  readonly isSource: boolean;
  readonly clause: Clause;
  /** The tokens before the prefix since the last comma, bracket or clause keyword. */
  readonly segment: readonly EsqlToken[];
  /** All tokens of the clause before the prefix, including commas. */
  readonly clauseTokens: readonly EsqlToken[];
  /** The open brackets of the command, outer ones first. */
  readonly brackets: readonly OpenBracket[];
  /** All tokens before the prefix. */
  readonly tokens: readonly EsqlToken[];
}

const nameKinds: ReadonlySet<EsqlTokenKind> = new Set<EsqlTokenKind>([
  ...(['identifier', 'quoted-identifier', 'name-pattern', 'index', 'metadata', 'as', '.'] as const),
  ...(['and', 'asc', 'by', 'desc', 'false', 'first', 'in', 'is', 'last', 'like', 'not', 'null'] as const),
  ...(['nulls', 'on', 'or', 'rlike', 'true', 'where', 'with', 'unknown-command'] as const),
]);

/**
 * Returns the position at the end of a query up to the cursor, or undefined in comments. Treats syntax errors
 * as unfinished syntax.
 */
export function esqlPositionAt(before: string): EsqlPosition | undefined {
  const { tokens, comments } = tokenizeEsql(before);
  const comment = comments.at(-1);
  if (comment && comment.end === before.length && !isClosedComment(comment.image)) return undefined;
  const last = tokens.at(-1);
  if (last && last.end === before.length && isOpenString(last))
    return place(tokens.slice(0, -1), last.start, '', last);
  let start = before.length;
  let count = tokens.length;
  while (count > 0 && tokens[count - 1]!.end === start && isName(tokens[count - 1]!)) {
    start = tokens[--count]!.start;
  }
  return place(tokens.slice(0, count), start, before.slice(start), undefined);
}

function isName({ kind }: EsqlToken): boolean {
  return nameKinds.has(kind) || isCommand(kind);
}

function isCommand(kind: EsqlTokenKind): boolean {
  return kind.startsWith('command-') || kind === 'unknown-command';
}

function isClosedComment(image: string): boolean {
  return image.startsWith('/*') && image.length >= 4 && image.endsWith('*/');
}

function isOpenString({ kind, content }: EsqlToken): boolean {
  if (kind !== 'string' && kind !== 'raw-string') return false;
  return content?.faults.some((fault) => fault.kind.startsWith('unclosed')) === true;
}

/** The state that a parenthesis around commands interrupts. */
interface Level {
  command: EsqlToken | undefined;
  isSource: boolean;
  clause: Clause;
  segment: EsqlToken[];
  clauseTokens: EsqlToken[];
  brackets: (OpenBracket & { argument: number })[];
  /** The tokens of the clause before each bracket. */
  readonly isBranch: boolean;
}

const clauseWords: ReadonlySet<EsqlTokenKind> = new Set(['by', 'where', 'on', 'with', 'as', 'metadata']);

function place(
  tokens: readonly EsqlToken[],
  start: number,
  prefix: string,
  string: EsqlToken | undefined,
): EsqlPosition {
  const levels: Level[] = [newLevel(false)];
  for (const token of tokens) step(token, levels);
  const level = levels.at(-1)!;
  const { command, isSource, clause, segment, clauseTokens, brackets } = level;
  return { prefix, start, string, command, isSource, clause, segment, clauseTokens, brackets, tokens };
}

function newLevel(isBranch: boolean): Level {
  return {
    command: undefined,
    isSource: !isBranch,
    clause: 'main',
    segment: [],
    clauseTokens: [],
    brackets: [],
    isBranch,
  };
}

function step(token: EsqlToken, levels: Level[]): void {
  const level = levels.at(-1)!;
  const { kind } = token;
  if (kind === '|' || kind === ';') reset(level, kind === ';');
  else if (kind === 'pipeline-start') levels.push(newLevel(level.command?.kind === 'command-fork'));
  else if (kind === 'pipeline-end') {
    if (levels.length > 1) levels.pop();
    push(token, levels.at(-1)!);
  } else if (isCommand(kind) && !level.command) level.command = token;
  else if (kind === '(' || kind === '[' || kind === '{') open(token, kind, level);
  else if (kind === ')' || kind === ']' || kind === '}') {
    level.segment = [...(level.brackets.pop()?.before ?? [])];
    push(token, level);
  } else if (kind === ',') takeComma(token, level);
  else if (level.brackets.length === 0 && startsClause(token, level)) {
    level.clause = kind as Clause;
    level.segment = [];
    level.clauseTokens = [];
  } else push(token, level);
}

function push(token: EsqlToken, level: Level): void {
  level.segment.push(token);
  level.clauseTokens.push(token);
}

function reset(level: Level, isSource: boolean): void {
  Object.assign(level, newLevel(level.isBranch), { isSource });
}

/**
 * Returns whether a token starts a clause: `where` is also the command itself, and `with` and `as` are
 * keywords of some commands only.
 */
function startsClause({ kind }: EsqlToken, { command }: Level): boolean {
  if (!clauseWords.has(kind)) return false;
  return kind !== 'where' || command?.kind === 'command-stats' || command?.kind === 'command-inline-stats';
}

function open(token: EsqlToken, kind: OpenBracket['kind'], level: Level): void {
  const before = level.segment.at(-1);
  const isCall = kind === '(' && before?.kind === 'identifier';
  level.brackets.push({
    kind,
    call: isCall ? before : undefined,
    keyword: isCall ? undefined : before?.kind,
    argument: 0,
    before: [...level.segment],
  });
  level.segment = [];
  level.clauseTokens.push(token);
}

function takeComma(token: EsqlToken, level: Level): void {
  level.segment = [];
  level.clauseTokens.push(token);
  const bracket = level.brackets.at(-1);
  if (bracket) bracket.argument++;
  // The condition of an aggregate ends with it, as does a new name.
  else if (level.clause === 'where' || level.clause === 'as') level.clause = 'main';
}
