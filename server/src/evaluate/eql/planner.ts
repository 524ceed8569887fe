import { checkEql } from '../../query/eql/check.js';
import { eqlLanguage } from '../../query/eql/language.js';
import { filtersOf } from '../../query/eql/walk.js';
import { definePlanner } from '../plan/planner.js';
import { isNullField } from './context.js';
import { planFilter } from './plan.js';
import { planEql } from './query.js';

export const eqlPlanner = definePlanner({
  language: eqlLanguage,
  check(text, tree, context) {
    const { mappingOf, isMapped, knownNames, strict } = context;
    return checkEql(text, tree, {
      mappingOf,
      isNullField: (field) => isNullField(field, context),
      ...(strict ? { isMapped, knownNames } : {}),
    });
  },
  plan: (tree, _, context) => planEql(tree, context),
  conditions: (tree, _, context) => filtersOf(tree).map((filter) => planFilter(filter, context)),
  ordersEvents: true,
  wildcardHint: () => 'wildcards work with : and like',
});
