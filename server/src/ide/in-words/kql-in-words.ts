import { printKqlValue } from '../../query/kql/print.js';
import type { KqlIs, KqlNode, KqlQuery } from '../../query/kql/syntax.js';
import { code, listed, type Statement, say } from './statement.js';

/** Describes a KQL query in words. */
export function kqlInWords({ condition }: KqlQuery): readonly Statement[] {
  if (!condition) return [say('Each event.')];
  const parts = condition.kind === 'and' ? condition.operands : [condition];
  return [say('Each event for which', parts.map(inWords))];
}

function inWords(node: KqlNode): Statement {
  switch (node.kind) {
    case 'and':
      return say('all of these hold:', node.operands.map(inWords));
    case 'or': {
      const list = alternatives(node.operands);
      return list ?? say('any of these holds:', node.operands.map(inWords));
    }
    case 'not': {
      const { operand } = node;
      if (operand.kind === 'or' && !alternatives(operand.operands))
        return say('none of these holds:', operand.operands.map(inWords));
      return operand.kind === 'and'
        ? say('not all of these hold:', operand.operands.map(inWords))
        : say('this does not hold:', [inWords(operand)]);
    }
    case 'is':
      return say(isInWords(node, [node]));
    case 'range':
      return say(`${code(node.field.text)} is ${ranges[node.operator]} ${code(node.value.text)}`);
    case 'nested':
      return say(`one object of ${code(node.path.text)} has`, [inWords(node.condition)]);
    case 'missing':
      return say('something not yet written');
  }
}

const ranges = { '<': 'less than', '<=': 'at most', '>': 'greater than', '>=': 'at least' } as const;

/** Describes alternative values of one field: KQL writes them as a list, but its tree has separate nodes. */
function alternatives(operands: readonly KqlNode[]): Statement | undefined {
  const all = operands.filter((one): one is KqlIs => one.kind === 'is' && one.field !== undefined);
  const [first] = all;
  if (!first || all.length !== operands.length) return undefined;
  return all.every(({ field }) => field!.text === first.field!.text) ? say(isInWords(first, all)) : undefined;
}

function isInWords({ field }: KqlIs, all: readonly KqlIs[]): string {
  const values = all.map(({ value }) => (value.quoted ? value.text : printKqlValue(value)));
  if (!field) return `any field has ${listed(values)}`;
  if (values.length === 1 && values[0] === '*' && !all[0]!.value.quoted)
    return `${code(field.text)} is present`;
  const isPattern = all.some(({ value }) => (value.pieces?.length ?? 1) > 1);
  const verb = isPattern ? 'matches' : values.length > 1 ? 'is one of' : 'is';
  return `${code(field.text)} ${verb} ${listed(values)}`;
}
