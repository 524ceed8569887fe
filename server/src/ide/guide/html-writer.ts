/** A node of an HTML tree. */
export type HtmlNode =
  | { readonly type: 'text'; readonly value: string }
  | {
      readonly type: 'element';
      readonly tagName: string;
      readonly properties?: Readonly<Record<string, unknown>>;
      readonly children: readonly HtmlNode[];
      readonly position?: { readonly start: { readonly offset: number } };
    }
  | { readonly type: 'root'; readonly children: readonly HtmlNode[] }
  | { readonly type: 'raw' };

/** Allowed attributes by allowed element. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  ...Object.fromEntries(
    [
      ...[
        'p',
        'br',
        'hr',
        'h1',
        'h2',
        'h3',
        'h4',
        'h5',
        'h6',
        'ul',
        'blockquote',
        'pre',
        'strong',
        'em',
        'del',
      ],
      ...['table', 'thead', 'tbody', 'tr'],
    ].map((name) => [name, []]),
  ),
  a: ['href', 'title', 'rel'],
  button: ['type'],
  code: [],
  del: [],
  div: ['role'],
  li: [],
  ol: ['start'],
  span: ['title', 'role', 'aria-label'],
  td: ['align'],
  th: ['align'],
};

/** Attributes that are allowed on any element. */
const everywhere: readonly string[] = ['class', 'data-line', 'data-source'];

const voidElements: ReadonlySet<string> = new Set(['br', 'hr']);

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Escapes text for HTML. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (character) => entities[character]!);
}

const isHarmless = (address: string): boolean =>
  /^(?:https?:|mailto:)/i.test(address) || /^\/(?!\s)/.test(address);

/** Writes an HTML tree. Skips elements, attributes and addresses that are not known to be harmless. */
export function writeHtml(node: HtmlNode): string {
  const parts: string[] = [];
  write(node, parts);
  return parts.join('');
}

function write(node: HtmlNode, parts: string[]): void {
  if (node.type === 'text') parts.push(escapeHtml(node.value));
  else if (node.type === 'root') for (const child of node.children) write(child, parts);
  else if (node.type === 'element') {
    const { tagName, properties = {}, children } = node;
    const attributes = Object.hasOwn(allowed, tagName) ? allowed[tagName] : undefined;
    if (attributes) {
      const written = Object.entries(properties)
        .filter(([name]) => attributes.includes(name) || everywhere.includes(name))
        .filter(
          ([name, value]) =>
            value !== undefined && value !== null && (name !== 'href' || isHarmless(String(value))),
        )
        .map(([name, value]) => ` ${name}="${escapeHtml(String(value))}"`);
      parts.push(`<${tagName}${written.join('')}>`);
    }
    for (const child of children) write(child, parts);
    if (attributes && !voidElements.has(tagName)) parts.push(`</${tagName}>`);
  }
}
