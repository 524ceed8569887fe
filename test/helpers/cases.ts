import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { knownFailures } from '../conformance/known-failures.js';
import { referenceFolder, sharedMissing } from './shared.js';

/** Reads the lines of an NDJSON file of the reference cases. */
export function readCases<Case>(path: string): Case[] {
  const text = readFileSync(join(referenceFolder('cases')!, path), 'utf8');
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line) as Case);
}

/**
 * Registers one test per case of a file. A case that is listed as a known failure must fail; if it passes,
 * its listing is outdated. Without reference data there is one skipped test.
 */
export function checkCases<Case extends { id: string }>(path: string, check: (one: Case) => void): void {
  if (!referenceFolder('cases')) {
    test.skip(`${path} (${sharedMissing})`, () => {});
    return;
  }
  describe(path, () => {
    for (const one of readCases<Case>(path)) {
      const reason = knownFailures[one.id];
      if (reason === undefined) test(one.id, () => check(one));
      else test(`${one.id} (known failure: ${reason})`, () => expect(() => check(one)).toThrow());
    }
  });
}
