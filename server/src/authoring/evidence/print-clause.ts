import { printExpression } from '../../query/eql/print.js';
import type { Expression } from '../../query/eql/syntax.js';
import { writtenName } from '../../query/esql/written-name.js';
import { writtenString } from '../../query/esql/written-string.js';
import { escapeUnquoted, printKqlValue, quoteKql } from '../../query/kql/print.js';
import type { Clause } from './clause.js';
import type { Scalar } from './field-values.js';

/** Prints a condition in a language's syntax, including lists and patterns. */
export type ClausePrinter = (clause: Clause) => string;

const nowhere = { start: 0, end: 0 };

/** Printers of conditions by language id. All of them compare values case-sensitively. */
export const clausePrinters: Readonly<Record<'eql' | 'kuery' | 'esql', ClausePrinter>> = {
  eql: (clause) => printExpression(eqlExpression(clause)),
  kuery({ field, test }) {
    const name = escapeUnquoted(field);
    if (test.kind === 'pattern')
      return `${name}: ${printKqlValue({ text: test.prefix, quoted: false, pieces: [test.prefix, test.suffix] })}`;
    const values = test.values.map((value) => (typeof value === 'string' ? quoteKql(value) : String(value)));
    return `${name}: ${values.length === 1 ? values[0]! : `(${values.join(' or ')})`}`;
  },
  esql({ field, test }) {
    const name = writtenName(field);
    if (test.kind === 'pattern') {
      const [prefix, suffix] = [test.prefix, test.suffix].map((text) => text.replaceAll('\\', '\\\\'));
      return `${name} LIKE ${writtenString(`${prefix}*${suffix}`)}`;
    }
    const values = test.values.map((value) =>
      typeof value === 'string' ? writtenString(value) : String(value),
    );
    return values.length === 1 ? `${name} == ${values[0]!}` : `${name} IN (${values.join(', ')})`;
  },
};

function eqlExpression({ field, test }: Clause): Expression {
  const subject: Expression = { kind: 'field', name: field, optional: false, span: nowhere };
  const frame = { operatorSpan: nowhere, span: nowhere };
  if (test.kind === 'pattern') {
    const value = `${test.prefix}*${test.suffix}`;
    const patterns: readonly Expression[] = [{ kind: 'string', value, raw: false, span: nowhere }];
    return { kind: 'pattern-match', subject, operator: 'like', patterns, listed: false, ...frame };
  }
  const items = test.values.map(eqlLiteral);
  return items.length === 1
    ? { kind: 'comparison', operator: '==', left: subject, right: items[0]!, ...frame }
    : { kind: 'membership', subject, negated: false, caseInsensitive: false, items, ...frame };
}

function eqlLiteral(value: Scalar): Expression {
  if (typeof value === 'string') return { kind: 'string', value, raw: false, span: nowhere };
  if (typeof value === 'boolean') return { kind: 'boolean', value, span: nowhere };
  return { kind: 'number', value, type: Number.isInteger(value) ? 'long' : 'double', span: nowhere };
}
