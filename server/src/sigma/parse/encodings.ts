import { Refusal } from '../refusal.js';
import type { Pattern } from '../syntax.js';
import { mapPlain, plainPattern, plainText } from './pattern.js';

/** Dashes with which Windows programs accept options. */
const dashes = ['-', '/', '–', '—', '―'];

/** Limit of variants of one value: more are a mistake, and would create queries of any size. */
const mostVariants = 1000;

/**
 * Returns a pattern with each dash that starts an option replaced by every dash that Windows programs accept.
 */
export function dashVariants(pattern: Pattern): Pattern[] {
  let variants: Pattern[] = [[]];
  for (const part of pattern) {
    if (typeof part !== 'string') {
      variants = variants.map((variant) => [...variant, part]);
      continue;
    }
    const pieces = part.split(/(\B[-/]\b)/);
    for (const [index, piece] of pieces.entries()) {
      if (piece === '') continue;
      const options = index % 2 === 1 ? dashes : [piece];
      variants = variants.flatMap((variant) => options.map((option) => withText(variant, option)));
      if (variants.length > mostVariants)
        throw new Refusal('modifier', `windash creates more than ${mostVariants} variants of one value`);
    }
  }
  return variants;
}

function withText(pattern: Pattern, text: string): Pattern {
  const last = pattern.at(-1);
  return typeof last === 'string' ? [...pattern.slice(0, -1), last + text] : [...pattern, text];
}

/** UTF-16 encodings by modifier, as the bytes of a string, one per character. */
export const wideEncodings: Readonly<Record<string, (pattern: Pattern) => Pattern>> = {
  wide: (pattern) => asBytes(pattern, utf16Little),
  utf16le: (pattern) => asBytes(pattern, utf16Little),
  utf16be: (pattern) => asBytes(pattern, (text) => Buffer.from(text, 'utf16le').swap16().toString('latin1')),
  utf16: (pattern) => asBytes(pattern, (text) => `\xff\xfe${utf16Little(text)}`),
};

function asBytes(pattern: Pattern, encode: (text: string) => string): Pattern {
  return mapPlain(plainPattern(plainOf(pattern)), encode);
}

function utf16Little(text: string): string {
  return Buffer.from(text, 'utf16le').toString('latin1');
}

/** Encodes a value in Base64. `isWide` means that the characters are already bytes. */
export function base64(pattern: Pattern, isWide: boolean): Pattern {
  return plainPattern(bytesOf(pattern, isWide).toString('base64'));
}

/** Base64 characters at the start that depend on what precedes the value, by offset; at the end by length. */
const startOffsets = [0, 2, 3];
const endOffsets = [undefined, -3, -2];

/** Returns the three encodings of a value as part of a longer text in Base64. */
export function base64Offsets(pattern: Pattern, isWide: boolean): Pattern[] {
  const bytes = bytesOf(pattern, isWide);
  return startOffsets.map((start, offset) => {
    const encoded = Buffer.concat([Buffer.alloc(offset, ' '), bytes]).toString('base64');
    return plainPattern(encoded.slice(start, endOffsets[(bytes.length + offset) % 3]));
  });
}

function bytesOf(pattern: Pattern, isWide: boolean): Buffer {
  return Buffer.from(plainOf(pattern), isWide ? 'latin1' : 'utf8');
}

function plainOf(pattern: Pattern): string {
  const text = plainText(pattern);
  if (text === undefined || text === '')
    throw new Refusal('modifier', 'a value with wildcards, or without characters, cannot be encoded');
  return text;
}
