/**
 * Returns a server's message as plain text: the editor turns `[text](address)` into links, and such a link
 * can be a command.
 */
export function plainText(text: string): string {
  return text.replaceAll('](', '] (').replaceAll('command:', 'command :');
}
