import { remember } from '../text/remember.js';
import type { FieldCatalogue, FieldInfo } from './catalogue.js';

/** Several catalogues as one. What the first says of a field counts; it is complete when all are. */
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
    // Rules ask for the same fields again and again.
    get: remember(find),
    knows: remember((name) => catalogues.some((catalogue) => catalogue.knows(name))),
    names() {
      names ??= [...new Set(catalogues.flatMap((catalogue) => catalogue.names()))].sort();
      return names;
    },
    complete: catalogues.every(({ complete }) => complete),
  };
}
