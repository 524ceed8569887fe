import type { Span } from '../../text/span.js';

const quotedOrBlank = /"""[\s\S]*?"""|"(?:[^"\\]|\\.)*"|`(?:[^`]|``)*`|\/\/[^\r\n]*|\/\*[\s\S]*?\*\/|\s+/g;

/** Returns an expression's source without whitespace and comments, to test whether two are the same. */
export function bareText(text: string, { start, end }: Span): string {
  return text
    .slice(start, end)
    .replace(quotedOrBlank, (part) => (part.startsWith('"') || part.startsWith('`') ? part : ''));
}
