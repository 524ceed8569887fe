import { StackError } from '../stack-error.js';

/** Bytes; a larger answer is an error, so that a server cannot fill the memory. */
const largestAnswer = 256 * 1024 * 1024;

/** Returns the text of an answer. Throws {@link StackError} when it is too large. */
export async function readBody(
  body: AsyncIterable<Uint8Array> & { destroy(): unknown },
  host: string,
): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.byteLength;
    if (size > largestAnswer) {
      body.destroy();
      throw new StackError('bad-answer', `The answer of ${host} is larger than 256 MB.`, 'Ask for less.');
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
