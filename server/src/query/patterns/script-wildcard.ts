import { foldForScript } from './case.js';
import { compileJavaRegex } from './java-regex.js';
import { compileWildcard } from './wildcard.js';

const lineEnds = '\\n\\r\\x{85}\\x{2028}\\x{2029}';
const hasLineEnd = /[\n\r\u0085\u2028\u2029]/;

/**
 * Compiles a wildcard pattern for the results of expressions, which Elasticsearch compares with a Java
 * pattern: there `*` and `?` do not match line ends (docs/semantics/eql.md#comparing-without-case).
 */
export function compileScriptWildcard(pattern: string, caseInsensitive: boolean): (text: string) => boolean {
  const fold = caseInsensitive ? foldForScript : (text: string): string => text;
  const written = fold(pattern);
  const quick = compileWildcard(written, false);
  let slow: ((text: string) => boolean) | undefined;
  return (text) => {
    const folded = fold(text);
    if (!hasLineEnd.test(folded)) return quick(folded);
    slow ??= compileJavaRegex(expressionOf(written), false);
    return slow(folded);
  };
}

function expressionOf(pattern: string): string {
  const any = `[^${lineEnds}]`;
  return pattern.replace(/[*?]|[^*?\p{L}\p{N}]/gu, (one) =>
    one === '*' ? `${any}*` : one === '?' ? any : `\\x{${one.codePointAt(0)!.toString(16)}}`,
  );
}
