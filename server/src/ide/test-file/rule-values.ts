import type { Analysis } from '../../lint/analysis.js';
import { queryUnits } from '../../lint/query-units.js';
import type { Expression } from '../../query/eql/syntax.js';
import { filtersOf, keysOf, walkExpression } from '../../query/eql/walk.js';
import type { KqlNode } from '../../query/kql/syntax.js';

/** What the query of a rule says of the events that it looks for. */
export interface RuleValues {
  /** The category of the first event filter in EQL. */
  readonly category: string | undefined;
  /** Fields in the order of the query, with the values that they are compared to; those with wildcards are left out. */
  readonly fields: ReadonlyMap<string, readonly string[]>;
}

const valuesOf = new WeakMap<Analysis, RuleValues>();

/** Fields and values of the query of a rule. */
export function ruleValues(analysis: Analysis): RuleValues {
  const known = valuesOf.get(analysis) ?? readValues(analysis);
  valuesOf.set(analysis, known);
  return known;
}

function readValues(analysis: Analysis): RuleValues {
  const fields = new Map<string, string[]>();
  const note = (field: string, values: readonly string[]): void => {
    const known = fields.get(field) ?? [];
    fields.set(field, [...new Set([...known, ...values.filter((value) => !/[*?]/.test(value))])]);
  };
  let category: string | undefined;
  const tree = analysis.eql?.tree;
  if (tree) {
    for (const filter of filtersOf(tree)) {
      if (!filter.category.any && filter.category.name !== '') {
        category ??= filter.category.name;
        note('event.category', [filter.category.name]);
      }
      walkExpression(filter.condition, (expression) => noteComparison(expression, note));
    }
    for (const key of keysOf(tree)) note(key.name, []);
  }
  if (analysis.kql?.tree?.condition) noteKql(analysis.kql.tree.condition, note);
  for (const unit of queryUnits(analysis)) for (const { name } of unit.fields) note(name, []);
  return { category, fields };
}

type Note = (field: string, values: readonly string[]) => void;

function noteComparison(expression: Expression, note: Note): void {
  const textOf = (one: Expression): string[] =>
    one.kind === 'string' || one.kind === 'number' || one.kind === 'boolean' ? [String(one.value)] : [];
  switch (expression.kind) {
    case 'comparison':
      if (expression.left.kind === 'field') note(expression.left.name, textOf(expression.right));
      break;
    case 'membership':
      if (expression.subject.kind === 'field')
        note(expression.subject.name, expression.items.flatMap(textOf));
      break;
    case 'pattern-match':
      if (expression.subject.kind === 'field')
        note(expression.subject.name, expression.patterns.flatMap(textOf));
      break;
    default:
  }
}

function noteKql(node: KqlNode, note: Note): void {
  switch (node.kind) {
    case 'and':
    case 'or':
      for (const operand of node.operands) noteKql(operand, note);
      break;
    case 'not':
      noteKql(node.operand, note);
      break;
    case 'is':
      if (node.field) note(node.field.text, [node.value.text]);
      break;
    default:
  }
}
