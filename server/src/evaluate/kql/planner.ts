import { checkKql } from '../../query/kql/check.js';
import { kqlLanguage } from '../../query/kql/language.js';
import { plannedFilter } from '../plan/planned-filter.js';
import { definePlanner, quotedWildcardHint } from '../plan/planner.js';
import { planKql } from './plan.js';

export const kqlPlanner = definePlanner({
  language: kqlLanguage,
  check(_, tree, context) {
    const mappingOf = (name: string) => context.mappingOf(name) ?? context.containerOf(name);
    return checkKql(tree, { mappingOf, ...(context.strict ? { isMapped: context.isMapped } : {}) });
  },
  plan: (tree, text, context) => ({
    kind: 'event',
    filter: plannedFilter(planKql(tree, text, context), tree.span, context.now),
    pipes: [],
  }),
  conditions: (tree, text, context) => [planKql(tree, text, context)],
  wildcardHint: quotedWildcardHint,
});
