/** A piece of source with one JSON value, judged by its brackets. */
export interface JsonPart {
  readonly text: string;
  /** The one-based line on which it starts. */
  readonly line: number;
}

/**
 * Splits a string of consecutive objects and lists. Returns undefined if there is anything else between them.
 * If its brackets are not closed, the last piece is truncated.
 */
export function splitConcatenated(text: string): JsonPart[] | undefined {
  const parts: JsonPart[] = [];
  let line = 1;
  let depth = 0;
  let start = 0;
  let startLine = 1;
  let inString = false;
  for (let index = 0; index < text.length; index++) {
    const character = text[index]!;
    if (character === '\n') line++;
    if (inString) {
      if (character === '\\') index++;
      else if (character === '"') inString = false;
      continue;
    }
    if (character === '{' || character === '[') {
      if (depth++ === 0) [start, startLine] = [index, line];
    } else if (depth === 0) {
      if (!/[\s,]/.test(character)) return undefined;
    } else if (character === '"') inString = true;
    else if ((character === '}' || character === ']') && --depth === 0)
      parts.push({ text: text.slice(start, index + 1), line: startLine });
  }
  if (depth > 0) parts.push({ text: text.slice(start), line: startLine });
  return parts;
}
