import type { TomlPath, TomlValue } from '../../../server/src/toml/path.js';
import { replaceValue } from '../edits.js';
import type { MutationKind, Original } from '../mutant.js';
import type { Random } from '../random.js';

interface ValueKind {
  readonly name: string;
  readonly codes: readonly string[];
  /** One is chosen among those that the rule has. */
  readonly paths: readonly TomlPath[];
  /** Returns a wrong value as TOML, or undefined if there is none for this value. */
  write(value: TomlValue, random: Random, original: Original): string | undefined;
}

/** Returns the kind of mistake that writes another value at a path. */
export function valueKind({ name, codes, paths, write }: ValueKind): MutationKind {
  return {
    name,
    codes,
    mutate(original, random) {
      const { rule } = original.analysis;
      const path = random.pick(paths.filter((each) => rule.get(each) !== undefined));
      if (!path) return undefined;
      const written = write(rule.get(path)!, random, original);
      return written === undefined ? undefined : replaceValue(original, path, written);
    },
  };
}

/** Formats a string as TOML. */
export const quote = (text: string): string => JSON.stringify(text);
