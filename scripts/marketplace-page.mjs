/** Prepares texts of the repository for the Marketplace, where relative links and pictures do not work. */
import { readFileSync } from 'node:fs';
import { join, posix } from 'node:path';

/** The page of the extension. */
export const marketplaceSource = 'docs/marketplace.md';

/**
 * Returns the text of a Markdown file for the Marketplace. `address` is that of the repository. While it is empty, pictures become
 * part of the text, links to files of the repository become plain text, and paragraphs that begin with "More:" are left out, since
 * they are nothing without their links.
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
