import type { FieldCatalogue, FieldInfo } from './catalogue.js';

/** Several catalogues as one. What the first says of a field counts; it is complete when all are. */
export function unionCatalogue(catalogues: readonly FieldCatalogue[]): FieldCatalogue {
  let names: readonly string[] | undefined;
  /** Rules ask for the same fields again and again. */
  const known = new Map<string, boolean>();
  const infos = new Map<string, FieldInfo | undefined>();
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
    get(name) {
      if (infos.has(name)) return infos.get(name);
      const info = find(name);
      infos.set(name, info);
      return info;
    },
    knows(name) {
      let answer = known.get(name);
      if (answer === undefined) {
        answer = catalogues.some((catalogue) => catalogue.knows(name));
        known.set(name, answer);
      }
      return answer;
    },
    names() {
      names ??= [...new Set(catalogues.flatMap((catalogue) => catalogue.names()))].sort();
      return names;
    },
    complete: catalogues.every(({ complete }) => complete),
  };
}
