/**
 * Returns the end of a clause, as an offset in the query: after the parentheses that were opened between
 * `from`, the end of its field or the start of its `not`, and the end of its last value.
 */
export function clauseEnd(text: string, from: number, valueEnd: number): number {
  let open = 0;
  let quoted = false;
  for (let index = from; index < valueEnd; index++) {
    const character = text[index];
    if (character === '\\') index++;
    else if (character === '"') quoted = !quoted;
    else if (!quoted && character === '(') open++;
    else if (!quoted && character === ')') open--;
  }
  let end = valueEnd;
  for (let index = valueEnd; open > 0 && index < text.length; index++) {
    if (text[index] === ')') {
      open--;
      end = index + 1;
    } else if (!/\s/.test(text[index]!)) break;
  }
  return end;
}
