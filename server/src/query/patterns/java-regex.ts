import { RegexSyntaxError } from './lucene/parse.js';
import { regexPackage } from './regex-package.js';

/**
 * A test of whole texts against a regular expression in Java's syntax, in linear time. Used where the left side is not
 * a field: there Elasticsearch runs Java's engine (docs/semantics/eql.md#regular-expressions). Back references and
 * look-around, which have no linear time, throw {@link RegexSyntaxError}, as does a bad pattern.
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
