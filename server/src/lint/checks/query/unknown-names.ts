import type { Analysis } from '../../../analysis/analysis.js';
import { isKnownField, targetCatalogue } from '../../../analysis/known-fields.js';
import { unknownFieldVerdict } from '../../../fields/unknown-field.js';
import { replaceFix } from '../../../rule/schema-check/check-value.js';
import type { Fix } from '../../../text/problem.js';
import type { TomlPath, TomlValue } from '../../../toml/path.js';

/** A name of a field, in a list of names, that is wrong. */
export interface UnknownName {
  readonly path: TomlPath;
  readonly message: string;
  readonly help?: string;
  readonly fix?: Fix;
}

/**
 * What is wrong with the name of a field: where the schemas of a checkout can tell, that it is in none; else that it is
 * close to a known one. Undefined for a name that is known or may be.
 */
export function unknownName(
  name: TomlValue | undefined,
  analysis: Analysis,
): { message: string; nearest: string | undefined } | undefined {
  if (typeof name !== 'string' || name === '' || analysis.catalogue.knows(name)) return undefined;
  const known = isKnownField(name, analysis);
  if (known) return undefined;
  const verdict = unknownFieldVerdict(name, targetCatalogue(analysis) ?? analysis.catalogue);
  if (verdict.kind !== 'typo' || (verdict.suggestions.length === 0 && known === undefined)) return undefined;
  return { message: `No known field is called "${name}".`, nearest: verdict.suggestions[0] };
}

/** The names in a list of fields that are wrong; `isField` tells which of them are names of fields. */
export function unknownNames(
  list: TomlValue | undefined,
  path: TomlPath,
  analysis: Analysis,
  isField: (name: unknown) => boolean = () => true,
): UnknownName[] {
  if (!Array.isArray(list)) return [];
  return list.flatMap((name, index): UnknownName[] => {
    const found = isField(name) && unknownName(name, analysis);
    if (!found) return [];
    const { message, nearest } = found;
    const place = [...path, index];
    return [
      {
        path: place,
        message,
        ...(nearest === undefined
          ? {}
          : { help: `Did you mean "${nearest}"?`, ...replaceFix(analysis.document, place, nearest) }),
      },
    ];
  });
}
