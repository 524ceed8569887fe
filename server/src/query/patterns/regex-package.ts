import { RE2JS, RE2JSSyntaxException } from 're2js';

/**
 * The package that matches the regular expressions of Java in linear time. The bundles of the command line and of the
 * server replace this file with one that loads it when it is first asked for (scripts/build.mjs): most rules have none.
 */
export function regexPackage() {
  return { RE2JS, RE2JSSyntaxException };
}
