import { addressKey, prefixBits } from '../../../fields/ip-text.js';
import type { Span } from '../../../text/span.js';
import { parseKql } from '../../kql/parse.js';
import { parseLucene } from '../../lucene/parse.js';
import { javaSyntax } from '../../patterns/java-syntax.js';
import { datePartNames, differenceUnit } from '../date-units.js';
import { spanWithin } from '../structure/grok.js';
import type { StringLiteral } from '../syntax.js';
import type { VerificationError } from './messages.js';

interface ConstantFault {
  readonly kind: Extract<VerificationError, 'argument-value' | 'full-text-query'>;
  readonly span: Span;
  readonly reason: string;
}

/**
 * Returns why a string argument makes the search fail, or is an error in the query
 * (docs/semantics/esql.md#failures-of-a-search).
 */
export function constantFault(
  name: string,
  index: number,
  literal: StringLiteral,
): ConstantFault | undefined {
  if (name === 'kql' || name === 'qstr') return index === 0 ? innerFault(name, literal) : undefined;
  const fault = valueFault(name, index, literal);
  return fault && { kind: 'argument-value', ...fault };
}

/** Returns the first error of an embedded query. */
function innerFault(name: 'kql' | 'qstr', literal: StringLiteral): ConstantFault | undefined {
  const { problems } = name === 'kql' ? parseKql(literal.value) : parseLucene(literal.value);
  const problem = problems.find(({ severity }) => severity === 'error');
  if (!problem) return undefined;
  const { start, end } = problem.span;
  return { kind: 'full-text-query', span: spanWithin(literal, start, end), reason: problem.message };
}

function valueFault(
  name: string,
  index: number,
  literal: StringLiteral,
): Pick<ConstantFault, 'span' | 'reason'> | undefined {
  const { value, span } = literal;
  switch (name) {
    case 'date_diff':
      return index !== 0 || differenceUnit(value) !== undefined
        ? undefined
        : { span, reason: `[${value}] is not a unit of DATE_DIFF` };
    case 'date_extract':
      return index !== 0 || datePartNames.has(value.toLowerCase())
        ? undefined
        : { span, reason: `[${value}] is not a part of a date` };
    case 'split':
      return index !== 1 || Buffer.byteLength(value) === 1
        ? undefined
        : { span, reason: 'the delimiter of SPLIT must be one byte' };
    case 'cidr_match':
      return index === 0 || prefixBits(value) !== undefined || addressKey(value) !== undefined
        ? undefined
        : { span, reason: `[${value}] is not a CIDR block` };
    case 'replace': {
      const syntax = index === 1 ? javaSyntax(value) : undefined;
      if (syntax?.kind !== 'invalid') return undefined;
      return {
        span: spanWithin(literal, syntax.start, syntax.end),
        reason: `this is not a valid Java regular expression: ${syntax.reason}`,
      };
    }
    default:
      return undefined;
  }
}
