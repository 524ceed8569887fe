import { collectPlaces, noPlaces, type Place, type Places, pathId, stringReader } from './places.js';
import { readPlaces } from './read-places.js';
import { scanStatements } from './scan.js';
import { parseStrictly } from './strict.js';

/** So many places are looked for one by one: most rules have few findings to point at. */
const few = 4;

/**
 * The places of a text that is valid TOML 1.0: all at once, or, where it is known where its `statements` begin, one by one
 * for who asks for few.
 */
export function findPlaces(text: string, statements?: readonly number[]): Places {
  const single = new Map<string, Place | undefined>();
  let found: Places | undefined;
  const all = (): Places => {
    found ??= readPlaces(text) ?? fromTree(text);
    return found;
  };
  return {
    ordered: () => all().ordered(),
    get(path) {
      if (!statements || found || single.size === few) return all().get(path);
      const id = pathId(path);
      if (!single.has(id)) single.set(id, (readPlaces(text, { path, statements }) ?? all()).get(path));
      return single.get(id);
    },
    stringAt: stringReader(text),
  };
}

function fromTree(text: string): Places {
  const result = parseStrictly(text, scanStatements(text));
  // Only a text that is not valid after all has no tree.
  return 'tree' in result ? collectPlaces(text, result.tree) : noPlaces;
}
