/** Adapts pages of the repository for the Marketplace, where relative links and pictures do not work. */
import { readFileSync } from 'node:fs';
import { join, posix } from 'node:path';

/** The page of the extension. */
export const marketplaceSource = 'docs/marketplace.md';

/**
 * Returns a Markdown file for the Marketplace. `address` is the repository's address. If it is empty,
 * pictures are embedded, links to files of the repository become plain text, and paragraphs that begin with
 * "More:" are dropped, since they are useless without their links.
 */
export function marketplaceText(root, source, address) {
  const text = readFileSync(join(root, source), 'utf8');
  const kept = address === '' ? text.replace(/^More: (?:.+\n)+\n?/gm, '') : text;
  return kept.replace(/(!?)\[([^\]]*)\]\(([^)\s]+)\)/g, (link, sign, label, target) => {
    if (/^https:/.test(target)) return link;
    const file = posix.join(posix.dirname(source), target);
    if (address !== '') return `${sign}[${label}](${address}/${sign ? 'raw' : 'blob'}/main/${file})`;
    if (!sign) return label;
    return `![${label}](data:image/png;base64,${readFileSync(join(root, file)).toString('base64')})`;
  });
}
