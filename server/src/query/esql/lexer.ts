import type { Span } from '../../text/span.js';
import { createToken, type Lexed } from '../token.js';
import {
  type CommandShape,
  commandFacts,
  doubleCommands,
  type LexerMode,
  sourceCommands,
} from './commands.js';
import {
  type LiteralContent,
  type ReadLiteral,
  readNamePattern,
  readQuotedName,
  readSingleQuoted,
  readString,
} from './literals.js';
import { type EsqlToken, type EsqlTokenKind, reservedWords, signs } from './tokens.js';

/** `command`: a command word is expected. `set`: between SET and its semicolon. */
type Mode = LexerMode | 'command' | 'set' | 'policy-fields';

/** The state that a parenthesis interrupts. */
interface Outer {
  readonly mode: Mode;
  /** Whether the parentheses contain commands. */
  readonly isPipeline: boolean;
}

const reserved: ReadonlySet<string> = new Set(reservedWords);
const blank = /[ \t\r\n]+/y;
const restOfLine = /[^\r\n]*/y;
const identifier = /[A-Za-z][A-Za-z0-9_]*|[_@][A-Za-z0-9_]+/y;
const digits = /\d+/y;
const number = /(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?/y;
const parameter = /\?\??(?:[A-Za-z0-9_]+)?/y;
/** A slash is part of an index name unless it starts a comment. */
const indexName = /(?:[^:"=|,[\]/() \t\r\n]|\/(?![/*]))+/y;
/** Everything up to a character that cannot be part of a command. */
const commandWord = /[^ \t\r\n[\]/|(){},;:"=]+/y;
const sourceStart = new RegExp(`\\([ \\t\\r\\n]*(?:${sourceCommands.join('|')})[ \\t\\r\\n]`, 'iy');

/**
 * Returns the tokens of a query. Which words are keywords depends on the command
 * (docs/semantics/esql.md#words-by-command), so the lexer tracks the current command, and which parentheses
 * contain commands.
 */
export function tokenizeEsql(text: string): Lexed<EsqlToken> {
  return new Lexer(text).run();
}

class Lexer {
  private readonly tokens: EsqlToken[] = [];
  private readonly comments: EsqlToken[] = [];
  private readonly unknown: { start: number; end: number }[] = [];
  private readonly outer: Outer[] = [];
  private mode: Mode = 'command';
  private at = 0;
  /**
   * Whether block comments nest. They do not in a source with an unclosed one, where the first end counts.
   */
  private nests = true;

  constructor(private readonly text: string) {}

  run(): Lexed<EsqlToken> {
    while (this.at < this.text.length) if (!this.next()) this.unknownCharacter();
    return { tokens: this.tokens, comments: this.comments, unknown: this.unknown as readonly Span[] };
  }

  private next(): boolean {
    switch (this.text[this.at]) {
      case ' ':
      case '\t':
      case '\r':
      case '\n':
        this.at = this.endOf(blank, this.at)!;
        return true;
      case '/':
        return this.comment() || this.inMode();
      case '|':
        return this.pipe();
      case '(':
        return this.open();
      case ')':
        return this.close();
      default:
        return this.inMode();
    }
  }

  private endOf(pattern: RegExp, at: number): number | undefined {
    pattern.lastIndex = at;
    return pattern.test(this.text) ? pattern.lastIndex : undefined;
  }

  private push(kind: EsqlTokenKind, end: number, content?: LiteralContent): true {
    this.tokens.push(createToken(kind, this.text.slice(this.at, end), this.at, content));
    this.at = end;
    return true;
  }

  private pushLiteral(kind: EsqlTokenKind, { end, content }: ReadLiteral): true {
    return this.push(kind, end, content);
  }

  private comment(): boolean {
    const { text, at } = this;
    let end: number;
    if (text[at + 1] === '/') end = this.endOf(restOfLine, at)!;
    else if (text[at + 1] === '*') {
      const nested = this.nests ? blockCommentEnd(text, at) : undefined;
      if (nested === undefined) this.nests = false;
      const first = text.indexOf('*/', at + 2);
      end = nested ?? (first < 0 ? text.length : first + 2);
    } else return false;
    this.comments.push(createToken('comment', text.slice(at, end), at));
    this.at = end;
    return true;
  }

  /** A pipe ends parentheses that are still open in a command: closing them was forgotten. */
  private pipe(): true {
    while (this.outer.length > 0 && !this.outer.at(-1)!.isPipeline) this.outer.pop();
    this.mode = 'command';
    return this.push('|', this.at + 1);
  }

  private open(): true {
    const isPipeline = this.opensPipeline();
    this.outer.push({ mode: this.mode, isPipeline });
    this.mode = isPipeline ? 'command' : this.mode === 'command' ? 'expression' : this.mode;
    return this.push(isPipeline ? 'pipeline-start' : '(', this.at + 1);
  }

  private close(): true {
    const outer = this.outer.pop();
    this.push(outer?.isPipeline ? 'pipeline-end' : ')', this.at + 1);
    if (outer) this.mode = outer.mode;
    return true;
  }

  private opensPipeline(): boolean {
    if (this.mode === 'sources' || this.mode === 'fork') return true;
    const before = this.tokens.at(-1)?.kind;
    return before === 'in' && this.endOf(sourceStart, this.at) !== undefined;
  }

  private inMode(): boolean {
    switch (this.mode) {
      case 'command':
        return this.command();
      case 'sources':
        return this.source();
      case 'names':
      case 'rename':
      case 'policy-fields':
        return this.namePattern() || this.sign();
      case 'policy':
      case 'join':
        return this.target();
      case 'raw':
        return this.raw();
      case 'set':
      case 'fork':
      case 'expression':
        return this.expression();
    }
  }

  private command(): boolean {
    const { text, at } = this;
    const end = this.endOf(commandWord, at);
    if (end === undefined) return this.sign() || this.string();
    const word = text.slice(at, end).toUpperCase();
    if (word === 'SET' && this.isFirst()) {
      this.mode = 'set';
      return this.push('identifier', end);
    }
    const second = doubleCommands.get(word);
    if (second !== undefined) {
      const next = this.endOf(blank, end) ?? end;
      const nextEnd = this.endOf(commandWord, next);
      if (nextEnd !== undefined && text.slice(next, nextEnd).toUpperCase() === second) {
        this.mode = second === 'JOIN' ? 'join' : 'expression';
        return this.push(kindOf(commandFacts(`${word} ${second}`)?.shape ?? 'lookup-join'), nextEnd);
      }
    }
    const facts = commandFacts(word);
    this.mode = facts?.mode ?? 'expression';
    return this.push(facts ? kindOf(facts.shape) : 'unknown-command', end);
  }

  /** Returns whether only settings come before. */
  private isFirst(): boolean {
    const before = this.tokens.at(-1)?.kind;
    return before === undefined || before === ';';
  }

  private source(): boolean {
    const { text, at } = this;
    if (text[at] === '"') return this.string();
    if (text[at] === '`') return this.pushLiteral('quoted-identifier', readQuotedName(text, at));
    const end = this.endOf(indexName, at);
    if (end === undefined) return this.sign();
    const isMetadata = text.slice(at, end).toLowerCase() === 'metadata';
    return this.push(isMetadata ? 'metadata' : 'index', end);
  }

  private namePattern(): boolean {
    const found = readNamePattern(this.text, this.at);
    if (!found) return false;
    const word = this.text.slice(this.at, found.end).toLowerCase();
    if (this.mode === 'rename' && word === 'as') return this.push('as', found.end);
    if (this.mode === 'policy-fields' && (word === 'on' || word === 'with'))
      return this.push(word, found.end);
    return this.pushLiteral('name-pattern', found);
  }

  /** Reads the policy of ENRICH or the index of LOOKUP JOIN, after which a different mode applies. */
  private target(): boolean {
    const { text, at } = this;
    const before = this.tokens.at(-1)?.kind;
    const end = this.endOf(indexName, at);
    const word = end === undefined ? '' : text.slice(at, end).toLowerCase();
    if (word === 'on' || word === 'with') {
      this.mode = this.mode === 'join' ? 'expression' : 'policy-fields';
      return this.push(word, end!);
    }
    if (before === 'index' || before === 'string') {
      // `as` of a join comes before the alias.
      if (word === 'as') return this.push('as', end!);
    }
    if (text[at] === '"') return this.string();
    return end === undefined ? this.sign() : this.push('index', end);
  }

  /** Reads everything up to the next pipe outside quotes. */
  private raw(): boolean {
    let end = this.at;
    while (end < this.text.length && this.text[end] !== '|' && this.text[end] !== ')') {
      end = this.text[end] === '"' ? readString(this.text, end).end : end + 1;
      if (this.text[end] === '(') {
        const close = this.text.indexOf(')', end);
        end = close < 0 ? this.text.length : close + 1;
      }
    }
    return end > this.at && this.push('raw', end);
  }

  private expression(): boolean {
    const { text, at } = this;
    const end = this.endOf(identifier, at);
    if (end !== undefined) return this.word(end);
    if (this.string() || this.number()) return true;
    if (text[at] === '`') return this.pushLiteral('quoted-identifier', readQuotedName(text, at));
    const parameterEnd = text[at] === '?' ? this.endOf(parameter, at) : undefined;
    if (parameterEnd !== undefined) return this.push('parameter', parameterEnd);
    return this.sign();
  }

  private word(end: number): true {
    const word = this.text.slice(this.at, end).toLowerCase();
    if (!reserved.has(word)) return this.push('identifier', end);
    // `first(` and `last(` are functions.
    const isCall = (word === 'first' || word === 'last') && this.text[end] === '(';
    return this.push(isCall ? 'identifier' : (word as EsqlTokenKind), end);
  }

  private string(): boolean {
    const { text, at } = this;
    if (text[at] === '"')
      return this.pushLiteral(text.startsWith('"""', at) ? 'raw-string' : 'string', readString(text, at));
    const single = text[at] === "'" ? readSingleQuoted(text, at) : undefined;
    return single !== undefined && this.pushLiteral('string', single);
  }

  private number(): boolean {
    const end = this.endOf(number, this.at);
    if (end === undefined) return false;
    const isInteger = this.endOf(digits, this.at) === end;
    return this.push(isInteger ? 'integer' : 'decimal', end);
  }

  private sign(): boolean {
    const { text, at } = this;
    const sign = signAt(text, at);
    if (sign === undefined) return false;
    this.push(sign, at + sign.length);
    if (sign === ';') this.mode = 'command';
    return true;
  }

  private unknownCharacter(): void {
    const last = this.unknown.at(-1);
    if (last?.end === this.at) last.end++;
    else this.unknown.push({ start: this.at, end: this.at + 1 });
    this.at++;
  }
}

const signSet: ReadonlySet<string> = new Set(signs);

/** Returns the longest sign at an offset. */
function signAt(text: string, at: number): (typeof signs)[number] | undefined {
  const two = text.slice(at, at + 2);
  const found = signSet.has(two) ? two : two.charAt(0);
  return signSet.has(found) ? (found as (typeof signs)[number]) : undefined;
}

function kindOf(shape: CommandShape): EsqlTokenKind {
  return `command-${shape}`;
}

/**
 * Returns the end of a block comment and of those nested in it, or undefined if one of them is not closed.
 */
function blockCommentEnd(text: string, start: number): number | undefined {
  const mark = /\/\*|\*\//g;
  mark.lastIndex = start;
  let depth = 0;
  for (let match = mark.exec(text); match; match = mark.exec(text)) {
    depth += match[0] === '/*' ? 1 : -1;
    if (depth === 0) return mark.lastIndex;
  }
  return undefined;
}
