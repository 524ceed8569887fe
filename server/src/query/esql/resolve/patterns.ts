import type { Span } from '../../../text/span.js';
import { parseLuceneRegex, RegexSyntaxError } from '../../patterns/lucene/parse.js';
import { spanWithin } from '../structure/grok.js';
import type { StringLiteral } from '../syntax.js';

interface PatternFault {
  readonly span: Span;
  readonly reason: string;
}

/**
 * Returns the problem in a LIKE or RLIKE pattern, or undefined if it is valid (docs/semantics/esql.md#like).
 */
export function patternFault(operator: 'like' | 'rlike', literal: StringLiteral): PatternFault | undefined {
  return operator === 'like' ? likeFault(literal) : rlikeFault(literal);
}

function likeFault(literal: StringLiteral): PatternFault | undefined {
  const { value } = literal;
  for (let at = value.indexOf('\\'); at >= 0; at = value.indexOf('\\', at + 2)) {
    const escaped = value[at + 1];
    if (escaped === '*' || escaped === '?' || escaped === '\\') continue;
    const reason =
      escaped === undefined
        ? 'a LIKE pattern cannot end with a backslash; write two for the character'
        : `in a LIKE pattern a backslash escapes only *, ? and \\, not [${escaped}]; write two for the character`;
    return { span: spanWithin(literal, at, at + (escaped === undefined ? 1 : 2)), reason };
  }
  return undefined;
}

function rlikeFault(literal: StringLiteral): PatternFault | undefined {
  try {
    parseLuceneRegex(literal.value, false);
    return undefined;
  } catch (error) {
    if (!(error instanceof RegexSyntaxError)) return undefined;
    return { span: literal.span, reason: `this is not a regular expression of RLIKE: ${error.message}` };
  }
}
