import type { GuidePoint } from './nodes.js';
import { BrokenGuide, type Parser, type Tokenizer } from './tokenizer.js';

/** How many characters may be examined: for each character of a guide, and for any guide. */
const [perCharacter, atLeast] = [100, 300_000];

/**
 * Inline tokenizers that search the rest of a text for an end, with the first characters of what they match.
 */
const searching: Readonly<Record<string, string>> = {
  timeline: '[',
  html: '<',
  link: '[!',
  reference: '[!',
  strong: '*_',
  emphasis: '*_',
  deletion: '~',
  code: '`',
  tooltip: '!',
  investigate: '!',
};

/** The message for a guide that exceeds the limit. */
export const tooMuchWork = 'Rulewright stops reading this guide here because it takes too long.';

interface BoundParser extends Parser {
  readonly file: unknown;
  /** Characters that may still be examined. */
  workLeft?: number;
}

/**
 * Limits the work on a guide in proportion to its length. The parser searches the end of a construct from
 * each of its starts, and reads nested blocks again for each level, so some texts take quadratic time.
 */
export function boundWork(prototype: Parser): void {
  const spend = (parser: BoundParser, characters: number): void => {
    parser.workLeft ??= atLeast + perCharacter * String(parser.file).length;
    parser.workLeft -= characters;
    if (parser.workLeft < 0) throw new BrokenGuide(tooMuchWork, undefined, tooMuchWork);
  };
  const charge = (tokenizer: Tokenizer, cost: (value: string, silent?: boolean) => number): Tokenizer => {
    const charged: Tokenizer = function (eat, value, silent) {
      spend(this as BoundParser, cost(value, silent));
      return tokenizer.call(this, eat, value, silent);
    };
    return Object.assign(charged, tokenizer);
  };
  const { inlineTokenizers: inline, blockTokenizers: block } = prototype;
  for (const [name, starts] of Object.entries(searching))
    inline[name] = charge(inline[name]!, (value) => (starts.includes(value[0]!) ? value.length : 0));
  inline.emphasis = charge(inline.emphasis!, (value) => (value[0] === '_' ? underscoreWork(value) : 0));
  inline.text = charge(inline.text!, (value) => value.length);
  block.definition = charge(block.definition!, (value) => (/^[ \t]*\[/.test(value) ? value.length : 0));
  block.html = charge(block.html!, (value) => (/^[ \t]*</.test(value) ? 200 : 0));
  block.list = charge(block.list!, (value, silent) => (silent ? 0 : listLines(value) ** 2));
  block.table = onlyTables(block.table!, spend as (parser: Parser, characters: number) => void);
  for (const method of ['tokenizeBlock', 'tokenizeInline'] as const) {
    const tokenize = prototype[method];
    prototype[method] = function (value: string, now: GuidePoint) {
      spend(this as BoundParser, value.length);
      return tokenize.call(this, value, now);
    };
  }
}

/** Returns the work for underscores: the tokenizer copies what it has read at each one inside a word. */
function underscoreWork(value: string): number {
  return Math.ceil((value.length * value.split('_').length) / 16);
}

const listItem = /^[ \t]*(?:[-*+]|\d+\.)(?:[ \t]|$)/;

/**
 * Returns how many lines a list that starts here can have: the tokenizer copies the list of its lines at each
 * line.
 */
function listLines(value: string): number {
  let lines = 0;
  let isAfterBlank = false;
  for (let at = 0; at >= 0 && at < value.length; ) {
    const end = value.indexOf('\n', at);
    const line = value.slice(at, end < 0 ? value.length : end);
    if (lines === 0 ? !listItem.test(line) : isAfterBlank && /^\S/.test(line) && !listItem.test(line)) break;
    isAfterBlank = line.trim() === '';
    lines++;
    at = end < 0 ? -1 : end + 1;
  }
  return lines;
}

/**
 * Runs the table tokenizer only if the first two lines can start a table. Otherwise it would search a "|" up
 * to the end of the text at each paragraph.
 */
function onlyTables(table: Tokenizer, spend: (parser: Parser, characters: number) => void): Tokenizer {
  return function (eat, value, silent) {
    const first = value.indexOf('\n');
    if (first < 0 || !value.slice(1, first).includes('|')) return undefined;
    const second = value.indexOf('\n', first + 1);
    if (!/^[|:\-\s]+$/.test(value.slice(first + 1, second < 0 ? value.length : second))) return undefined;
    // Each row copies the rest of the text.
    let rows = 0;
    for (let at = first; at >= 0; at = value.indexOf('\n', at + 1)) {
      const end = value.indexOf('\n', at + 1);
      if (!value.slice(at + 1, end < 0 ? value.length : end).includes('|')) break;
      rows++;
    }
    spend(this, rows * Math.ceil(value.length / 16));
    return table.call(this, eat, value, silent);
  };
}
