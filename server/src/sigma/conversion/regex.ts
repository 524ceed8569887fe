import { append } from '../../text/append.js';
import { Refusal } from '../refusal.js';

/** A regular expression, as far as Lucene supports it. */
export type RegexNode =
  | { readonly kind: 'sequence' | 'alternatives'; readonly parts: readonly RegexNode[] }
  | { readonly kind: 'repeat'; readonly part: RegexNode; readonly quantifier: string }
  | { readonly kind: 'any' }
  | { readonly kind: 'character'; readonly character: string }
  /** The content of a class's brackets: characters and ranges. */
  | {
      readonly kind: 'class';
      readonly negated: boolean;
      readonly ranges: readonly (readonly [string, string])[];
    };

const anything: RegexNode = { kind: 'repeat', part: { kind: 'any' }, quantifier: '*' };
const mostDepth = 100;

const digits: readonly (readonly [string, string])[] = [['0', '9']];
const words: readonly (readonly [string, string])[] = [
  ['0', '9'],
  ['A', 'Z'],
  ['a', 'z'],
  ['_', '_'],
];
const spaces: readonly (readonly [string, string])[] = [
  ['\t', '\r'],
  [' ', ' '],
];
const shorthands: Readonly<Record<string, readonly (readonly [string, string])[]>> = {
  d: digits,
  w: words,
  s: spaces,
};
const controls: Readonly<Record<string, string>> = { t: '\t', n: '\n', r: '\r', f: '\f', v: '\v' };

/**
 * Converts a Sigma regular expression, which can match anywhere in a value, to one for whole values, which is
 * what Lucene matches. Refuses what Lucene does not support: look-around, back references and word
 * boundaries.
 */
export function readRegex(
  source: string,
  ignoreCase: boolean,
): { readonly node: RegexNode; readonly ignoreCase: boolean } {
  const [group = '', flags = ''] = /^\(\?([ims]+)\)/.exec(source) ?? [];
  const text = source.slice(group.length);
  return { node: createReader(text).read(), ignoreCase: ignoreCase || flags.includes('i') };
}

function createReader(text: string): { read(): RegexNode } {
  let position = 0;

  function refuse(what: string): never {
    throw new Refusal('regex', `the regular expression ${what}`);
  }

  /** Reads alternatives; at the top level, those without anchors can start and end anywhere. */
  function readAlternatives(depth: number): RegexNode {
    if (depth > mostDepth) refuse(`is nested more than ${mostDepth} levels deep`);
    const parts = [readSequence(depth)];
    while (text[position] === '|') {
      position++;
      parts.push(readSequence(depth));
    }
    return parts.length === 1 ? parts[0]! : { kind: 'alternatives', parts };
  }

  function readSequence(depth: number): RegexNode {
    const parts: RegexNode[] = [];
    const isTop = depth === 0;
    let isAnchored = !isTop;
    if (isTop && text[position] === '^') {
      isAnchored = true;
      position++;
    }
    if (!isAnchored) parts.push(anything);
    let endsAnchored = !isTop;
    while (position < text.length && text[position] !== '|' && text[position] !== ')') {
      const next = text[position + 1];
      if (isTop && text[position] === '$' && (next === undefined || next === '|')) {
        endsAnchored = true;
        position++;
        break;
      }
      parts.push(readRepeat(depth));
    }
    if (!endsAnchored) parts.push(anything);
    return { kind: 'sequence', parts };
  }

  function readRepeat(depth: number): RegexNode {
    const part = readAtom(depth);
    const quantifier = readQuantifier();
    if (quantifier === undefined) return part;
    // Lazy quantifiers match the same values.
    if (text[position] === '?') position++;
    else if (text[position] === '+') refuse('has a possessive quantifier');
    if (readQuantifier() !== undefined) refuse('repeats a repetition');
    return { kind: 'repeat', part, quantifier };
  }

  function readQuantifier(): string | undefined {
    const [quantifier] =
      /^(?:[*+?]|\{\d{1,3}(?:,\d{0,3})?\})/.exec(text.slice(position, position + 10)) ?? [];
    position += quantifier?.length ?? 0;
    return quantifier;
  }

  function readAtom(depth: number): RegexNode {
    const character = text[position++]!;
    switch (character) {
      case '{':
        if (/^\d+(?:,\d*)?\}/.test(text.slice(position, position + 20)))
          refuse('repeats more than 999 times');
        return { kind: 'character', character };
      case '.':
        return { kind: 'any' };
      case '(':
        return readGroup(depth);
      case '[':
        return readClass();
      case '\\':
        return readEscape();
      case '^':
      case '$':
        return refuse('has an anchor inside');
      case '*':
      case '+':
      case '?':
        return refuse(`has "${character}" with nothing to repeat`);
      default:
        return { kind: 'character', character };
    }
  }

  function readGroup(depth: number): RegexNode {
    if (text[position] === '?') {
      const named = /^\?(?::|P?<[A-Za-z_]\w{0,40}>)/.exec(text.slice(position, position + 50));
      if (!named) refuse('has a group that Lucene cannot express, such as look-around');
      else position += named[0].length;
    }
    const inner = readAlternatives(depth + 1);
    if (text[position++] !== ')') refuse('is missing ")"');
    return inner;
  }

  function readEscape(): RegexNode {
    const character = text[position++] ?? refuse('ends with a backslash');
    const ranges = shorthands[character.toLowerCase()];
    if (ranges) return { kind: 'class', negated: character !== character.toLowerCase(), ranges };
    return { kind: 'character', character: escaped(character) };
  }

  /** Returns the character of an escape. */
  function escaped(character: string): string {
    if (Object.hasOwn(controls, character)) return controls[character]!;
    if (character === 'x' || character === 'u') {
      const code = /^[0-9A-Fa-f]+$/.exec(text.slice(position, position + (character === 'x' ? 2 : 4)))?.[0];
      if (code?.length !== (character === 'x' ? 2 : 4)) refuse(`has an invalid escape "\\${character}"`);
      position += code!.length;
      return String.fromCharCode(Number.parseInt(code!, 16));
    }
    if (/[A-Za-z0-9]/.test(character)) refuse(`has "\\${character}", which Lucene cannot express`);
    return character;
  }

  function readClass(): RegexNode {
    const negated = text[position] === '^';
    if (negated) position++;
    const ranges: (readonly [string, string])[] = [];
    for (let first = true; ; first = false) {
      const start = text[position++];
      if (start === undefined) return refuse('is missing "]"');
      if (start === ']' && !first) return { kind: 'class', negated, ranges };
      if (start === '[' && text[position] === ':') refuse('has a named class');
      const escapes = start === '\\' ? (text[position++] ?? refuse('ends with a backslash')) : undefined;
      const shorthand = escapes === undefined ? undefined : shorthands[escapes];
      if (shorthand) {
        append(ranges, shorthand);
        continue;
      }
      const from = escapes === undefined ? start : escaped(escapes);
      if (text[position] !== '-' || text[position + 1] === ']' || text[position + 1] === undefined) {
        ranges.push([from, from]);
        continue;
      }
      position++;
      const end = text[position++]!;
      const to = end === '\\' ? escaped(text[position++] ?? refuse('ends with a backslash')) : end;
      if (to < from) refuse('has a range in the wrong order');
      ranges.push([from, to]);
    }
  }

  return {
    read() {
      const node = readAlternatives(0);
      if (position < text.length) refuse('has ")" without "("');
      return node;
    },
  };
}

/** Special characters of Lucene's regular expressions, with all optional operators. */
const special = /[\\.?+*|{}[\]()"#@&<>~^$-]/;

/** Prints a regular expression in Lucene's syntax; `ignoreCase` writes both cases of each letter. */
export function printRegex(node: RegexNode, ignoreCase = false): string {
  const print = (one: RegexNode): string => printRegex(one, ignoreCase);
  switch (node.kind) {
    case 'any':
      return '.';
    case 'character':
      return printCharacter(node.character, ignoreCase);
    case 'class':
      return printClass(node, ignoreCase);
    case 'repeat':
      return `${['any', 'character', 'class'].includes(node.part.kind) ? print(node.part) : `(${print(node.part)})`}${node.quantifier}`;
    case 'alternatives':
      return node.parts.map(print).join('|');
    case 'sequence':
      return node.parts
        .map((part) => (part.kind === 'alternatives' ? `(${print(part)})` : print(part)))
        .join('');
  }
}

/** Returns whether a regular expression has a character class. */
export function hasClass(node: RegexNode): boolean {
  if (node.kind === 'class') return true;
  if (node.kind === 'repeat') return hasClass(node.part);
  return 'parts' in node && node.parts.some(hasClass);
}

function printCharacter(character: string, ignoreCase: boolean): string {
  const [lower, upper] = [character.toLowerCase(), character.toUpperCase()];
  if (ignoreCase && lower !== upper && lower.length === 1 && upper.length === 1) return `[${lower}${upper}]`;
  return special.test(character) ? `\\${character}` : character;
}

function printClass(
  { negated, ranges }: RegexNode & { readonly kind: 'class' },
  ignoreCase: boolean,
): string {
  const cased = ignoreCase
    ? ranges.flatMap(([from, to]) => [[from, to] as const, ...otherCase(from, to)])
    : ranges;
  const body = cased.map(([from, to]) => {
    const [start, end] = [from, to].map((one) => one.replace(/[\\\]^[-]/, '\\$&'));
    return from === to ? start! : `${start}-${end}`;
  });
  return `[${negated ? '^' : ''}${[...new Set(body)].join('')}]`;
}

/** Returns the letters of a range in the other case. */
function otherCase(from: string, to: string): (readonly [string, string])[] {
  const overlap = (
    low: string,
    high: string,
    change: (text: string) => string,
  ): (readonly [string, string])[] => {
    const [start, end] = [from > low ? from : low, to < high ? to : high];
    return start <= end ? [[change(start), change(end)]] : [];
  };
  return [
    ...overlap('a', 'z', (text) => text.toUpperCase()),
    ...overlap('A', 'Z', (text) => text.toLowerCase()),
  ];
}
