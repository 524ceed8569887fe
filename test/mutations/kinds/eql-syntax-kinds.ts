import type { Expression } from '../../../server/src/query/eql/syntax.js';
import { filtersOf } from '../../../server/src/query/eql/walk.js';
import { scheduleOf } from '../../../server/src/rule/schedule.js';
import type { Span } from '../../../server/src/text/span.js';
import type { MutationKind, Original } from '../mutant.js';
import { expressionsOf, queryKind, replaceInQuery, withNext, written } from './query-edits.js';

const syntax = ['eql-syntax'];

/** A keyword between two clauses, with the clause after it. */
interface Joint {
  readonly word: Span;
  readonly next: Span;
}

/** Returns the keywords that join clauses, except those next to a comment. */
function joints(original: Original): Joint[] {
  return expressionsOf(original).flatMap((node): Joint[] => {
    if (node.kind !== 'and' && node.kind !== 'or') return [];
    return node.operands.slice(1).flatMap((operand, at): Joint[] => {
      const start = node.operands[at]!.span.end;
      const gap = written(original, { start, end: operand.span.start });
      const match = /\b(?:and|or)\b/.exec(gap);
      if (!match || /\/[/*]|[()]/.test(gap)) return [];
      const from = start + match.index;
      return [{ word: { start: from, end: from + match[0].length }, next: operand.span }];
    });
  });
}

const memberships = (original: Original) =>
  expressionsOf(original).filter((node) => node.kind === 'membership');
const comparisons = (original: Original) =>
  expressionsOf(original)
    .filter((node) => node.kind === 'comparison')
    .filter(({ operator }) => operator === '==');
const plainTexts = (original: Original) =>
  expressionsOf(original)
    .filter((node) => node.kind === 'string')
    .filter(({ raw, value }) => !raw && value !== '' && !/["'\\]/.test(value));
const sequences = ({ eql }: Original) => (eql?.tree?.kind === 'sequence' ? [eql.tree] : []);

/** Returns the groups in parentheses: expressions with `(` and `)` around them. */
function groups(original: Original): Span[] {
  return expressionsOf(original).flatMap(({ kind, span }: Expression): Span[] => {
    if (kind !== 'and' && kind !== 'or') return [];
    const around = { start: span.start - 1, end: span.end + 1 };
    const text = written(original, around);
    return text.startsWith('(') && text.endsWith(')') ? [around] : [];
  });
}

/**
 * Returns the span from a group to the end of its condition: the other parenthesis could belong anywhere in
 * it.
 */
function restOf({ eql }: Original, group: Span): Span {
  const filters = eql?.tree ? filtersOf(eql.tree) : [];
  const around = filters.find(({ span }) => span.start <= group.start && group.end <= span.end + 1);
  const query = eql?.text ?? '';
  const end =
    around && query.slice(around.span.end).trimStart().startsWith(']')
      ? query.indexOf(']', around.span.end) + 1
      : query.length;
  return { start: group.start, end };
}

const lastOf = ({ end }: Span): Span => ({ start: end - 1, end });

/** EQL that Elasticsearch cannot parse. */
export const eqlSyntaxKinds: readonly MutationKind[] = [
  queryKind('EQL: keyword in capitals', syntax, joints, ({ word }, original) =>
    replaceInQuery(original, word, written(original, word).toUpperCase()),
  ),
  queryKind('EQL: keyword missing between clauses', syntax, joints, ({ word, next }, original) =>
    replaceInQuery(original, word, '', { start: word.start, end: next.end }),
  ),
  queryKind('EQL: keyword twice', syntax, joints, ({ word }, original) =>
    replaceInQuery(original, word, `${written(original, word)} ${written(original, word)}`),
  ),
  queryKind('EQL: one equals sign', syntax, comparisons, ({ operatorSpan }, original, random) =>
    replaceInQuery(original, operatorSpan, random.pick(['=', '===', 'is', 'equals'])!),
  ),
  queryKind('EQL: list not closed', syntax, memberships, ({ span }, original) =>
    replaceInQuery(original, lastOf(span), '', withNext(original, span)),
  ),
  queryKind('EQL: list not opened', syntax, memberships, ({ operatorSpan, items, span }, original) => {
    const gap = written(original, { start: operatorSpan.end, end: items[0]!.span.start });
    const at = operatorSpan.end + gap.indexOf('(');
    return gap.includes('(') ? replaceInQuery(original, { start: at, end: at + 1 }, '', span) : undefined;
  }),
  queryKind('EQL: comma in a list missing', syntax, memberships, ({ items, span }, original) => {
    const [first, second] = items;
    if (!first || !second) return undefined;
    const gap = written(original, { start: first.span.end, end: second.span.start });
    const comma = { start: first.span.end, end: first.span.end + 1 };
    return gap.startsWith(',') ? replaceInQuery(original, comma, ' ', span) : undefined;
  }),
  queryKind('EQL: group not closed', syntax, groups, (group, original) =>
    replaceInQuery(original, lastOf(group), '', restOf(original, group)),
  ),
  queryKind('EQL: group not opened', syntax, groups, (group, original) =>
    replaceInQuery(original, { start: group.start, end: group.start + 1 }, '', restOf(original, group)),
  ),
  queryKind('EQL: text not closed', syntax, plainTexts, ({ span }, original) =>
    replaceInQuery(original, lastOf(span), '', span),
  ),
  queryKind('EQL: single quotes', syntax, plainTexts, ({ span, value }, original) =>
    replaceInQuery(original, span, `'${value}'`),
  ),
  queryKind('EQL: value missing', syntax, comparisons, ({ right, span }, original) =>
    replaceInQuery(original, right.span, '', withNext(original, span)),
  ),
  queryKind(
    'EQL: "where" missing',
    syntax,
    ({ eql }) => (eql?.tree?.kind === 'event-query' ? [eql.tree.filter] : []),
    ({ category, condition }, original, random) => {
      const gap = written(original, { start: category.span.end, end: condition.span.start });
      if (gap.trim() !== 'where') return undefined;
      const start = category.span.end + gap.indexOf('where');
      const by = random.pick(['', 'when', 'whre', 'WHERE'])!;
      return replaceInQuery(original, { start, end: start + 5 }, by, {
        start: category.span.start,
        end: condition.span.end,
      });
    },
  ),
  queryKind('EQL: brackets of a step not closed', syntax, sequences, ({ steps }, original, random) => {
    const step = random.pick(steps)!;
    const at = step.span.start + written(original, step.span).lastIndexOf(']');
    return replaceInQuery(original, { start: at, end: at + 1 }, '', withNext(original, step.span));
  }),
  queryKind('EQL: maxspan of another form', syntax, sequences, ({ maxspan }, original, random) => {
    const text = maxspan && written(original, maxspan.span);
    const number = text && /(\d+)\s*[a-z]+$/.exec(text);
    if (!maxspan || !number) return undefined;
    const time = number[0];
    const start = maxspan.span.end - time.length;
    const by = random.pick([number[1]!, `${time}in`, `${number[1]} minutes`, `"${time}"`, `-${time}`])!;
    return replaceInQuery(original, { start, end: maxspan.span.end }, by, maxspan.span);
  }),
  queryKind(
    'EQL: maxspan longer than the lookback',
    ['eql-lookback-maxspan'],
    sequences,
    ({ maxspan }, original, random) => {
      if (!maxspan) return undefined;
      const longer = written(original, maxspan.span).replace(
        /\w+$/,
        random.pick(['12h', '24h', '36h', '2d'])!,
      );
      const mutant = replaceInQuery(original, maxspan.span, longer);
      const from = original.analysis.document.placeAt(['rule', 'from'])?.value;
      const query = original.analysis.document.placeAt(['rule', 'query']);
      if (!mutant || !query?.key) return undefined;
      return {
        ...mutant,
        expected: [...mutant.expected, from && from.start < query.key.start ? from : query.key],
        company: ['eql-interval-maxspan'],
      };
    },
  ),
  queryKind(
    'EQL: maxspan longer than two intervals',
    ['eql-interval-maxspan'],
    sequences,
    ({ maxspan }, original) => {
      const schedule = scheduleOf(original.analysis.rule);
      if (!maxspan || !schedule) return undefined;
      const longest = 2 * schedule.interval + 60;
      if (longest > schedule.from + 600) return undefined;
      const longer = written(original, maxspan.span).replace(/\w+$/, `${longest}s`);
      const mutant = replaceInQuery(original, maxspan.span, longer);
      const interval = original.analysis.document.placeAt(['rule', 'interval'])?.value;
      return mutant && interval ? { ...mutant, expected: [...mutant.expected, interval] } : mutant;
    },
  ),
  queryKind(
    'EQL: join keys of another number',
    ['eql-syntax', 'eql-sequence-key', 'eql-type'],
    sequences,
    ({ steps }, original, random) => {
      const step = random.pick(steps.filter(({ keys }) => keys.length > 0));
      const last = step?.keys.at(-1);
      if (!step || !last) return undefined;
      const added = { start: last.span.end, end: last.span.end };
      const mutant = replaceInQuery(original, added, ', user.id', step.span);
      const whole = original.analysis.document.placeAt(['rule', 'query'])?.value;
      // Any step can be reported.
      return mutant && whole && { ...mutant, expected: [{ start: whole.start, end: whole.end + 9 }] };
    },
  ),
  queryKind(
    'EQL: unknown pipe',
    syntax,
    ({ eql }) => (eql?.tree?.kind === 'event-query' && eql.tree.pipes.length === 0 ? [eql.tree] : []),
    ({ filter }, original, random) => {
      const at = written(original, { start: 0, end: Number.POSITIVE_INFINITY }).trimEnd().length;
      if (filter.span.end > at) return undefined;
      return replaceInQuery(
        original,
        { start: at, end: at },
        `\n| ${random.pick(['limit 5', 'haed 5', 'count', 'sort user.name'])}`,
      );
    },
  ),
  queryKind('EQL: clause behind the last keyword missing', syntax, joints, ({ word, next }, original) => {
    const query = original.analysis.rule.query?.text ?? '';
    if (query.slice(next.end).trim() !== '') return undefined;
    return replaceInQuery(original, { start: word.end, end: next.end }, '', {
      start: word.start,
      end: query.length,
    });
  }),
];
