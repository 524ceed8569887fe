import { eqlLanguage } from '../../../query/eql/language.js';
import { filtersOf } from '../../../query/eql/walk.js';
import { nearestNames } from '../../../text/nearest.js';
import { defineLint } from '../../lint.js';
import { someValues } from './compared-values.js';

/** Patterns of data that follows the Elastic Common Schema. */
const elasticIndex = /^(?:\*:)?(?:logs-|metrics-|endgame-|apm-|[a-z]+beat-|\*$)/;

export default defineLint({
  id: 'event-category',
  severity: 'warning',
  summary: 'Unknown event category before `where`',
  why: 'The word before `where` is compared with `event.category`, so an unknown category never matches.',
  avoid: 'proces where process.name == "sh"',
  prefer: 'process where process.name == "sh"',

  check(analysis, report) {
    const { rule, catalogue, queryToDocument, queryFix } = analysis;
    const eql = analysis.parsed(eqlLanguage);
    if (!eql?.tree) return;
    const override = rule.table.event_category_override;
    const name = typeof override === 'string' ? override : 'event.category';
    const list = catalogue.get(name)?.values;
    if (list?.kind !== 'closed') return;
    const values = list.values.map(({ value }) => value);
    for (const { category } of filtersOf(eql.tree)) {
      if (category.any || category.name === '' || values.includes(category.name)) continue;
      const [nearest] = nearestNames(category.name, values);
      const written = eql.text.slice(category.span.start, category.span.end);
      const fix =
        nearest !== undefined && written === category.name
          ? queryFix({ title: `Replace with "${nearest}"`, edits: [{ span: category.span, text: nearest }] })
          : undefined;
      report({
        span: queryToDocument(category.span),
        // Private data may have its own categories.
        ...(nearest === undefined && rule.index.every((pattern) => !elasticIndex.test(pattern))
          ? { severity: 'information' }
          : {}),
        message: `"${name}" has no value "${category.name}" in the Elastic Common Schema.`,
        help: nearest === undefined ? `It allows ${someValues(list)}.` : `Did you mean "${nearest}"?`,
        ...(fix ? { fix } : {}),
      });
    }
  },
});
