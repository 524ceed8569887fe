/**
 * Text for comparison without case: each character's lower-case form where that is a single character, so that
 * positions and lengths stay (docs/decisions/case-folding.md).
 */
export function foldCase(text: string): string {
  const lower = text.toLowerCase();
  if (lower.length === text.length) return lower;
  let folded = '';
  for (const character of text) {
    const single = character.toLowerCase();
    folded += single.length === character.length ? single : character;
  }
  return folded;
}
