import { numericInterval } from './interval.js';
import {
  type CodePoints,
  invertSet,
  lastCodePoint,
  NodeFactory,
  type RegexNode,
  uniteSets,
} from './nodes.js';

/** A regular expression that Lucene rejects, with the position in the pattern in code units. */
export class RegexSyntaxError extends Error {
  constructor(
    message: string,
    readonly at: number,
  ) {
    super(message);
  }
}

/** The result of parsing: the expression and the factory that builds its derivatives. */
export interface ParsedRegex {
  readonly node: RegexNode;
  readonly factory: NodeFactory;
}

const digits: CodePoints = [48, 57];
const words: CodePoints = [48, 57, 65, 90, 95, 95, 97, 122];
const spaces: CodePoints = [9, 10, 13, 13, 32, 32];

const classes: Readonly<Record<string, CodePoints>> = {
  d: digits,
  D: invertSet(digits),
  w: words,
  W: invertSet(words),
  s: spaces,
  S: invertSet(spaces),
};

/** Deeper nesting is rejected to protect the stack. */
const maximumDepth = 300;
const maximumRepeat = 100_000;

/**
 * Parses Lucene's regular expressions with all operators: `. ? + * | {} [] () "" \ # @ & <> ~` and `\d \w \s`
 * (docs/semantics/eql.md#regular-expressions). They match whole strings, without anchors or lazy quantifiers.
 * Throws a {@link RegexSyntaxError}.
 */
export function parseLuceneRegex(pattern: string, caseInsensitive: boolean): ParsedRegex {
  const factory = new NodeFactory();
  let at = 0;
  let depth = 0;

  const fail = (message: string, place = at): never => {
    throw new RegexSyntaxError(message, place);
  };
  const peek = (characters: string): boolean => at < pattern.length && characters.includes(pattern[at]!);
  const take = (character: string): boolean => {
    if (pattern[at] !== character) return false;
    at++;
    return true;
  };
  const next = (): number => {
    const point = pattern.codePointAt(at);
    if (point === undefined) return fail('the expression is incomplete');
    at += point > 0xffff ? 2 : 1;
    return point;
  };
  const character = (point: number): RegexNode =>
    factory.set(caseInsensitive ? bothCases(point) : [point, point]);

  const union = (): RegexNode => {
    if (++depth > maximumDepth) fail('the expression is nested too deeply');
    const parts = [intersection()];
    while (take('|')) parts.push(intersection());
    depth--;
    return factory.either(parts);
  };

  const intersection = (): RegexNode => {
    const parts = [concatenation()];
    while (take('&')) parts.push(concatenation());
    return parts.length === 1 ? parts[0]! : factory.both(parts);
  };

  const concatenation = (): RegexNode => {
    const parts: RegexNode[] = [];
    while (at < pattern.length && !peek(')|&')) parts.push(repetition());
    return parts.reduceRight((rest, part) => factory.concat(part, rest), factory.empty);
  };

  const repetition = (): RegexNode => {
    let node = complement();
    while (peek('?*+{')) {
      const operator = pattern[at++];
      if (operator === '?') node = factory.repeat(node, 0, 1);
      else if (operator === '*') node = factory.repeat(node, 0, Number.POSITIVE_INFINITY);
      else if (operator === '+') node = factory.repeat(node, 1, Number.POSITIVE_INFINITY);
      else node = bounded(node);
    }
    return node;
  };

  const bounded = (node: RegexNode): RegexNode => {
    const match = /^(\d+)(?:(,)(\d*))?\}/.exec(pattern.slice(at, at + 24));
    if (!match) return fail('a number of repetitions is expected after {');
    at += match[0].length;
    const least = Number(match[1]);
    const most = match[2] ? (match[3] ? Number(match[3]) : Number.POSITIVE_INFINITY) : least;
    if (least > most) fail(`{${match[0]} means at least ${least} but at most ${most}`);
    if (least > maximumRepeat || (most > maximumRepeat && most !== Number.POSITIVE_INFINITY)) {
      fail('the number of repetitions is too large');
    }
    return factory.repeat(node, least, most);
  };

  const complement = (): RegexNode => {
    if (!take('~')) return simple();
    if (++depth > maximumDepth) fail('the expression is nested too deeply');
    const node = factory.not(complement());
    depth--;
    return node;
  };

  const simple = (): RegexNode => {
    const start = at;
    const sign = pattern[at];
    switch (sign) {
      case '.':
        at++;
        return factory.set([0, lastCodePoint]);
      case '#':
        at++;
        return factory.nothing;
      case '@':
        at++;
        return factory.anything;
      case '"': {
        const end = pattern.indexOf('"', at + 1);
        if (end < 0) return fail('unterminated quote', start);
        const text = pattern.slice(at + 1, end);
        at = end + 1;
        return [...text].reduceRight(
          (rest, one) => factory.concat(character(one.codePointAt(0)!), rest),
          factory.empty,
        );
      }
      case '(': {
        at++;
        if (take(')')) return factory.empty;
        const node = union();
        if (!take(')')) fail('a parenthesis is not closed', start);
        return node;
      }
      case '[':
        at++;
        return characterClass(start);
      case '<':
        return interval(start);
      case '?':
      case '*':
      case '+':
      case '{':
        return fail(`[${sign}] has nothing to repeat`);
      case '\\': {
        at++;
        const named = at < pattern.length ? classes[pattern[at]!] : undefined;
        if (named) {
          at++;
          return factory.set(named);
        }
        return character(next());
      }
      default:
        return character(next());
    }
  };

  const interval = (start: number): RegexNode => {
    const match = /^<(\d+)-(\d+)>/.exec(pattern.slice(at, at + 50));
    if (!match)
      return fail('[<] starts a numeric interval such as <1-100>; write \\< for the character itself', start);
    at += match[0].length;
    return numericInterval(match[1]!, match[2]!, factory);
  };

  const characterClass = (start: number): RegexNode => {
    const negated = take('^');
    const sets: CodePoints[] = [];
    while (!peek(']')) {
      if (at >= pattern.length) return fail('the character class is not closed', start);
      if (pattern[at] === '\\') {
        const named = classes[pattern[at + 1] ?? ''];
        if (named) {
          at += 2;
          sets.push(named);
          continue;
        }
        at++;
      }
      const first = next();
      const isRange = pattern[at] === '-' && pattern[at + 1] !== ']' && at + 1 < pattern.length;
      if (!isRange) {
        sets.push(caseInsensitive ? bothCases(first) : [first, first]);
        continue;
      }
      at++;
      take('\\');
      const last = next();
      if (last < first) fail('the range of the character class is in descending order');
      // Lucene folds the case of characters, but not of ranges.
      sets.push([first, last]);
    }
    at++;
    const united = uniteSets(sets);
    return factory.set(negated ? invertSet(united) : united);
  };

  const node = union();
  if (at < pattern.length) fail(`[${pattern[at]}] is not expected here`);
  return { node, factory };
}

const lastOfAscii = 0x7f;
/** The distance between the two cases of an ASCII letter. */
const caseDistance = 0x20;

/** Returns a code point with its other case. Lucene only knows that of ASCII. */
function bothCases(point: number): CodePoints {
  const letter = point <= lastOfAscii ? String.fromCodePoint(point) : '';
  const other = /[A-Z]/.test(letter)
    ? point + caseDistance
    : /[a-z]/.test(letter)
      ? point - caseDistance
      : point;
  return uniteSets([
    [point, point],
    [other, other],
  ]);
}
