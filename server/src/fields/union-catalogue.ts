import { entryOf } from '../text/entry-of.js';
import { remember } from '../text/remember.js';
import type { FieldCatalogue, FieldInfo } from './catalogue.js';

/**
 * Combines several catalogues. The first one that has a field describes it; the result is complete if all
 * are.
 */
export function unionCatalogue(catalogues: readonly FieldCatalogue[]): FieldCatalogue {
  let names: readonly string[] | undefined;
  const find = (name: string): FieldInfo | undefined => {
    let holder: FieldInfo | undefined;
    for (const catalogue of catalogues) {
      const found = catalogue.get(name);
      if (found && found.mapping.type !== 'object') return found;
      holder ??= found;
    }
    return holder;
  };
  return {
    // Rules look up the same fields repeatedly.
    get: remember(find),
    knows: remember((name) => catalogues.some((catalogue) => catalogue.knows(name))),
    names() {
      names ??= [...new Set(catalogues.flatMap((catalogue) => catalogue.names()))].sort();
      return names;
    },
    complete: catalogues.every(({ complete }) => complete),
    members: catalogues,
  };
}

/** One step in the tree of shared unions: the union of the catalogues up to here. */
interface UnionNode {
  union?: FieldCatalogue;
  readonly next: Map<FieldCatalogue, UnionNode>;
}

/**
 * Returns a function like {@link unionCatalogue} that makes one union for each list of catalogues: rules with the same
 * schemas share the fields that were looked up. A repeated catalogue counts once, and one alone is its own union.
 */
export function sharedUnions(): (catalogues: readonly FieldCatalogue[]) => FieldCatalogue {
  const start: UnionNode = { next: new Map() };
  return (catalogues) => {
    const members = [...new Set(catalogues)];
    if (members.length === 1) return members[0]!;
    let node = start;
    for (const member of members) node = entryOf(node.next, member, () => ({ next: new Map() }));
    node.union ??= unionCatalogue(members);
    return node.union;
  };
}
