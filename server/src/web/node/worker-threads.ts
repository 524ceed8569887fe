/** `node:worker_threads` of the bundles for browsers: the server is a worker already, and starts no other. */
export class Worker {
  constructor() {
    throw new Error('a browser starts no threads for the server');
  }
}
