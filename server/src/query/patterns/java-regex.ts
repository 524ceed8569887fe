import { RegexSyntaxError } from './lucene/parse.js';
import { regexPackage } from './regex-package.js';

/**
 * Compiles a Java regular expression to a test of whole strings, in linear time. Used if the left side is not
 * a field: there Elasticsearch runs Java's engine (docs/semantics/eql.md#regular-expressions). Throws a
 * {@link RegexSyntaxError} for invalid patterns, and for back references and look-around, which cannot be
 * matched in linear time.
 */
export function compileJavaRegex(pattern: string, caseInsensitive: boolean): (text: string) => boolean {
  const { RE2JS, RE2JSSyntaxException } = regexPackage();
  try {
    const expression = RE2JS.compile(pattern, caseInsensitive ? RE2JS.CASE_INSENSITIVE : 0);
    return (text) => expression.matches(text);
  } catch (error) {
    if (error instanceof RE2JSSyntaxException) throw new RegexSyntaxError(error.message, 0);
    throw error;
  }
}
