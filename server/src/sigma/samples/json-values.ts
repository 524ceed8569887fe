/** Returns the values of a text with consecutive JSON values; throws a SyntaxError for anything else. */
export function readJsonValues(text: string): unknown[] {
  const trimmed = text.trim();
  if (trimmed === '') return [];
  try {
    return [JSON.parse(trimmed)].flat();
  } catch {
    return [...objectsIn(trimmed)].map((one) => JSON.parse(one) as unknown);
  }
}

/** Yields the texts of consecutive objects, by counting brackets outside strings. */
function* objectsIn(text: string): Iterable<string> {
  let depth = 0;
  let start = 0;
  let inString = false;
  for (let index = 0; index < text.length; index++) {
    const character = text[index]!;
    if (inString) {
      if (character === '\\') index++;
      else if (character === '"') inString = false;
    } else if (character === '"') inString = true;
    else if (character === '{' || character === '[') depth++;
    else if (character === '}' || character === ']') {
      depth--;
      if (depth !== 0) continue;
      yield text.slice(start, index + 1);
      start = index + 1;
    }
  }
  if (text.slice(start).trim() !== '') yield text.slice(start);
}
