/**
 * Reads a value in JSON source without changing it. All functions take and return offsets in valid JSON, and
 * none is recursive, so nesting depth does not matter.
 */

/** Returns the offset after whitespace. */
export function behindSpace(text: string, start: number): number {
  let at = start;
  while (text[at] === ' ' || text[at] === '\n' || text[at] === '\r' || text[at] === '\t') at++;
  return at;
}

/** Returns the offset after a value. */
export function behindValue(text: string, start: number): number {
  const first = text[start];
  if (first === '"') return behindString(text, start);
  if (first !== '{' && first !== '[') {
    let at = start;
    while (at < text.length && !/[,\]}\s]/.test(text[at]!)) at++;
    return at;
  }
  let depth = 0;
  for (let at = start; at < text.length; ) {
    const sign = text[at]!;
    if (sign === '"') {
      at = behindString(text, at);
      continue;
    }
    at++;
    if (sign === '{' || sign === '[') depth++;
    else if ((sign === '}' || sign === ']') && --depth === 0) return at;
  }
  return text.length;
}

function behindString(text: string, start: number): number {
  let at = start + 1;
  while (at < text.length && text[at] !== '"') at += text[at] === '\\' ? 2 : 1;
  return at + 1;
}

/** Returns where the value of a key begins in an object. If the key is repeated, the first one counts. */
export function valueOfKey(text: string, object: number, key: string): number | undefined {
  for (let at = behindSpace(text, object + 1); text[at] === '"'; ) {
    const end = behindString(text, at);
    const own = JSON.parse(text.slice(at, end)) as string;
    const value = behindSpace(text, behindSpace(text, end) + 1);
    if (own === key) return value;
    at = behindComma(text, behindValue(text, value));
  }
  return undefined;
}

/** Returns where an item of a list begins. */
export function itemAt(text: string, list: number, index: number): number | undefined {
  let at = behindSpace(text, list + 1);
  for (let number = 0; text[at] !== ']' && at < text.length; number++) {
    if (number === index) return at;
    at = behindComma(text, behindValue(text, at));
  }
  return undefined;
}

function behindComma(text: string, start: number): number {
  const at = behindSpace(text, start);
  return text[at] === ',' ? behindSpace(text, at + 1) : at;
}
