/** What can follow at the end of an unfinished KQL query. */
export type KqlExpectation = 'field' | 'operator' | 'value' | 'connective';

export interface KqlPosition {
  readonly expected: KqlExpectation;
  /** What is typed of the next word already; without the quote of a string. */
  readonly prefix: string;
  /** Offset of the prefix in the query. */
  readonly start: number;
  /** The field whose operator or value comes next. */
  readonly field: string | undefined;
  /** Whether the cursor is in a string. */
  readonly inString: boolean;
  /** Whether the value is one of a list in parentheses. */
  readonly inList: boolean;
}

/** Strings, also those that are not closed; signs; words, in which a backslash takes the next character along. */
const token = /"(?:\\.|\\$|[^"\\])*("?)|[(){}]|<=?|>=?|:|(?:\\.|[^\s"(){}<>:\\])+|\\$/gs;

/** A parenthesis that is open: around conditions, around the values of a field, or the braces of a nested field. */
interface Open {
  readonly kind: 'conditions' | 'values' | 'nested';
  readonly field: string | undefined;
}

/**
 * Where the end of a text stands in a query. Undefined inside of braces, where fields go by the end of their names. Follows
 * the text from its beginning and takes what is broken for unfinished.
 */
export function kqlPositionAt(before: string): KqlPosition | undefined {
  const open: Open[] = [];
  let expected: KqlExpectation = 'field';
  let field: string | undefined;
  const position = (start: number, prefix: string, inString = false): KqlPosition | undefined =>
    open.some(({ kind }) => kind === 'nested')
      ? undefined
      : { expected, prefix, start, field, inString, inList: open.at(-1)?.kind === 'values' };

  const takeSign = (sign: string): void => {
    const inValues = open.at(-1)?.kind === 'values';
    if (sign === '(') {
      const kind = expected === 'value' ? 'values' : 'conditions';
      open.push({ kind, field: kind === 'values' ? field : undefined });
    } else if (sign === '{') {
      open.push({ kind: 'nested', field });
      expected = 'field';
    } else if (sign === ')' || sign === '}') {
      open.pop();
      expected = 'connective';
    } else if (!inValues) expected = 'value';
  };
  const takeWord = (word: string): void => {
    const keyword = word.toLowerCase();
    const list = open.at(-1);
    if (keyword === 'and' || keyword === 'or') {
      expected = list?.kind === 'values' ? 'value' : 'field';
      field = list?.field;
    } else if (keyword === 'not' && (expected === 'field' || expected === 'value')) return;
    else if (expected === 'field' || expected === 'operator') {
      field = word;
      expected = 'operator';
    } else expected = 'connective';
  };

  for (const match of before.matchAll(token)) {
    const [text, closing] = match;
    const end = match.index + text.length;
    if (text.startsWith('"')) {
      if (closing === '') return position(match.index + 1, text.slice(1), true);
      takeWord(text.slice(1, -1));
    } else if (/^[(){}<>:]/.test(text)) takeSign(text);
    else if (end === before.length) return position(match.index, text);
    else takeWord(text);
  }
  return position(before.length, '');
}
