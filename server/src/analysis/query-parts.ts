import { eqlLanguage } from '../query/eql/language.js';
import type {
  Call,
  Comparison,
  EventCategory,
  EventFilter,
  Expression,
  Field,
  Membership,
  PatternMatch,
} from '../query/eql/syntax.js';
import { filtersOf, walkExpression } from '../query/eql/walk.js';
import { kqlLanguage } from '../query/kql/language.js';
import { clausesOf, type KqlClause } from '../query/kql/walk.js';
import type { Analysis } from './analysis.js';
import { perAnalysis } from './per-analysis.js';

/** An expression that compares or calls. */
export type EqlPredicate = Comparison | Membership | PatternMatch | Call;

/** An event filter of a query with the parts of its condition, in source order, parents first. */
export interface EqlFilterParts {
  readonly category: EventCategory;
  readonly predicates: readonly EqlPredicate[];
  readonly fields: readonly Field[];
}

// Many lints use these parts, so the trees are walked once.

/** The event filters of an EQL query. Empty in another language. */
export const eqlFilters = perAnalysis((analysis): readonly EqlFilterParts[] => {
  const tree = analysis.parsed(eqlLanguage)?.tree;
  return tree ? filtersOf(tree).map(partsOf) : [];
});

/** Returns the predicates of all event filters of an EQL query. */
export function eqlPredicates(analysis: Analysis): readonly EqlPredicate[] {
  const filters = eqlFilters(analysis);
  return filters.length === 1 ? filters[0]!.predicates : filters.flatMap(({ predicates }) => predicates);
}

/** The clauses of a KQL query in source order. Empty in another language. */
export const kqlClauses = perAnalysis((analysis): readonly KqlClause[] =>
  clausesOf(analysis.parsed(kqlLanguage)?.tree?.condition),
);

function partsOf(filter: EventFilter): EqlFilterParts {
  const predicates: EqlPredicate[] = [];
  const fields: Field[] = [];
  walkExpression(filter.condition, (node: Expression) => {
    switch (node.kind) {
      case 'field':
        fields.push(node);
        break;
      case 'comparison':
      case 'membership':
      case 'pattern-match':
      case 'call':
        predicates.push(node);
        break;
      default:
    }
  });
  return { category: filter.category, predicates, fields };
}
