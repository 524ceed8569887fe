import { prepareQuery } from '../evaluate/prepare/prepare-query.js';
import { startRule } from '../evaluate/run/run-rule.js';
import { createCatalogue } from '../fields/create-catalogue.js';
import { toFieldMapping } from '../fields/field-type.js';
import { partsOfQuery } from '../query/languages.js';
import { nearestNames } from '../text/nearest.js';
import type { Problem } from '../text/problem.js';
import { ruleFields } from './rule-document.js';

/** A prepared search among documents of rules. */
export interface RuleSearch {
  /** Returns whether a document satisfies the expression. */
  matches(document: Readonly<Record<string, unknown>>): boolean;
}

/** Only the fields of rule documents: any other name is an error. */
const catalogue = createCatalogue({
  names: Object.keys(ruleFields).sort(),
  describe: (name) => ({
    name,
    mapping: toFieldMapping(ruleFields[name]!.type),
    short: ruleFields[name]!.about,
    array: true,
    source: 'Rulewright',
  }),
  complete: true,
  source: 'Rulewright',
});

/** Prepares a search with a KQL expression. Returns problems if it is invalid or names unknown fields. */
export function searchRules(expression: string): RuleSearch | { readonly problems: readonly Problem[] } {
  const unknown = unknownFields(expression);
  if (unknown.length > 0) return { problems: unknown };
  const prepared = prepareQuery(expression, 'kuery', {
    catalogue,
    strictFields: true,
    timestampField: 'updated',
  });
  if (!prepared.ok) return { problems: prepared.problems };
  return {
    matches(document) {
      const run = startRule<true>(prepared);
      run.read(document, true);
      return run.finish().alerts.length > 0;
    },
  };
}

/** Reports names that no rule document has: a misspelt one would just find nothing. */
function unknownFields(expression: string): Problem[] {
  const names = Object.keys(ruleFields);
  return partsOfQuery(expression, 'kuery').flatMap(({ fields }) =>
    fields.flatMap(({ name, span }): Problem[] => {
      if (name.includes('*') || names.includes(name)) return [];
      const [near] = nearestNames(name, names);
      const help =
        near === undefined ? 'rulewright search --list-fields shows the fields.' : `Did you mean "${near}"?`;
      return [{ code: 'field-unknown', severity: 'error', message: `Unknown field "${name}".`, help, span }];
    }),
  );
}
