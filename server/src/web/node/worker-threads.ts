/**
 * Replaces `node:worker_threads` in the bundles for browsers: the server already is a worker, and starts no
 * other.
 */
export class Worker {
  constructor() {
    throw new Error('a browser starts no threads for the server');
  }
}
