import { unknownFieldVerdict } from '../fields/unknown-field.js';
import { replaceFix } from '../rule/check/check-value.js';
import type { Fix } from '../text/problem.js';
import type { TomlPath, TomlValue } from '../toml/path.js';
import type { Analysis } from './analysis.js';
import { isKnownField, targetCatalogue } from './known-fields.js';

/** A name of a field, in a list of names, that is wrong. */
export interface UnknownName {
  readonly path: TomlPath;
  readonly message: string;
  readonly help?: string;
  readonly fix?: Fix;
}

/**
 * The names in a list of fields that no schema has: where the schemas of a checkout can tell, each that is in none; else
 * those close to a known one.
 */
export function unknownNames(list: TomlValue | undefined, path: TomlPath, analysis: Analysis): UnknownName[] {
  if (!Array.isArray(list)) return [];
  return list.flatMap((name, index): UnknownName[] => {
    if (typeof name !== 'string' || name === '' || analysis.catalogue.knows(name)) return [];
    const known = isKnownField(name, analysis);
    if (known) return [];
    const catalogue = targetCatalogue(analysis) ?? analysis.catalogue;
    const verdict = unknownFieldVerdict(name, catalogue);
    if (verdict.kind !== 'typo' || (verdict.suggestions.length === 0 && known === undefined)) return [];
    const [nearest] = verdict.suggestions;
    const place = [...path, index];
    return [
      {
        path: place,
        message: `No known field is called "${name}".`,
        ...(nearest
          ? { help: `Did you mean "${nearest}"?`, ...replaceFix(analysis.document, place, nearest) }
          : {}),
      },
    ];
  });
}
