import { unknownFieldVerdict } from '../../fields/unknown-field.js';
import type { Field } from '../../query/eql/syntax.js';
import { fieldsIn, filtersOf, keysOf } from '../../query/eql/walk.js';
import { append } from '../../text/append.js';
import { defineLint } from '../lint.js';

export default defineLint({
  id: 'field-unknown',
  severity: 'warning',
  summary: 'Field name that is probably misspelt',
  why: 'Elasticsearch refuses a query with a field that no index has, and a field that nothing fills never matches.',
  avoid: 'process where proces.name == "sh"',
  prefer: 'process where process.name == "sh"',

  check({ eql, catalogue, queryToDocument, queryFix }, report) {
    if (!eql?.tree) return;
    const fields: Field[] = [...keysOf(eql.tree)];
    for (const filter of filtersOf(eql.tree)) append(fields, fieldsIn(filter.condition));
    for (const { name, optional, span } of fields) {
      if (optional || name === '') continue;
      const verdict = unknownFieldVerdict(name, catalogue);
      if (verdict.kind !== 'typo') continue;
      const [nearest] = verdict.suggestions;
      const written = eql.text.slice(span.start, span.end);
      const fix =
        nearest !== undefined && written === name
          ? queryFix({ title: `Replace with "${nearest}"`, edits: [{ span, text: nearest }] })
          : undefined;
      report({
        span: queryToDocument(span),
        message: `No known field is called "${name}".`,
        help: nearest === undefined ? 'Write ?field when it may be absent.' : `Did you mean "${nearest}"?`,
        ...(fix ? { fix } : {}),
      });
    }
  },
});
