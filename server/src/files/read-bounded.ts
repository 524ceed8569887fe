import { closeSync, fstatSync, openSync, readSync } from 'node:fs';

const chunkBytes = 64 * 1024;

/**
 * Returns the bytes of a file, or undefined if there are more than `maximumBytes`. It does not read beyond
 * that, because a device can be endless. Throws file system errors.
 */
export function readBounded(path: string, maximumBytes: number): Buffer | undefined {
  const file = openSync(path, 'r');
  try {
    const { size } = fstatSync(file);
    if (size > maximumBytes) return undefined;
    // Reading one byte beyond the size detects the end. Pipes have no size.
    let bytes = Buffer.allocUnsafe(Math.max(size + 1, Math.min(chunkBytes, maximumBytes + 1)));
    for (let length = 0; ; ) {
      const count = readSync(file, bytes, length, bytes.length - length, null);
      if (count === 0) return bytes.subarray(0, length);
      length += count;
      if (length > maximumBytes) return undefined;
      if (length < bytes.length) continue;
      const larger = Buffer.allocUnsafe(Math.min(2 * bytes.length, maximumBytes + 1));
      bytes.copy(larger);
      bytes = larger;
    }
  } finally {
    closeSync(file);
  }
}
