import { checkLucene } from '../../query/lucene/check.js';
import { luceneLanguage } from '../../query/lucene/language.js';
import { plannedFilter } from '../plan/planned-filter.js';
import { definePlanner, quotedWildcardHint } from '../plan/planner.js';
import { planLucene } from './plan.js';

export const lucenePlanner = definePlanner({
  language: luceneLanguage,
  check: (_, tree, context) => checkLucene(tree, context),
  plan: (tree, _, context) => ({
    kind: 'event',
    filter: plannedFilter(planLucene(tree, context), tree.span, context.now),
    pipes: [],
  }),
  conditions: (tree, _, context) => [planLucene(tree, context)],
  wildcardHint: quotedWildcardHint,
});
