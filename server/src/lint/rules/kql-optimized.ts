import type { KqlGroup, KqlIs, KqlNode } from '../../query/kql/syntax.js';
import type { Span } from '../../text/span.js';
import { defineLint } from '../lint.js';

export default defineLint({
  id: 'kql-optimized',
  severity: 'error',
  profile: 'elastic',
  scope: 'production',
  counterpart: 'test_all_rules.test_all_rule_queries_optimized',
  summary: 'KQL query that can be written more simply',
  why: 'Rules of detection-rules are kept in the shortest form, so that they are read and searched quickly.',
  avoid: `type = "query"
language = "kuery"
query = 'process.name: a or process.name: b'`,
  prefer: `type = "query"
language = "kuery"
query = 'process.name: (a or b)'`,

  check({ kql, queryToDocument }, report) {
    const condition = kql?.tree?.condition;
    if (!condition || kql.problems.length > 0 || kql.text.includes('powershell.file.script_block_text'))
      return;
    visit(condition, (span, message) => report({ span: queryToDocument(span), message }));
  },
});

type Report = (span: Span, message: string) => void;

/** Reports what the optimiser of detection-rules would write otherwise (spec/LINTS.md section D). */
function visit(node: KqlNode, report: Report): void {
  switch (node.kind) {
    case 'not':
      if (node.operand.kind === 'not') report(node.span, 'Two "not" cancel each other out.');
      else if (isValueNot(node)) report(node.span, 'Write "not" before the field: "not field: value".');
      visit(node.operand, report);
      break;
    case 'and':
    case 'or':
      visitGroup(node, report);
      break;
    case 'nested':
      visit(node.condition, report);
      break;
    default:
  }
}

function visitGroup(group: KqlGroup, report: Report): void {
  const { kind, operands } = group;
  if (operands.every(isValueNot)) {
    const other = kind === 'and' ? 'or' : 'and';
    report(group.span, `Write one "not" before the field: "not field: (a ${other} b)".`);
    return;
  }
  /** The list that each field has in this group. */
  const lists = new Map<string, number>();
  const reported = new Map<string, number>();
  for (const operand of flattened(operands, kind)) {
    const clause = operand.kind === 'is' ? operand : undefined;
    const field = clause?.field;
    if (field && !field.pieces) {
      const list = lists.get(field.text);
      // The values of one list repeat the field of the list.
      if (list !== undefined && list !== field.span.start && reported.get(field.text) !== field.span.start) {
        reported.set(field.text, field.span.start);
        report(
          field.span,
          `"${field.text}" is compared before: write the values in one list, "${field.text}: (a ${kind} b)".`,
        );
      }
      lists.set(field.text, list ?? field.span.start);
    }
    // A "not" in a list with other values is as short as it gets.
    if (!isValueNot(operand)) visit(operand, report);
  }
}

/** The operands with those of inner groups of the same kind: parentheses around them do nothing. */
function flattened(operands: readonly KqlNode[], kind: KqlGroup['kind']): readonly KqlNode[] {
  return operands.flatMap((operand) =>
    operand.kind === kind ? flattened(operand.operands, kind) : [operand],
  );
}

/** Whether a `not` stands within the list of a field: `field: (not a)`. */
function isValueNot(node: KqlNode): node is KqlNode & { kind: 'not'; operand: KqlIs } {
  return (
    node.kind === 'not' &&
    node.operand.kind === 'is' &&
    node.operand.field !== undefined &&
    node.operand.field.span.start < node.span.start
  );
}
