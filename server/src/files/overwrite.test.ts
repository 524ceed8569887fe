import type fs from 'node:fs';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { overwrite } from './overwrite.js';

const { writeSync: realWrite } = vi.hoisted(() => ({ writeSync: { current: vi.fn() } }));
vi.mock('node:fs', async (original) => {
  const real = await original<typeof fs>();
  realWrite.current.mockImplementation(real.writeSync);
  return { ...real, writeSync: realWrite.current };
});

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'overwrite-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const texts: readonly (readonly [before: string, after: string])[] = [
  ['short', 'a longer text'],
  ['a longer text', 'short'],
  ['', 'text'],
  ['text', ''],
];

/**
 * Overwrites a file while the given writes fail, counted from 0. Returns the error and the remaining files.
 */
function overwriteWhile(
  failing: (write: number) => boolean,
  [before, after]: readonly [before: string, after: string],
): { readonly message: string | undefined; readonly files: readonly string[] } {
  const file = join(folder, 'a.toml');
  writeFileSync(file, before);
  const write = realWrite.current.getMockImplementation()!;
  let count = 0;
  realWrite.current.mockImplementation((...args: unknown[]) => {
    if (failing(count++)) throw Object.assign(new Error('ENOSPC'), { code: 'ENOSPC' });
    return write(...args);
  });
  let message: string | undefined;
  try {
    overwrite(file, Buffer.from(before), Buffer.from(after));
  } catch (error) {
    message = (error as Error).message;
  } finally {
    realWrite.current.mockImplementation(write);
  }
  return { message, files: readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8')) };
}

describe.each(texts)('"%s" becomes "%s"', (before, after) => {
  it('and nothing else is left', () => {
    expect(overwriteWhile(() => false, [before, after])).toEqual({ message: undefined, files: [after] });
  });

  it('unless a write fails', () => {
    const { message, files } = overwriteWhile((write) => write === 0, [before, after]);
    expect({ message, files }).toEqual(
      after === '' ? { message: undefined, files: [''] } : { message: 'ENOSPC', files: [before] },
    );
  });
});

it('keeps and names the copy when what there was cannot be put back', () => {
  const { message, files } = overwriteWhile((write) => write > 0, ['short', 'a longer text']);
  expect(message).toMatch(/^no space left on the disk; its earlier content is in .*\.rulewright-/);
  expect(files).toContain('short');
});
