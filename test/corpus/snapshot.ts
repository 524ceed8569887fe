import { createHash } from 'node:crypto';

/** Digest of the shipped rules whose findings `known-findings.ts` and the golden file list. */
const listed = '1dd901b288d8c974338d380de50d8ee0e14a0d4d0bf7473a6d814aa50d838097';

/**
 * Returns whether these are the rules whose findings are listed one by one; for others, only general
 * properties can be tested.
 */
export function isListedSnapshot(texts: ReadonlyMap<string, string>): boolean {
  const hash = createHash('sha256');
  for (const name of [...texts.keys()].sort())
    hash.update(name.replaceAll('\\', '/')).update('\0').update(texts.get(name)!).update('\0');
  return hash.digest('hex') === listed;
}
