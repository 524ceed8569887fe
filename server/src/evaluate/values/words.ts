import type { Analyzer } from '../../fields/field-type.js';
import { lowerCase } from '../../query/patterns/case.js';

/** Longer words are split, as in the standard tokenizer. */
const longestWord = 255;

let lastText: string | undefined;
let lastAnalyzer: Analyzer | undefined;
let lastFolded = '';
let lastWords: readonly string[] | undefined;

/**
 * Returns the words of a string, case-folded and in order. The result for the last string is cached: a query
 * tests one string for many words.
 */
export function wordsOf(text: string, analyzer: Analyzer): readonly string[] {
  const folded = foldedText(text, analyzer);
  lastWords ??= splitWords(folded, analyzer);
  return lastWords;
}

/** Returns the string in folded case. A word that does not occur in it is not one of its words. */
export function foldedText(text: string, analyzer: Analyzer): string {
  if (text !== lastText || analyzer !== lastAnalyzer) {
    lastText = text;
    lastAnalyzer = analyzer;
    lastFolded = lowerCase(text);
    lastWords = undefined;
  }
  return lastFolded;
}

function splitWords(folded: string, analyzer: Analyzer): readonly string[] {
  const pattern = analyzer === 'powershell' ? scriptWords : isAscii(folded) ? asciiWords : unicodeWords();
  const words = folded.match(pattern) ?? [];
  if (words.every(({ length }) => length <= longestWord) || analyzer === 'powershell') return words;
  return words.flatMap((word) => word.match(/.{1,255}/gsu) ?? []);
}

const scriptWords = /[\w-]+/g;

/**
 * Unicode word boundaries (UAX 29) for ASCII: a dot, colon or apostrophe joins letters, and a dot, comma,
 * semicolon or apostrophe joins digits; an underscore always joins. A word has a letter or a digit.
 */
const asciiWords =
  /_*(?:[A-Za-z](?:[.:']?[A-Za-z])*|\d(?:[.,;']?\d)*)(?:_*(?:[A-Za-z](?:[.:']?[A-Za-z])*|\d(?:[.,;']?\d)*))*_*/g;

function isAscii(text: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: all of ASCII is meant.
  return /^[\x00-\x7f]*$/.test(text);
}

let unicode: RegExp | undefined;

/**
 * Returns the same for all of Unicode. Ideographs and Hiragana are single words, Katakana and the scripts of
 * South-East Asia form runs.
 */
function unicodeWords(): RegExp {
  if (unicode) return unicode;
  const extend = '[\\p{M}\\p{Cf}]*';
  const complex = '[\\p{sc=Thai}\\p{sc=Lao}\\p{sc=Khmer}\\p{sc=Myanmar}]';
  const single = '[\\p{Ideographic}\\p{sc=Hiragana}]';
  const letter = `(?!${single}|${complex}|\\p{sc=Katakana}|\\p{M})\\p{Alphabetic}${extend}`;
  const digit = `\\p{Nd}${extend}`;
  const joiner = `[\\p{Pc}\\u202f]${extend}`;
  const quote = ".'\\u2018\\u2019\\u2024\\ufe52\\uff07\\uff0e";
  const letters = `${letter}(?:(?:[:\\u00b7\\u0387\\u055f\\u05f4\\u2027\\ufe13\\ufe55\\uff1a${quote}]${extend})?${letter})*`;
  const digits = `${digit}(?:(?:[,;\\u037e\\u0589\\u060c\\u060d\\u066c\\u07f8\\u2044\\ufe10\\ufe14${quote}]${extend})?${digit})*`;
  const katakana = `(?:\\p{sc=Katakana}${extend})+`;
  const joined = `(?:(?:${letters}|${digits})+|${katakana})`;
  unicode = new RegExp(
    `(?:${joiner})*${joined}(?:(?:${joiner})+${joined})*(?:${joiner})*|(?:${complex}${extend})+|${single}${extend}|\\p{Extended_Pictographic}${extend}`,
    'gu',
  );
  return unicode;
}
