/** Escapes text so that Markdown shows it as plain text. */
export function escapeMarkdown(text: string): string {
  return text.replace(/[\\`*[\]<>~|]|(?<!\w)_|_(?!\w)|^[#+-](?=\s)/gm, '\\$&');
}

/** Returns lines as a code block with a fence that they cannot close. */
export function codeBlock(lines: readonly string[], language = ''): string {
  const text = lines.join('\n');
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([marks]) => marks.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}${language}\n${text}\n${fence}`;
}
