import { createHash } from 'node:crypto';
import { element, escapeHtml, link } from './html.js';
import { style } from './style.js';

/** A script that filters the list of rules while the user types. Without it, the whole list is shown. */
const search = `const box=document.getElementById('search'),rows=[...document.querySelectorAll('#rules tbody tr')],count=document.getElementById('count');
box.closest('p').hidden=false;
box.addEventListener('input',()=>{const words=box.value.toLowerCase().split(/\\s+/);let shown=0;for(const row of rows){const text=row.textContent.toLowerCase();row.hidden=!words.every(word=>text.includes(word));if(!row.hidden)shown++}count.textContent=shown+' of '+rows.length});`;

const hash = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/** A policy that loads nothing, and runs no script except the search. */
const policy = `default-src 'none'; style-src ${hash(style)}; script-src ${hash(search)}; base-uri 'none'; form-action 'none'`;

export interface PageFrame {
  readonly title: string;
  /** The relative path to the site's root: empty at the root, `../` in a folder. */
  readonly root: string;
  /** Whether it contains the searchable list. */
  readonly isSearched?: boolean;
}

const pages = [
  ['index.html', 'Rules'],
  ['techniques.html', 'Techniques'],
  ['data.html', 'Data'],
  ['tags.html', 'Tags'],
] as const;

/**
 * Returns a complete page around content. It can be read without scripts, from a disk and from any file
 * server.
 */
export function page({ title, root, isSearched = false }: PageFrame, content: string): string {
  const navigation = pages.map(([address, name]) => link(`${root}${address}`, name)).join('\n');
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<title>${escapeHtml(title)}</title>
<style>${style}</style>
</head>
<body>
<header>
<nav aria-label="Site">
${navigation}
</nav>
</header>
<main>
${element('h1', escapeHtml(title))}
${content}
</main>
${isSearched ? `<script>${search}</script>\n` : ''}</body>
</html>
`;
}
