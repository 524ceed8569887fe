/** Escapes text for HTML, including attributes. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** Returns an element with attributes, whose values are escaped. `content` is HTML. */
export function element(
  name: string,
  content: string,
  attributes: Readonly<Record<string, string>> = {},
): string {
  const written = Object.entries(attributes).map(([key, value]) => ` ${key}="${escapeHtml(value)}"`);
  return `<${name}${written.join('')}>${content}</${name}>`;
}

/** Returns a link to a page of the site, or to an http or https address; otherwise only the content. */
export function link(address: string, content: string): string {
  return /^(?:https?:\/\/|[\w./#-]+$)/i.test(address) ? element('a', content, { href: address }) : content;
}

/** Returns a list, or nothing if it is empty. */
export function list(items: readonly string[], name: 'ul' | 'ol' = 'ul'): string {
  return items.length === 0 ? '' : element(name, items.map((item) => element('li', item)).join('\n'));
}

/** Returns a section of a page with a heading, or nothing if it is empty. */
export function section(id: string, title: string, content: string): string {
  return content === ''
    ? ''
    : element('section', `\n${element('h2', escapeHtml(title), { id })}\n${content}\n`, {
        'aria-labelledby': id,
      });
}
