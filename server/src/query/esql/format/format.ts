import { tokenizeEsql } from '../lexer.js';
import { parseEsql } from '../parse.js';
import { writeCommand } from './layout.js';
import { meaningOf, unnamedSpans } from './meaning.js';
import { isBreak, type Piece, piecesOf } from './pieces.js';

/**
 * Formats a query: each command on a line that begins with its pipe, even spaces, long lines split at commas
 * and connectives. Line breaks within a command, comments, the case of words and the meaning stay the same.
 * Returns a query that does not parse unchanged.
 */
export function formatEsql(text: string): string {
  const before = parseEsql(text);
  if (!before.tree || before.problems.length > 0) return text;
  const { tokens, comments } = tokenizeEsql(text);
  const all = [...tokens, ...comments].sort((a, b) => a.start - b.start);
  const formatted = write(text, piecesOf(text, all, unnamedSpans(before.tree)));
  const after = parseEsql(formatted);
  const isSame =
    after.tree !== undefined &&
    after.problems.length === 0 &&
    meaningOf(formatted, after.tree) === meaningOf(text, before.tree);
  return isSame ? formatted : text;
}

function write(text: string, pieces: readonly Piece[]): string {
  const end = pieces.at(-1)?.end ?? 0;
  const lineBreak = /\r\n|\n|\r/.exec(text)?.[0] ?? '\n';
  let written = '';
  for (const { comments, tokens, isPiped, gap } of commandsOf(pieces)) {
    for (const [index, comment] of comments.entries()) {
      const isHidden = comments[index - 1]?.text.startsWith('//') && !isBreak(comment.gap);
      written += isHidden ? lineBreak : written === '' ? trimmed(comment.gap) : comment.gap;
      written += comment.text;
    }
    // Comments can end the query.
    if (tokens.length === 0) continue;
    if (written === '') written = trimmed(gap);
    else written += breakOf(gap, lineBreak);
    const command = writeCommand(tokens, isPiped ? 2 : 0, lineBreak);
    written += isPiped ? `| ${command}` : command;
  }
  return written + text.slice(end).replace(/[ \t]+(?=[\r\n])/g, '');
}

/** Returns whitespace up to its last line break. */
function trimmed(gap: string): string {
  return gap.replace(/[ \t]+$/, '');
}

/** Returns the line breaks of a gap, with at most one empty line. */
function breakOf(gap: string, lineBreak: string): string {
  return lineBreak.repeat(Math.min(2, Math.max(1, gap.match(/\r\n|\n|\r/g)?.length ?? 0)));
}

interface LaidCommand {
  /** The comments around its pipe, which are written above it. */
  readonly comments: readonly Piece[];
  readonly tokens: readonly Piece[];
  readonly isPiped: boolean;
  /** The whitespace before it. */
  readonly gap: string;
}

/** Returns the commands of the query itself. Those in parentheses belong to their command. */
function commandsOf(pieces: readonly Piece[]): LaidCommand[] {
  const commands: LaidCommand[] = [];
  for (let at = 0; at < pieces.length; ) {
    const comments: Piece[] = [];
    let gap = '';
    let isPiped = false;
    for (; at < pieces.length; at++) {
      const piece = pieces[at]!;
      if (piece.isComment) comments.push(piece);
      else {
        if (breaksIn(piece.gap) >= breaksIn(gap)) ({ gap } = piece);
        if (piece.kind !== '|') break;
        isPiped = true;
      }
    }
    const start = at;
    for (let depth = 0; at < pieces.length; at++) {
      const { kind } = pieces[at]!;
      if (kind === 'pipeline-start') depth++;
      else if (kind === 'pipeline-end') depth--;
      else if (kind === '|' && depth === 0) break;
      if (kind === ';' && depth === 0 && at++ >= 0) break;
    }
    let end = at;
    while (end > start && pieces[end - 1]!.isComment) end--;
    at = end > start ? end : at;
    commands.push({ comments, tokens: pieces.slice(start, end), isPiped, gap });
  }
  return commands;
}

function breaksIn(gap: string): number {
  return gap.match(/\r\n|\n|\r/g)?.length ?? 0;
}
