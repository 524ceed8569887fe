import { type GuideNode, visitNodes } from './nodes.js';

const protocols: ReadonlySet<string> = new Set(['http:', 'https:', 'mailto:']);

/** Returns whether Kibana keeps a link with this address. */
export function isAllowedAddress(address: string): boolean {
  if (address.startsWith('/')) return true;
  try {
    return protocols.has(new URL(address).protocol);
  } catch {
    return false;
  }
}

/**
 * Replaces links that Kibana rejects with the text that it shows instead. Links by reference are not checked.
 */
export function checkLinks(root: GuideNode): void {
  visitNodes(root, (node) => {
    const { url } = node;
    if (node.type !== 'link' || url === undefined || isAllowedAddress(url)) return;
    const { children = [] } = node;
    const text = children[0]?.value ?? '';
    const losesWords = children.length > 1 || (children.length === 1 && text === '');
    node.type = 'text';
    node.value = text === url ? text : `[${text}](${url})`;
    node.plugin = { kind: 'refused', url, losesWords };
    delete node.url;
    delete node.children;
  });
}
