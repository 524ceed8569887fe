import { createHash } from 'node:crypto';
import { once } from '../../../text/once.js';
import { badArgument, Failure, SearchFailure } from '../failure.js';
import type { Scalar } from '../values/value.js';
import { type FunctionBodies, perValue, plain } from './body.js';
import { replace } from './replace.js';

/** Longer results fail. */
const longestText = 1_048_576;

/** Returns whether all characters are in the basic plane, where code points and code units are the same. */
const isBasic = (text: string): boolean => !/[\ud800-\udfff]/.test(text);

const lengthOf = (text: string): number => (isBasic(text) ? text.length : [...text].length);

/** Returns a substring by code points. */
function part(text: string, start: number, end: number): string {
  return isBasic(text) ? text.slice(start, end) : [...text].slice(start, end).join('');
}

function substring(text: string, start: number, length?: number): string {
  const size = lengthOf(text);
  const from = start > 0 ? start - 1 : start < 0 ? Math.max(0, size + start) : 0;
  if (length !== undefined && length < 0)
    throw badArgument(`Length parameter cannot be negative, found [${length}]`);
  return part(text, from, length === undefined ? size : Math.min(size, from + length));
}

function locate(text: string, wanted: string, start = 0): number {
  const characters = isBasic(text) ? undefined : [...text];
  const size = characters?.length ?? text.length;
  const from = start > 0 ? start - 1 : start < 0 ? Math.max(0, size + start) : 0;
  if (from > size) return 0;
  const offset = characters ? characters.slice(0, from).join('').length : from;
  const found = text.indexOf(wanted, offset);
  return found < 0 ? 0 : lengthOf(text.slice(0, found)) + 1;
}

const split = plain((text: string, delimiter: string) => {
  if (Buffer.byteLength(delimiter) !== 1)
    throw new SearchFailure('SPLIT: delimiter must be single byte for now');
  const parts = text.split(delimiter);
  return parts.length === 1 ? parts[0]! : parts;
});

const encode = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*~]/g, (sign) =>
    sign === '*' ? sign : `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );

function decode(text: string): string {
  const broken = /%(?![0-9a-fA-F]{2})/.exec(text);
  if (broken)
    throw badArgument(
      text.length - broken.index < 3
        ? 'URLDecoder: Incomplete trailing escape (%) pattern'
        : `URLDecoder: Illegal hex characters in escape (%) pattern - Error at index 0 in: "${text.slice(broken.index + 1, broken.index + 3)}"`,
    );
  // Runs of escaped bytes are UTF-8. Invalid UTF-8 becomes the replacement character.
  return text
    .replaceAll('+', ' ')
    .replace(/(?:%[0-9a-fA-F]{2})+/g, (run) => Buffer.from(run.replaceAll('%', ''), 'hex').toString('utf8'));
}

function fromBase64(text: string): string {
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(text)) throw badArgument('Illegal base64 character');
  if (text.replace(/=+$/, '').length % 4 === 1)
    throw badArgument('Last unit does not have enough valid bits');
  return Buffer.from(text, 'base64').toString('utf8');
}

/** Java's names for algorithms that have other names here. */
const digests: ReadonlyMap<string, string> = new Map([
  ['sha', 'sha1'],
  ['sha-1', 'sha1'],
  ['sha-256', 'sha256'],
  ['sha-384', 'sha384'],
  ['sha-512', 'sha512'],
]);

const digest = (algorithm: string, text: string): string => {
  const name = digests.get(algorithm.toLowerCase()) ?? algorithm.toLowerCase();
  try {
    return createHash(name).update(text).digest('hex');
  } catch {
    throw new Failure('java.security.NoSuchAlgorithmException', `${algorithm} MessageDigest not available`);
  }
};

const space = /[\s\u0085]/;

function trimStart(text: string): string {
  let start = 0;
  while (start < text.length && space.test(text[start]!)) start++;
  return text.slice(start);
}

function trimEnd(text: string): string {
  let end = text.length;
  while (end > 0 && space.test(text[end - 1]!)) end--;
  return text.slice(0, end);
}

function repeated(text: string, count: number): string {
  if (count < 0) throw badArgument(`Number parameter cannot be negative, found [${count}]`);
  if (text.length * count > longestText)
    throw badArgument('Creating repeated strings with more than [1048576] bytes is not supported');
  return text.repeat(count);
}

/** Created on first use: it takes longer than reading a rule. */
const graphemes = once(() => new Intl.Segmenter('en', { granularity: 'grapheme' }));

export const stringBodies: FunctionBodies = {
  concat: {
    single:
      () =>
      (...texts: Scalar[]) => {
        const result = texts.join('');
        if (result.length > longestText)
          throw new SearchFailure('CONCAT: concatenating more than [1048576] bytes is not supported');
        return result;
      },
  },
  length: plain(lengthOf),
  byte_length: plain((text: string) => Buffer.byteLength(text)),
  bit_length: plain((text: string) => Buffer.byteLength(text) * 8),
  substring: plain(substring),
  left: plain((text: string, length: number) => part(text, 0, Math.max(0, length))),
  right: plain((text: string, length: number) => {
    const size = lengthOf(text);
    return part(text, Math.max(0, size - Math.max(0, length)), size);
  }),
  trim: plain((text: string) => trimEnd(trimStart(text))),
  ltrim: plain(trimStart),
  rtrim: plain(trimEnd),
  to_lower: perValue((text: string) => text.toLowerCase()),
  to_upper: perValue((text: string) => text.toUpperCase()),
  replace,
  split,
  locate: plain(locate),
  starts_with: plain((text: string, prefix: string) => text.startsWith(prefix)),
  ends_with: plain((text: string, suffix: string) => text.endsWith(suffix)),
  contains: plain((text: string, wanted: string) => text.includes(wanted)),
  repeat: plain(repeated),
  space: plain((count: number) => repeated(' ', count)),
  reverse: plain((text: string) =>
    Array.from(graphemes().segment(text), ({ segment }) => segment)
      .reverse()
      .join(''),
  ),
  to_base64: plain((text: string) => Buffer.from(text).toString('base64')),
  from_base64: plain(fromBase64),
  url_decode: perValue(decode),
  url_encode: perValue((text: string) => encode(text).replaceAll('%20', '+')),
  url_encode_component: perValue(encode),
  hash: plain((algorithm: string, text: string) => digest(algorithm, text)),
  md5: plain((text: string) => digest('md5', text)),
  sha1: plain((text: string) => digest('sha-1', text)),
  sha256: plain((text: string) => digest('sha-256', text)),
};
