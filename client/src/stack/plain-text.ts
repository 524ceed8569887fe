/**
 * Returns what a server said as text for a message: the editor makes links of `[text](address)`, and such a link can be a command.
 */
export function plainText(text: string): string {
  return text.replaceAll('](', '] (').replaceAll('command:', 'command :');
}
