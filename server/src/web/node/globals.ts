/** Node.js globals that are missing in browsers; esbuild inserts these where a module uses the names. */
import { Buffer as PackageBuffer } from 'buffer/index.js';

const BrowserBuffer = PackageBuffer as unknown as typeof globalThis.Buffer;
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
const { toString: decode } = BrowserBuffer.prototype;

/** The package decodes UTF-8 character by character, which is slow for event files. */
BrowserBuffer.prototype.toString = function (
  this: Buffer,
  encoding?: BufferEncoding,
  start = 0,
  end = this.length,
): string {
  if (encoding !== undefined && encoding !== 'utf8' && encoding !== 'utf-8')
    return decode.call(this, encoding, start, end);
  return decoder.decode(this.subarray(start, end));
};

export { BrowserBuffer as Buffer };

export const process = {
  platform: 'linux',
  env: {},
  argv: [],
  pid: 0,
  versions: {},
  cwd: () => '/',
  memoryUsage: { rss: () => 0 },
};

const waiting: (() => void)[] = [];
let wake: { postMessage(message: unknown): void } | undefined;

/** Runs a function after pending messages, such as one that stops a run. */
export function setImmediate(run: () => void): void {
  if (!wake) {
    const { port1, port2 } = new MessageChannel();
    Object.assign(port1, { onmessage: () => waiting.shift()?.() });
    wake = port2;
  }
  waiting.push(run);
  wake.postMessage(undefined);
}
