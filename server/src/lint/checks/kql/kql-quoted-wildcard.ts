import { kqlClauses } from '../../../analysis/query-parts.js';
import { kqlLanguage } from '../../../query/kql/language.js';
import { printKqlValue } from '../../../query/kql/print.js';
import { defineLint } from '../../lint.js';

export default defineLint({
  id: 'kql-quoted-wildcard',
  severity: 'warning',
  language: kqlLanguage,
  summary: 'Quoted wildcard in KQL',
  why: 'In double quotes a star is not a wildcard, so the value hardly ever matches.',
  avoid: `type = "query"
language = "kuery"
query = 'process.name: "cmd*"'`,
  prefer: `type = "query"
language = "kuery"
query = 'process.name: cmd*'`,

  check(analysis, report) {
    const { catalogue, queryToDocument, queryFix } = analysis;
    const kql = analysis.parsed(kqlLanguage);
    if (!kql?.text.includes('*')) return;
    for (const { node, field } of kqlClauses(analysis)) {
      const { text, quoted, span } = node.value;
      if (!quoted || field === undefined || !isPattern(text)) continue;
      const type = catalogue.get(field)?.mapping.type;
      // In analysed text a star separates words and has no meaning either way.
      if (type === 'text' || type === 'match_only_text') continue;
      const unquoted = printKqlValue({ text, quoted: false, pieces: text.split('*') });
      const fix = queryFix({ title: `Write ${unquoted}`, edits: [{ span, text: unquoted }] });
      report({
        span: queryToDocument(span),
        message: `The star in "${text}" is not a wildcard, because it is in quotes.`,
        help: `Write ${unquoted} without quotes, or escape the star as \\* if you mean the character.`,
        ...(fix ? { fix } : {}),
      });
    }
  },
});

/**
 * Returns whether a star is at an end of the value, or inside a path or a name with an extension. A star
 * alone is a literal value: policies of cloud services contain it. Windows writes names of shares with a star
 * in place of the host.
 */
function isPattern(text: string): boolean {
  if (/\s/.test(text) || text.startsWith('\\\\*\\')) return false;
  return /^\*.|.\*$/.test(text) || (text.includes('*', 1) && /[\\/]|\.\w+$/.test(text));
}
