import { StackError } from '../stack-error.js';

/** Returns the text of a response. Throws {@link StackError} if it is too large. */
export async function readBody(
  body: AsyncIterable<Uint8Array> & { destroy(): unknown },
  host: string,
  largest: number,
): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.byteLength;
    if (size > largest) {
      body.destroy();
      throw new StackError(
        'bad-answer',
        `The response from ${host} is larger than ${Math.floor(largest / 1024 / 1024)} MB.`,
        'Request less.',
      );
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
