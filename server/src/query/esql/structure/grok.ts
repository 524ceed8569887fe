import { nearestNames } from '../../../text/nearest.js';
import type { Span } from '../../../text/span.js';
import type { SyntaxProblem } from '../../syntax-problem.js';
import { esqlProblem } from '../messages.js';
import { grokCaptures, grokTypes } from '../patterns/grok.js';
import { grokPatternWords, isGrokPatternName } from '../patterns/grok-names.js';
import type { GrokCommand, StringLiteral } from '../syntax.js';

/** Number patterns, which Elasticsearch does not combine with others under one name. */
const numberPatterns: ReadonlySet<string> = new Set(['NUMBER', 'BASE10NUM', 'INT']);

/** Reports wrong patterns of GROK. */
export function grokProblems({ patterns }: GrokCommand): SyntaxProblem[] {
  const problems: SyntaxProblem[] = [];
  const types = new Map<string, string>();
  for (const pattern of patterns)
    for (const { syntax, name, type, start, end } of grokCaptures(pattern.value)) {
      const span = spanWithin(pattern, start, end);
      if (syntax !== undefined && !isGrokPatternName(syntax)) {
        const [nearest] = nearestNames(syntax.toUpperCase(), Object.keys(grokPatternWords));
        const nameSpan = spanWithin(pattern, start + 2, start + 2 + syntax.length);
        problems.push(esqlProblem('grok-unknown-pattern', nameSpan, syntax, nearest));
      }
      if (type !== undefined && !grokTypes.has(type))
        problems.push(
          esqlProblem(
            'grok-pattern',
            span,
            `unknown GROK type [${type}]; the types are ${[...grokTypes.keys()].join(', ')}`,
          ),
        );
      if (name === undefined || name === '') continue;
      const columnType =
        grokTypes.get(type ?? '') ?? (numberPatterns.has(syntax ?? '') ? 'number' : 'keyword');
      const other = types.get(name);
      if (other !== undefined && other !== columnType)
        problems.push(esqlProblem('grok-type-conflict', span, name));
      types.set(name, columnType);
    }
  for (const pattern of patterns) {
    const group = pattern.value.indexOf('(?P<');
    if (group >= 0)
      problems.push(
        esqlProblem(
          'grok-pattern',
          spanWithin(pattern, group, group + 4),
          'write a named group as [(?<name>…)]',
        ),
      );
  }
  return problems;
}

/**
 * Converts offsets in a string's value to a span in the query. If escapes shift positions, returns the span
 * of the whole string.
 */
export function spanWithin({ isRaw, value, span }: StringLiteral, start: number, end: number): Span {
  const quotes = isRaw ? 3 : 1;
  if (span.end - span.start !== value.length + 2 * quotes) return span;
  return { start: span.start + quotes + start, end: span.start + quotes + end };
}
