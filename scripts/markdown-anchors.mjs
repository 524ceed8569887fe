/**
 * The anchor of a heading as GitHub makes it, before a number is added to repeated ones. The documentation site uses the
 * same, so a link works in both.
 *
 * @param {string} heading The text of a heading, with or without its Markdown.
 * @returns {string}
 */
export function anchorOf(heading) {
  return heading
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\p{M}_\- ]/gu, '')
    .replaceAll(' ', '-');
}
