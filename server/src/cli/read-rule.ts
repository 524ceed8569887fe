import { isUtf8 } from 'node:buffer';
import { readFileSync, statSync } from 'node:fs';
import { describeError } from '../files/describe-error.js';
import { readBounded } from '../files/read-bounded.js';

/** Size limit of a rule file. */
const maximumBytes = 64 * 1024 * 1024;

export type RuleText = { readonly text: string } | { readonly error: string };

/**
 * Reads a file as UTF-8 without its byte order mark, or returns why this fails. Reads only once, because the
 * path can be a pipe. A `regular` file can be read twice, so a fast path tries its text first, with one Node
 * call instead of five.
 */
export function readRuleText(path: string, regular = false): RuleText {
  const text = regular ? readPlainText(path) : undefined;
  return text === undefined ? readBytes(path) : { text };
}

/** Returns the text if it is certainly valid. */
function readPlainText(path: string): string | undefined {
  try {
    const status = statSync(path);
    if (!status.isFile() || status.size > maximumBytes) return undefined;
    const text = readFileSync(path, 'utf8');
    // A character takes at most three bytes. Invalid UTF-8 leaves replacement characters.
    if (text.length > maximumBytes / 3 || text.includes('\ufffd') || text.includes('\0')) return undefined;
    return text.startsWith('\ufeff') ? text.slice(1) : text;
  } catch {
    return undefined;
  }
}

function readBytes(path: string): RuleText {
  let bytes: Buffer | undefined;
  try {
    bytes = readBounded(path, maximumBytes);
  } catch (error) {
    return { error: describeError(error) };
  }
  if (!bytes) return { error: `the file is larger than ${maximumBytes / 1024 / 1024} MB` };
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff))
    return { error: 'the file is encoded in UTF-16; save it as UTF-8' };
  if (bytes.subarray(0, 8192).includes(0)) return { error: 'the file is binary' };
  if (!isUtf8(bytes)) {
    const line = firstInvalidLine(bytes);
    return { error: `line ${line} is not valid UTF-8; save the file as UTF-8` };
  }
  const hasMark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  return { text: bytes.toString('utf8', hasMark ? 3 : 0) };
}

function firstInvalidLine(bytes: Buffer): number {
  let line = 1;
  let start = 0;
  for (;;) {
    const end = bytes.indexOf(10, start);
    const piece = bytes.subarray(start, end < 0 ? bytes.length : end);
    if (Buffer.compare(Buffer.from(piece.toString('utf8')), piece) !== 0 || end < 0) return line;
    line++;
    start = end + 1;
  }
}
