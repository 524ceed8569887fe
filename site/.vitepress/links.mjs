import { posix, relative, sep } from 'node:path';

const renamed = { 'README.md': 'index.md' };

/**
 * Returns the path on the site of a Markdown file of the repository. A README is the first page of its
 * folder.
 */
export function pageOf(path) {
  if (!path.startsWith('docs/')) return renamed[path] ?? path.toLowerCase();
  return path.slice('docs/'.length).replace(/(^|\/)README\.md$/, '$1index.md');
}

/** Returns the address of a page on the site. */
const addressOf = (page) => `/${page.replace(/(^|\/)index\.md$/, '$1').replace(/\.md$/, '')}`;

/**
 * Makes links between Markdown files work on the site, where some have another name. Links to other files of
 * the repository point to its address; without an address they become plain text.
 */
export function linkSources(markdown, root, repository) {
  markdown.core.ruler.push('links-to-sources', (state) => {
    const file = relative(root, state.env.realPath ?? state.env.path ?? '').replaceAll(sep, '/');
    for (const { children } of state.tokens) {
      let open = 0;
      for (const token of children ?? []) {
        if (token.type === 'link_open') {
          const href = hrefOf(token.attrGet('href') ?? '', posix.dirname(file), repository);
          if (href === undefined) {
            open++;
            clear(token);
          } else {
            token.attrSet('href', href);
          }
        } else if (token.type === 'link_close' && open > 0) {
          open--;
          clear(token);
        }
      }
    }
  });
}

/** Returns the target on the site of a link in a file of a folder, or undefined if it has none. */
function hrefOf(href, folder, repository) {
  if (href.startsWith('#') || /^[a-z][a-z+.-]*:/i.test(href)) return href;
  const [path, anchor] = href.split('#');
  const target = posix.normalize(posix.join(folder, path));
  const suffix = anchor === undefined ? '' : `#${anchor}`;
  if (target.endsWith('.md')) return addressOf(pageOf(target)) + suffix;
  return repository === '' ? undefined : `${repository}/blob/main/${target}${suffix}`;
}

/** Empties a token, so that it renders nothing. */
function clear(token) {
  token.type = 'text';
  token.tag = '';
  token.content = '';
  token.nesting = 0;
}
