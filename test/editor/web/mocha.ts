/** `mocha` in a browser, where its functions are in the global scope. */
export const { describe, it, before, after, beforeEach, afterEach } =
  globalThis as unknown as Mocha.MochaGlobals;
