import { clauseEnd } from '../../evaluate/kql/clause-end.js';
import { parseEql } from '../../query/eql/parse.js';
import type { Expression as EqlExpression, EventFilter } from '../../query/eql/syntax.js';
import { parseKql } from '../../query/kql/parse.js';
import type { KqlNode } from '../../query/kql/syntax.js';
import type { QueryLanguage } from '../../query/languages.js';
import type { Dsl } from '../requests/dsl.js';
import { type EqlFields, eqlConditionQuery } from '../requests/eql-condition.js';
import { kqlQuery } from '../requests/kql-query.js';
import { luceneQuery } from '../requests/query-string.js';
import type { RequestFields } from '../requests/request-fields.js';

/** A condition that documents must satisfy, in readable form. */
export interface Condition {
  readonly text: string;
  /** Undefined for a condition that Elasticsearch runs as a script, which cannot be counted. */
  readonly query: Dsl | undefined;
}

/**
 * Conditions that are counted together, each with all before it: those of a query, or of one step of a
 * sequence.
 */
export interface ConditionGroup {
  /** For example `step 2`; undefined if there is only one group. */
  readonly name: string | undefined;
  readonly conditions: readonly Condition[];
}

/**
 * Splits a query at the `and` that joins its conditions. Returns nothing for a language without such
 * conditions.
 */
export function conditionsOf(
  language: QueryLanguage,
  text: string,
  fields: RequestFields,
  eventCategoryField: string,
): readonly ConditionGroup[] {
  switch (language) {
    case 'kuery':
      return kqlConditions(text, fields);
    case 'lucene':
      return [{ name: undefined, conditions: [{ text: text.trim(), query: luceneQuery(text) }] }];
    case 'eql':
      return eqlConditions(text, {
        ...fields,
        eventCategoryField,
        isMapped: (name) => fields.mappingOf(name) !== undefined,
      });
    default:
      return [];
  }
}

function kqlConditions(text: string, fields: RequestFields): readonly ConditionGroup[] {
  const condition = parseKql(text).tree?.condition;
  if (!condition) return [];
  const operands: readonly KqlNode[] = condition.kind === 'and' ? condition.operands : [condition];
  const conditions = operands.map((operand) => {
    const start = startOf(operand);
    return {
      text: text.slice(start, clauseEnd(text, start, operand.span.end)).replace(/\s+/g, ' '),
      query: kqlQuery({ condition: operand, span: operand.span }, fields),
    };
  });
  return [{ name: undefined, conditions }];
}

/**
 * Returns where a condition starts. In a list of values its span is that of its value, but people look for
 * the field.
 */
function startOf(node: KqlNode): number {
  switch (node.kind) {
    case 'and':
    case 'or':
      return Math.min(node.span.start, startOf(node.operands[0]!));
    case 'is':
    case 'range':
      return Math.min(node.span.start, node.field?.span.start ?? node.span.start);
    default:
      return node.span.start;
  }
}

function eqlConditions(text: string, fields: EqlFields): readonly ConditionGroup[] {
  const { tree } = parseEql(text);
  if (!tree) return [];
  if (tree.kind === 'event-query')
    return [{ name: undefined, conditions: filterConditions(text, tree.filter, fields) }];
  return tree.steps.map(({ filter, missing }, place) => ({
    name: `step ${place + 1}${missing ? ' (must be missing)' : ''}`,
    conditions: filterConditions(text, filter, fields),
  }));
}

function filterConditions(
  text: string,
  { category, condition }: EventFilter,
  fields: EqlFields,
): Condition[] {
  const operands: readonly EqlExpression[] = condition.kind === 'and' ? condition.operands : [condition];
  const ofCategory: Condition[] = category.any
    ? []
    : [
        {
          text: `${category.name} where`,
          query: { term: { [fields.eventCategoryField]: { value: category.name } } },
        },
      ];
  return [
    ...ofCategory,
    ...operands.map((operand): Condition => {
      const printed = eqlConditionQuery(operand, fields);
      return {
        text: text.slice(operand.span.start, operand.span.end).replace(/\s+/g, ' '),
        query: printed.kind === 'query' ? printed.query : undefined,
      };
    }),
  ];
}
