/**
 * Text for comparison without case: each character's lower-case form where that is a single character, so that
 * positions and lengths stay (docs/decisions/case-folding.md).
 */
export function foldCase(text: string): string {
  const lower = text.toLowerCase();
  // Of a whole text, a capital sigma at the end of a word becomes another letter than elsewhere.
  if (lower.length === text.length && !text.includes('\u03a3')) return lower;
  let folded = '';
  for (const character of text) {
    const single = character.toLowerCase();
    folded += single.length === character.length ? single : character;
  }
  return folded;
}
