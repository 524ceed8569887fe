/** `mocha` in a browser: its functions are in the global scope there. */
export const { describe, it, before, after, beforeEach, afterEach } =
  globalThis as unknown as Mocha.MochaGlobals;
