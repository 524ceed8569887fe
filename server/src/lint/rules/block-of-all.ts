import { isValidBlock } from '../../fields/ip-text.js';
import { defineLint } from '../lint.js';
import { queryTexts } from '../query-texts.js';

export default defineLint({
  id: 'block-of-all',
  severity: 'warning',
  summary: 'Block of addresses that holds every address',
  why: 'A prefix of no bits leaves the whole address open: the condition holds for each, and its negation for none.',
  avoid: 'network where cidrMatch(source.ip, "10.0.0.0/0")',
  prefer: 'network where cidrMatch(source.ip, "10.0.0.0/8")',

  check(analysis, report) {
    const query = analysis.rule.query?.text;
    if (!query?.includes('/0')) return;
    for (const { text, span } of queryTexts(analysis)) {
      if (!text.endsWith('/0') || !isValidBlock(text)) continue;
      report({
        span: analysis.queryToDocument(span),
        message: `"${text}" is the block of all ${text.includes(':') ? 'IPv6' : 'IPv4'} addresses.`,
        help: 'Write the number of bits that addresses of the block have in common, or remove it.',
      });
    }
  },
});
