import { addressKey, prefixBits } from '../../../fields/ip-text.js';
import type { Span } from '../../../text/span.js';
import { javaSyntax } from '../../patterns/java-syntax.js';
import { datePartNames, differenceUnit } from '../date-units.js';
import { spanWithin } from '../structure/grok.js';
import type { StringLiteral } from '../syntax.js';

interface ConstantFault {
  readonly span: Span;
  readonly reason: string;
}

/**
 * Returns why a string as an argument makes the search fail, or is an error of the query
 * (docs/semantics/esql.md#failures-of-a-search).
 */
export function constantFault(
  name: string,
  index: number,
  literal: StringLiteral,
): ConstantFault | undefined {
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
        : { span, reason: `[${value}] is not a block of addresses` };
    case 'replace': {
      const syntax = index === 1 ? javaSyntax(value) : undefined;
      if (syntax?.kind !== 'invalid') return undefined;
      return {
        span: spanWithin(literal, syntax.start, syntax.end),
        reason: `this is not a regular expression of Java: ${syntax.reason}`,
      };
    }
    default:
      return undefined;
  }
}
