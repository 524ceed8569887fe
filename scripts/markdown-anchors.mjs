/**
 * Returns the anchor of a heading as GitHub computes it, before GitHub appends a number to duplicates. The
 * documentation site uses the same anchors, so a link works in both.
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
