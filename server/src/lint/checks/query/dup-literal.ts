import type { Analysis } from '../../../analysis/analysis.js';
import { type EqlPredicate, eqlPredicates } from '../../../analysis/query-parts.js';
import { kqlLanguage } from '../../../query/kql/language.js';
import type { KqlNode } from '../../../query/kql/syntax.js';
import { KqlTokens } from '../../../query/kql/token-list.js';
import type { Span } from '../../../text/span.js';
import { defineLint } from '../../lint.js';

export default defineLint({
  id: 'dup-literal',
  severity: 'hint',
  counterpart: 'rules.instructions',
  summary: 'Duplicate value',
  why: 'The second has no effect; often another value was intended.',
  avoid: 'process where process.name in ("cat", "less", "cat")',
  prefer: 'process where process.name in ("cat", "less")',

  check(analysis, report) {
    for (const { text, span, first, removal } of repeatedValues(analysis)) {
      const fix =
        removal && analysis.queryFix({ title: `Remove "${text}"`, edits: [{ span: removal, text: '' }] });
      report({
        span: analysis.queryToDocument(span),
        message: `"${text}" is already in the list.`,
        related: [{ span: analysis.queryToDocument(first), message: 'The first one.' }],
        ...(fix ? { fix } : {}),
      });
    }
  },
});

interface Repeated {
  readonly text: string;
  readonly span: Span;
  readonly first: Span;
  /** The span to remove from the query to fix it. */
  readonly removal?: Span;
}

function repeatedValues(analysis: Analysis): Repeated[] {
  const kql = analysis.parsed(kqlLanguage);
  const found: Repeated[] = [];
  for (const predicate of eqlPredicates(analysis)) visitEql(predicate, found);
  if (kql?.tree?.condition) visitKql(kql.tree.condition, found, new KqlTokens(kql.text));
  return found;
}

function visitEql(node: EqlPredicate, found: Repeated[]): void {
  const items = node.kind === 'membership' ? node.items : node.kind === 'pattern-match' ? node.patterns : [];
  if (items.length < 2) return;
  const caseInsensitive =
    node.kind === 'membership'
      ? node.caseInsensitive
      : node.kind === 'pattern-match' && node.operator !== 'like';
  const seen = new Map<string, Span>();
  for (const [index, item] of items.entries()) {
    if (item.kind !== 'string') continue;
    const { value: text, span } = item;
    const key = caseInsensitive ? text.toLowerCase() : text;
    const first = seen.get(key);
    if (!first) seen.set(key, span);
    else found.push({ text, span, first, removal: { start: items[index - 1]!.span.end, end: span.end } });
  }
}

/** Finds adjacent values of one field: `field: (a or b or a)`. */
function visitKql(node: KqlNode, found: Repeated[], tokens: KqlTokens): void {
  switch (node.kind) {
    case 'and':
    case 'or': {
      const seen = new Map<string, Span>();
      for (const operand of node.operands) {
        if (operand.kind !== 'is' || !operand.field) {
          visitKql(operand, found, tokens);
          continue;
        }
        const { text, quoted, pieces, span } = operand.value;
        const key = `${operand.field.span.start} ${pieces ? 'pattern' : quoted} ${text}`;
        const first = seen.get(key);
        if (first) {
          const keyword = tokens.keywordBefore(span.start);
          const removal = keyword && { removal: { start: keyword.start, end: span.end } };
          found.push({ text, span, first, ...removal });
        } else seen.set(key, span);
      }
      break;
    }
    case 'not':
      visitKql(node.operand, found, tokens);
      break;
    case 'nested':
      visitKql(node.condition, found, tokens);
      break;
    default:
  }
}
