import type { TextEdit } from '../../text/edits.js';
import type { Misreading } from './misreading.js';
import type { KqlToken } from './tokens.js';

/** A keyword that is taken for a word, and what makes it one. */
interface Place extends Misreading {
  readonly edits: readonly TextEdit[];
}

/**
 * `(a: b)and(c: d)`, `a: b or(c: d)` and `not(a: b)`: without its blanks the keyword is taken for a part of a value
 * (spec/KQL-ESQL-RULE-TYPES.md section 1.1). The fix writes the blanks of all that follow too.
 */
export function keywordWithoutBlank(tokens: readonly KqlToken[], at: number): Misreading | undefined {
  const first = connectiveAt(tokens, at) ?? keywordBefore(tokens, at);
  if (!first) return undefined;
  const { span, message } = first;
  if (first.edits.length === 0) return { span, message };
  const edits = tokens.flatMap((_, index) =>
    index < at
      ? []
      : [...(keywordBefore(tokens, index)?.edits ?? []), ...(connectiveAt(tokens, index)?.edits ?? [])],
  );
  return { span, message, fix: { title: 'Write the blanks', edits } };
}

/** `"a"or"b"` and `"a" not"b"`: the keyword begins the unquoted text at an index. */
function connectiveAt(tokens: readonly KqlToken[], at: number): Place | undefined {
  const token = tokens[at]!;
  const before = tokens[at - 1];
  if (token.kind !== 'unquoted' || !['quoted', ')', '}'].includes(before?.kind ?? '')) return undefined;
  if (/^not$/i.test(token.image) && ['quoted', '('].includes(tokens[at + 1]?.kind ?? '')) {
    const text = before!.end === token.start ? ' and ' : 'and ';
    const { span } = needsBlanks(token.image, token.start);
    const edits = [{ span: { start: token.start, end: token.start }, text }];
    return { span, message: `expected [and] or [or], found [${token.image}]`, edits };
  }
  const keyword = /^(?:and|or)(?!\S)/i.exec(token.image)?.[0];
  if (keyword === undefined) return undefined;
  const behind = tokens[at + 1]?.kind ?? 'end';
  if (token.image.trim() === keyword && !['quoted', '(', 'not'].includes(behind)) {
    if (behind !== ')' && behind !== '}') return undefined;
    const { span } = needsBlanks(keyword, token.start);
    return { span, message: `expected a condition behind [${keyword}], found [${behind}]`, edits: [] };
  }
  const edits: TextEdit[] = [];
  if (before!.end === token.start) edits.push(blank(token.start));
  if (token.image === keyword) edits.push(blank(token.end));
  return { ...needsBlanks(keyword, token.start), edits };
}

/** `a or("b")`: the keyword ends the unquoted text before an index. */
function keywordBefore(tokens: readonly KqlToken[], at: number): Place | undefined {
  const { kind, start } = tokens[at]!;
  const text = tokens[at - 1];
  if ((kind !== '(' && kind !== 'quoted') || text?.kind !== 'unquoted') return undefined;
  const match = /(?<!\S)(?:and|or|not)$/i.exec(text.image);
  if (!match) return undefined;
  const [keyword] = match;
  const from = text.start + match.index;
  const words = text.image.slice(0, match.index).trim();
  if (keyword.toLowerCase() !== 'not') {
    return words === '' ? undefined : { ...needsBlanks(keyword, from), edits: [blank(start)] };
  }
  const span = { start: from, end: start };
  if (words === '' && [':', 'range'].includes(tokens[at - 2]?.kind ?? '')) {
    return { span, message: `expected a value, found [${keyword}]`, edits: [] };
  }
  if (words === '' || /^(?:and|or)$/i.test(words)) {
    return { span, message: `[${keyword}] needs a blank behind it`, edits: [blank(start)] };
  }
  // `a is not("b")` is an operator of another language.
  if (/\bis$/i.test(words)) return undefined;
  const edits = [{ span: { start: from, end: start }, text: `and ${keyword} ` }];
  return { span, message: `expected [and] or [or], found [${keyword}]`, edits };
}

function needsBlanks(keyword: string, start: number): Misreading {
  return {
    span: { start, end: start + keyword.length },
    message: `[${keyword}] needs a blank on both sides`,
  };
}

function blank(at: number): TextEdit {
  return { span: { start: at, end: at }, text: ' ' };
}
