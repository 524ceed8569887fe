import type { Analysis } from '../../../analysis/analysis.js';
import { eqlPredicates, kqlClauses } from '../../../analysis/query-parts.js';
import { isValidBlock } from '../../../fields/ip-text.js';
import type { Span } from '../../../text/span.js';
import { defineLint } from '../../lint.js';

export default defineLint({
  id: 'block-of-all',
  severity: 'warning',
  summary: 'Address block that contains every address',
  why: 'A prefix length of 0 fixes no bit of the address: the condition holds for every address, and its negation for none.',
  avoid: 'network where cidrMatch(source.ip, "10.0.0.0/0")',
  prefer: 'network where cidrMatch(source.ip, "10.0.0.0/8")',

  check(analysis, report) {
    if (!analysis.rule.query?.text.includes('/0')) return;
    for (const { text, span } of blocksIn(analysis)) {
      if (!text.endsWith('/0') || !isValidBlock(text)) continue;
      report({
        span: analysis.queryToDocument(span),
        message: `"${text}" contains all ${text.includes(':') ? 'IPv6' : 'IPv4'} addresses.`,
        help: 'Write the prefix length that you mean, or remove the block.',
      });
    }
  },
});

interface Block {
  readonly text: string;
  /** The span in the query. */
  readonly span: Span;
}

/**
 * Returns the blocks that addresses are compared with. In other fields such a string is an ordinary value.
 */
function blocksIn(analysis: Analysis): Block[] {
  const { catalogue } = analysis;
  const found: Block[] = [];
  for (const predicate of eqlPredicates(analysis)) {
    if (predicate.kind !== 'call' || predicate.name.toLowerCase() !== 'cidrmatch') continue;
    for (const argument of predicate.arguments) {
      if (argument.kind === 'string') found.push({ text: argument.value, span: argument.span });
    }
  }
  for (const { node, field } of kqlClauses(analysis)) {
    const isAddress = field !== undefined && catalogue.get(field)?.mapping.type === 'ip';
    if (isAddress) found.push({ text: node.value.text, span: node.value.span });
  }
  return found;
}
