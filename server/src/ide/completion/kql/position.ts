/** The element that can follow at the end of an unfinished KQL query. */
export type KqlExpectation = 'field' | 'operator' | 'value' | 'connective';

export interface KqlPosition {
  readonly expected: KqlExpectation;
  /** The typed part of the next word, without a string's quote. */
  readonly prefix: string;
  /** Offset of the prefix in the query. */
  readonly start: number;
  /** The field whose operator or value comes next. */
  readonly field: string | undefined;
  /** Whether the cursor is in a string. */
  readonly inString: boolean;
  /** Whether the value is in a list in parentheses. */
  readonly inList: boolean;
}

/** Strings, including unclosed ones; punctuation; words, in which a backslash escapes the next character. */
const token = /"(?:\\.|\\$|[^"\\])*("?)|[(){}]|<=?|>=?|:|(?:\\.|[^\s"(){}<>:\\])+|\\$/gs;

/** An open parenthesis, around conditions or a field's values, or the brace of a nested field. */
interface Open {
  readonly kind: 'conditions' | 'values' | 'nested';
  readonly field: string | undefined;
}

/**
 * Returns the position at the end of a query's text, or undefined inside braces, where fields are named by
 * their last segments. Reads the text from its beginning and treats syntax errors as unfinished syntax.
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
