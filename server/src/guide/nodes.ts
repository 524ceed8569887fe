/** A point in the text of a guide: line and column count from 1, the offset from 0. */
export interface GuidePoint {
  readonly line: number;
  readonly column: number;
  readonly offset: number;
}

/** A node of the Markdown tree. Its type determines which optional keys it has. */
export interface GuideNode {
  type: string;
  value?: string;
  url?: string;
  identifier?: string;
  depth?: number;
  children?: GuideNode[];
  position?: { readonly start: GuidePoint; readonly end: GuidePoint };
  /** Added by the plugin tokenizers and the link check. */
  plugin?: PluginNode;
}

/** A node's properties beyond Markdown. */
export type PluginNode =
  | {
      readonly kind: 'osquery' | 'investigate';
      readonly settings: Readonly<Record<string, unknown>>;
      /** Length of the plugin itself; an investigate node extends to the end of its inline text. */
      readonly length: number;
    }
  | { readonly kind: 'timeline'; readonly id: string }
  | { readonly kind: 'tooltip'; readonly text: string }
  | { readonly kind: 'checkbox'; readonly checked: boolean }
  /** A link that the link check turned into text. */
  | { readonly kind: 'refused'; readonly url: string; readonly losesWords: boolean };

/** Calls a function for each node, parents first, with its ancestors. */
export function visitNodes(
  node: GuideNode,
  visit: (node: GuideNode, parents: readonly GuideNode[]) => void,
  parents: GuideNode[] = [],
): void {
  visit(node, parents);
  if (!node.children) return;
  parents.push(node);
  for (const child of node.children) visitNodes(child, visit, parents);
  parents.pop();
}
