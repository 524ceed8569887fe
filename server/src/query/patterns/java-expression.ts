import type { RE2JS } from 're2js';
import { type JavaTranslation, translateJava } from './java-translation.js';
import { regexPackage } from './regex-package.js';

/** A Java regular expression that searches for matches in strings. */
export interface JavaExpression {
  /**
   * Returns the expression that finds the same as Java in a string, or a description of what is not evaluated
   * on it.
   */
  on(text: string): RE2JS | string;
}

/**
 * Compiles a pattern that is `shared`, see `javaSyntax`, to a linear-time expression. Returns undefined for a
 * pattern that the engine does not support.
 */
export function compileJavaExpression(pattern: string): JavaExpression | undefined {
  const translation = translateJava(pattern);
  const atTextEnd = translation && compiled(translation.atTextEnd);
  if (!atTextEnd) return undefined;
  let atLineEnd: RE2JS | undefined;
  return {
    on(text) {
      const missing = missingOn(text, translation);
      if (missing !== undefined) return missing;
      if (!translation.hasEnd || !lineEndAtEnd.test(text)) return atTextEnd;
      atLineEnd ??= compiled(translation.atLineEnd)!;
      return atLineEnd;
    },
  };
}

function compiled(source: string): RE2JS | undefined {
  const { RE2JS, RE2JSSyntaxException } = regexPackage();
  try {
    return RE2JS.compile(source);
  } catch (error) {
    if (error instanceof RE2JSSyntaxException) return undefined;
    throw error;
  }
}

const lineEndAtEnd = /[\n\r\u0085\u2028\u2029]$/;
/** Line ends that the engine does not recognise. */
const otherLineEnd = /[\r\u0085\u2028\u2029]/;

/** Describes what Java, but not the engine, would find in a string: their line ends differ. */
function missingOn(text: string, { hasEnd, hasLineStart, hasLineEnd }: JavaTranslation): string | undefined {
  if ((hasLineStart || hasLineEnd) && otherLineEnd.test(text))
    return 'the start or end of a line in a text with carriage returns';
  if (hasLineStart && text.endsWith('\n')) return 'the start of a line in a text that ends with a line';
  if (!hasEnd || !lineEndAtEnd.test(text)) return undefined;
  // The end of the only line is the position that Java means.
  const isOnly = text.indexOf('\n') === text.length - 1 && !text.endsWith('\r\n');
  return isOnly ? undefined : 'the end of a text with several lines that ends with a line';
}
