/**
 * Replaces `node:crypto` in the bundles for browsers: the digests that every Java supports, which ES|QL
 * names.
 */
import { md5, sha1 } from '@noble/hashes/legacy.js';
import { sha224, sha256, sha384, sha512 } from '@noble/hashes/sha2.js';
import { Buffer } from './globals.js';

const digests = new Map(Object.entries({ md5, sha1, sha224, sha256, sha384, sha512 }));

interface Hash {
  update(text: string): Hash;
  digest(encoding: 'hex' | 'base64'): string;
}

/** Creates a digest. Throws for an unknown name. */
export function createHash(name: string): Hash {
  const digest = digests.get(name);
  if (!digest) throw new Error(`unknown digest ${name}`);
  const state = digest.create();
  const hash: Hash = {
    update(text) {
      state.update(Buffer.from(text));
      return hash;
    },
    digest: (encoding) => Buffer.from(state.digest()).toString(encoding),
  };
  return hash;
}
