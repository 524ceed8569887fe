declare module 'rison-node' {
  const rison: { decode(text: string): unknown };
  export default rison;
}

declare module 'mdast-util-to-hast/lib/all.js' {
  /** Returns the children of a node as nodes of an HTML tree. */
  export default function all(h: unknown, node: unknown): unknown[];
}
