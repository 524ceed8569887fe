import type { StringLiteral } from '../../../query/esql/syntax.js';
import { parseKql } from '../../../query/kql/parse.js';
import { printKql } from '../../../query/kql/print.js';
import type { KqlGroup, KqlNode } from '../../../query/kql/syntax.js';
import { cover, type Span } from '../../../text/span.js';
import { withItem } from '../with-item.js';
import { type ChangedPart, within } from './changed-part.js';

/** Returns the changes of a KQL query in an ES|QL string, each as the whole changed query. */
export function kqlMutants(literal: StringLiteral): readonly ChangedPart<string>[] {
  const { tree, problems } = parseKql(literal.value);
  if (!tree?.condition || problems.length > 0) return [];
  return nodeMutants(tree.condition).map((change) => ({
    operator: change.operator,
    ...placed(change, literal),
    part: printKql({ ...tree, condition: change.part }),
  }));
}

/**
 * Returns the range of a change: exact if the string has no escapes, else the whole string with the condition
 * as detail.
 */
function placed(
  { span, detail, part }: ChangedPart<KqlNode>,
  literal: StringLiteral,
): { readonly span: Span; readonly detail?: string } {
  const quotes = literal.isRaw ? 3 : 1;
  const isExact = literal.span.end - literal.span.start === literal.value.length + 2 * quotes;
  const shift = literal.span.start + quotes;
  if (isExact)
    return {
      span: { start: shift + span.start, end: shift + span.end },
      ...(detail !== undefined && { detail }),
    };
  return { span: literal.span, detail: printKql({ condition: part, span }) };
}

function nodeMutants(node: KqlNode): readonly ChangedPart<KqlNode>[] {
  switch (node.kind) {
    case 'and':
    case 'or':
      return node.operands.flatMap((operand, index) => [
        dropped(node, index),
        ...within(
          nodeMutants(operand),
          (changed): KqlNode => ({ ...node, operands: withItem(node.operands, index, changed) }),
        ),
      ]);
    case 'not':
      return within(nodeMutants(node.operand), (operand): KqlNode => ({ ...node, operand }));
    case 'nested':
      return within(nodeMutants(node.condition), (condition): KqlNode => ({ ...node, condition }));
    case 'missing':
      return [];
    default:
      return [
        { operator: 'negate', span: spanOf(node), part: { kind: 'not', operand: node, span: node.span } },
      ];
  }
}

function dropped(group: KqlGroup, index: number): ChangedPart<KqlNode> {
  const operand = group.operands[index]!;
  const left = group.operands.filter((_, at) => at !== index);
  const operator = operand.kind === 'not' ? 'drop-exclusion' : 'drop-condition';
  return {
    operator: group.kind === 'and' ? operator : 'drop-alternative',
    span: spanOf(operand),
    part: left.length === 1 ? left[0]! : { ...group, operands: left },
  };
}

/** Returns a condition's span, including its field if that is written before the value. */
function spanOf(node: KqlNode): Span {
  const field = node.kind === 'is' ? node.field?.span : undefined;
  return field && node.span.start - field.end <= 2 ? cover(field, node.span) : node.span;
}
