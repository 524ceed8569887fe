import { dissect } from '../../../evaluate/esql/dissect.js';
import { compileGrok } from '../../../evaluate/esql/grok/grok.js';
import { readDissectPattern } from '../../../query/esql/patterns/dissect.js';
import { grokCaptures } from '../../../query/esql/patterns/grok.js';
import type { DissectCommand, GrokCommand } from '../../../query/esql/syntax.js';
import { textsOfJava } from './java-texts.js';

/** Samples for GROK's named patterns; other patterns use a word. */
const samples: Readonly<Record<string, string>> = {
  INT: '1',
  NUMBER: '1',
  POSINT: '1',
  NONNEGINT: '1',
  BASE10NUM: '1',
  IP: '192.0.2.1',
  IPV4: '192.0.2.1',
  IPORHOST: 'example.com',
  HOSTNAME: 'example.com',
  SPACE: ' ',
};

const word = 'word';

/** The pieces that a command extracts, by name. */
export type Pieces = ReadonlyMap<string, string>;

/** Returns the pieces that a command extracts from a string, empty if there are none. */
export function piecesIn(command: DissectCommand | GrokCommand, text: unknown): Pieces {
  if (typeof text !== 'string') return new Map();
  if (command.kind === 'dissect') {
    const read = readDissectPattern(command.pattern?.value ?? '');
    return (read.ok && dissect(text, read.pattern, '')) || new Map();
  }
  for (const { value } of command.patterns) {
    const found = compileGrok(value).match(text);
    if (found) return new Map([...found].map(([name, [first]]) => [name, String(first)]));
  }
  return new Map();
}

/** Returns strings from which a command extracts the given pieces, with samples for the others. */
export function textsWithPieces(command: DissectCommand | GrokCommand, pieces: Pieces): readonly string[] {
  if (command.kind === 'grok') return command.patterns.flatMap(({ value }) => grokTexts(value, pieces));
  const read = readDissectPattern(command.pattern?.value ?? '');
  if (!read.ok) return [];
  const { prefix, keys } = read.pattern;
  return [
    `${prefix}${keys.map(({ name, delimiter }) => `${pieces.get(name) ?? word}${delimiter}`).join('')}`,
  ];
}

/** Returns what a command may extract under a name, according to its pattern. */
export function samplesOfPiece(command: DissectCommand | GrokCommand, name: string): readonly string[] {
  if (command.kind === 'dissect') return [word];
  return command.patterns.flatMap(({ value }) =>
    grokCaptures(value).flatMap((capture) => {
      if (capture.name !== name) return [];
      if (capture.syntax !== undefined) return [samples[capture.syntax] ?? word];
      return textsOfJava(value.slice(capture.end, endOfGroup(value, capture.end) - 1));
    }),
  );
}

/** First of the characters that mark a pattern's captures while strings for the rest of it are created. */
const firstMark = 0xe000;

function grokTexts(pattern: string, pieces: Pieces): readonly string[] {
  let marked = '';
  let from = 0;
  const contents: string[] = [];
  for (const capture of grokCaptures(pattern)) {
    if (capture.start < from) continue;
    marked += pattern.slice(from, capture.start) + String.fromCodePoint(firstMark + contents.length);
    from = capture.syntax === undefined ? endOfGroup(pattern, capture.end) : capture.end;
    const own =
      capture.syntax === undefined
        ? textsOfJava(pattern.slice(capture.end, from - 1))[0]
        : samples[capture.syntax];
    contents.push(pieces.get(capture.name ?? '') ?? own ?? word);
  }
  marked += pattern.slice(from);
  return textsOfJava(marked).map((text) =>
    text.replace(/[\ue000-\uf8ff]/g, (mark) => contents[mark.codePointAt(0)! - firstMark] ?? ''),
  );
}

/** Returns the offset after the parenthesis that closes a group. */
function endOfGroup(pattern: string, start: number): number {
  let depth = 1;
  for (let index = start; index < pattern.length; index++) {
    const character = pattern[index];
    if (character === '\\') index++;
    else if (character === '(') depth++;
    else if (character === ')' && --depth === 0) return index + 1;
  }
  return pattern.length;
}
