import type { Analysis } from '../../../analysis/analysis.js';
import { isKnownField, targetCatalogue } from '../../../analysis/known-fields.js';
import { unknownFieldVerdict } from '../../../fields/unknown-field.js';
import { replaceFix } from '../../../rule/schema-check/check-value.js';
import type { Fix } from '../../../text/problem.js';
import type { TomlPath, TomlValue } from '../../../toml/path.js';

/** A wrong field name in a list of names. */
export interface UnknownName {
  readonly path: TomlPath;
  readonly message: string;
  readonly help?: string;
  readonly fix?: Fix;
}

/**
 * Returns what is wrong with a field name: it is in none of the checkout's schemas, if there are any, or else
 * close to a known one. Returns undefined for a name that is or may be known.
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
  return { message: `Unknown field "${name}".`, nearest: verdict.suggestions[0] };
}

/** Returns the wrong names in a list of fields. `isField` returns which of them are field names. */
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
