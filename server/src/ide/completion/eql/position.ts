import { findFunction } from '../../../query/eql/functions.js';
import { type EqlToken, isClosedBlockComment, tokenizeEql } from '../../../query/eql/tokens.js';

/** The next element that the EQL grammar expects. */
export type Expected =
  | 'query'
  | 'category'
  | 'where'
  | 'operand'
  | 'argument'
  | 'operator'
  | 'negated operator'
  | 'value'
  | 'list'
  | 'connective'
  | 'head'
  | 'key'
  | 'after key'
  | 'option'
  | 'assignment'
  | 'duration'
  | 'step'
  | 'after step'
  | 'pipe'
  | 'nothing';

/**
 * The cursor position in a query, derived from the tokens before it: the text after it need not exist yet.
 */
export interface EqlPosition {
  readonly expected: Expected;
  /** Offset where the word at the cursor, or the content of the string, starts. */
  readonly start: number;
  /** The typed prefix. */
  readonly prefix: string;
  /** The string that contains the cursor. */
  readonly string?: { readonly raw: boolean };
  /** The compared field, or the type of the compared call. */
  readonly field?: string;
  readonly operator?: string;
  /** The category of the event filter that contains the cursor. */
  readonly category?: string;
  readonly inSequence: boolean;
  /** Whether the value is in a list. */
  readonly inList: boolean;
}

const word = /(?<![\w@.`])[A-Za-z_@][\w@]*(?:\.[\w@]*)*~?$/;
const operators = new Set(['==', '!=', '<', '<=', '>', '>=', ':', 'like', 'like~', 'regex', 'regex~']);

/**
 * Returns the position at the end of `before`, the text of a query up to the cursor, or undefined inside a
 * comment.
 */
export function eqlPositionAt(before: string): EqlPosition | undefined {
  const { tokens, comments } = tokenizeEql(before);
  const comment = comments.at(-1);
  if (comment?.end === before.length && !isClosedBlockComment(comment)) return undefined;
  const last = tokens.at(-1);
  if (last && isOpenString(last, before.length)) {
    const raw = last.image.startsWith('"""');
    const start = last.start + (raw ? 3 : 1);
    return { ...read(tokens.slice(0, -1)), start, prefix: before.slice(start), string: { raw } };
  }
  const prefix = word.exec(before)?.[0] ?? '';
  const start = before.length - prefix.length;
  return { ...read(tokens.filter((token) => token.start < start)), start, prefix };
}

function isOpenString(token: EqlToken, end: number): boolean {
  const { kind, image } = token;
  if (token.end !== end) return false;
  if (kind === 'raw-string') return image.length < 6 || !image.endsWith('"""');
  return kind === 'string' && !/^"(?:[^"\\]|\\.)*"$/s.test(image);
}

interface Parenthesis {
  readonly kind: 'group' | 'call' | 'list';
  readonly name?: string;
}

/** Reads the tokens before the cursor one by one; each determines what can follow it. */
function read(tokens: readonly EqlToken[]): Omit<EqlPosition, 'start' | 'prefix' | 'string'> {
  let expected: Expected = 'query';
  let field: string | undefined;
  let operator: string | undefined;
  let category: string | undefined;
  let inSequence = false;
  let inIndex = false;
  let option = '';
  let open: Parenthesis[] = [];

  const inside = () => open.at(-1)?.kind;
  const operand = (): void => {
    field = undefined;
    operator = undefined;
    expected = inside() === 'call' ? 'argument' : 'operand';
  };
  const afterValue = (): void => {
    if (inside() === 'list' || inside() === 'call') expected = 'nothing';
    else expected = expected === 'value' ? 'connective' : 'operator';
  };

  tokens.forEach((token, index) => {
    const { image, kind } = token;
    const isWord = /^[\w@`]/.test(image) && kind !== 'integer' && kind !== 'decimal';
    if (inIndex) {
      inIndex = image !== ']';
      return;
    }
    if (isWord && tokens[index - 1]?.image === '.' && field !== undefined) {
      field += `.${image.replaceAll('`', '')}`;
      return;
    }
    switch (kind) {
      case 'sequence':
      case 'sample':
      case 'join':
        inSequence = true;
        expected = 'head';
        return;
      case 'by':
        expected = 'key';
        return;
      case 'with':
        expected = 'option';
        return;
      case 'maxspan':
        option = image;
        expected = 'assignment';
        return;
      case '=':
        expected = option === 'maxspan' ? 'duration' : 'nothing';
        return;
      case '[':
      case '![':
        if (expected === 'operator' && field !== undefined) inIndex = true;
        else {
          category = undefined;
          open = [];
          expected = 'category';
        }
        return;
      case ']':
        expected = 'after step';
        return;
      case 'until':
        expected = 'step';
        return;
      case 'where':
        open = [];
        operand();
        return;
      case 'and':
      case 'or':
        operand();
        return;
      case 'not':
        if (expected === 'operator') expected = 'negated operator';
        return;
      case 'in':
      case 'in~':
        operator = image;
        expected = 'list';
        return;
      case '(': {
        const before = tokens[index - 1];
        const call = before && expected === 'operator' && field !== undefined && !field.includes('.');
        if (expected === 'list' || (expected === 'value' && operator !== undefined)) {
          open.push({ kind: 'list' });
          expected = 'value';
        } else if (call) {
          open.push({ kind: 'call', name: before.image });
          operand();
        } else {
          open.push({ kind: 'group' });
          operand();
        }
        return;
      }
      case ')': {
        const closed = open.pop();
        if (closed?.kind !== 'call') expected = 'connective';
        else {
          const returns = findFunction(closed.name?.replace('~', '') ?? '')?.returns;
          field = undefined;
          expected = returns === 'boolean' ? 'connective' : 'operator';
        }
        return;
      }
      case ',':
        if (inside() === 'list') expected = 'value';
        else if (inside() === 'call') operand();
        else expected = 'key';
        return;
      case '|':
        expected = 'pipe';
        return;
      case '.':
      case '?':
        return;
      default:
        break;
    }
    if (operators.has(image)) {
      operator = image;
      expected = 'value';
    } else if (/^[-+*/%]$/.test(image)) operand();
    else if (expected === 'query' || expected === 'category') {
      category = image.replaceAll('"', '');
      expected = 'where';
    } else if (expected === 'option') {
      option = image;
      expected = 'assignment';
    } else if (expected === 'duration') expected = kind === 'integer' ? 'duration' : afterOption();
    else if (expected === 'key') {
      field = image.replaceAll('`', '');
      expected = 'after key';
    } else if (expected === 'pipe') expected = 'nothing';
    else if (['string', 'raw-string', 'integer', 'decimal', 'true', 'false', 'null'].includes(kind))
      afterValue();
    else if (isWord && (expected === 'operand' || expected === 'argument' || expected === 'value')) {
      field = image.replaceAll('`', '');
      expected = 'operator';
    }
  });

  function afterOption(): Expected {
    return option === 'maxspan' ? 'step' : 'after step';
  }

  return {
    expected,
    inSequence,
    inList: inside() === 'list',
    ...(field !== undefined && { field }),
    ...(operator !== undefined && { operator }),
    ...(category !== undefined && { category }),
  };
}
