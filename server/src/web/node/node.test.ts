import { createHash as nodeHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { afterEach, expect, test } from 'vitest';
import { memoryFiles } from '../memory-files.js';
import { createHash } from './crypto.js';
import * as fs from './fs.js';
import { readdir } from './fs-promises.js';
import { Buffer as BrowserBuffer } from './globals.js';
import { gunzipSync } from './zlib.js';

afterEach(() => memoryFiles.remove('/'));

test('files are read whole, and piece by piece', () => {
  memoryFiles.write('/a/b', new TextEncoder().encode('\ufeffä events'));
  expect(fs.readFileSync('/a/b', 'utf8')).toBe('\ufeffä events');
  expect(fs.readFileSync('/a/../a/b').toString('utf8', 5)).toBe(' events');
  expect([fs.statSync('/a/b')!.isFile(), fs.statSync('/a')!.isFile()]).toEqual([true, false]);
  const file = fs.openSync('/a/b');
  const into = new Uint8Array(8);
  expect(fs.fstatSync(file).size).toBe(12);
  expect([fs.readSync(file, into, 0, 8, null), fs.readSync(file, into, 0, 8, null)]).toEqual([8, 4]);
  expect(new TextDecoder().decode(into.subarray(0, 4))).toBe('ents');
  expect(fs.readSync(file, into, 2, 3, 0)).toBe(3);
  expect([...into.subarray(2, 5)]).toEqual([0xef, 0xbb, 0xbf]);
  fs.closeSync(file);
});

test('what is not there is missing as on a disk', async () => {
  const missing = expect.objectContaining({ code: 'ENOENT' });
  for (const call of [fs.statSync, fs.readFileSync, fs.readdirSync, fs.openSync, fs.realpathSync.native])
    expect(() => call('/none')).toThrow(missing);
  expect(fs.statSync('/none', { throwIfNoEntry: false })).toBeUndefined();
  await expect(readdir('/none')).rejects.toEqual(missing);
});

test('a folder is listed with what its entries are', async () => {
  memoryFiles.write('/a/file', new Uint8Array());
  memoryFiles.write('/a/folder/file', new Uint8Array());
  const entries = await readdir('/a');
  expect(entries.map((entry) => [entry.name, entry.isFile(), entry.isDirectory()])).toEqual([
    ['file', true, false],
    ['folder', false, true],
  ]);
});

test('bytes are unpacked up to a limit, and broken ones are refused', () => {
  const packed = gzipSync('a'.repeat(1_000_000));
  expect(gunzipSync(packed).toString()).toBe('a'.repeat(1_000_000));
  expect(() => gunzipSync(packed, { maxOutputLength: 999_999 })).toThrow(/more than 999999 bytes/);
  for (const length of [0, 5, 12, 500, packed.length - 9, packed.length - 1])
    expect(() => gunzipSync(packed.subarray(0, length)), `${length} bytes`).toThrow();
  packed[packed.length - 6]! ^= 1;
  expect(() => gunzipSync(packed)).toThrow();
  expect(() => gunzipSync(new Uint8Array([0x1f, 0x8b, 8, 0, 0, 0]))).toThrow();
});

test('a file of several members is unpacked', () => {
  const text = Array.from({ length: 30_000 }, (_, index) => index).join();
  const packed = Buffer.concat([gzipSync('first '), gzipSync(text), gzipSync(''), gzipSync(' last')]);
  expect(gunzipSync(packed).toString()).toBe(`first ${text} last`);
});

test('digests are those of Node.js', () => {
  for (const name of ['md5', 'sha1', 'sha224', 'sha256', 'sha384', 'sha512'])
    for (const text of ['', 'ä'.repeat(100)])
      expect(createHash(name).update(text).digest('hex')).toBe(nodeHash(name).update(text).digest('hex'));
  expect(createHash('sha256').update('a').update('b').digest('base64')).toBe(
    nodeHash('sha256').update('ab').digest('base64'),
  );
  expect(() => createHash('md4')).toThrow('unknown digest md4');
});

test('text is decoded as in Node.js', () => {
  for (const bytes of [[0x61, 0xc3, 0xa4], [0xff, 0x61], [0xef, 0xbb, 0xbf, 0x61], [0xc3]])
    expect(BrowserBuffer.from(bytes).toString()).toBe(Buffer.from(bytes).toString());
  expect(BrowserBuffer.from([0x61, 0x62, 0x63]).toString('latin1', 1, 2)).toBe('b');
  expect(BrowserBuffer.from([0x61]).toString('hex')).toBe('61');
});
