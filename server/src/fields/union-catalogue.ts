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
  };
}
