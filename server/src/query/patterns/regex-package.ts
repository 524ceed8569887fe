import { RE2JS, RE2JSSyntaxException } from 're2js';

/**
 * Returns the package that matches Java regular expressions in linear time. The bundles of the command line
 * and the server replace this file with one that loads it on first use (scripts/build.mjs): most rules do not
 * need it.
 */
export function regexPackage() {
  return { RE2JS, RE2JSSyntaxException };
}
