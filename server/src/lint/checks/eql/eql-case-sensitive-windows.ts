import { eqlPredicates } from '../../../analysis/query-parts.js';
import { eqlLanguage } from '../../../query/eql/language.js';
import { defineLint } from '../../lint.js';

/** Fields with names of files and processes, which Windows writes in any case. */
const caselessFields = new Set([
  'process.name',
  'process.executable',
  'process.parent.name',
  'process.parent.executable',
  'file.name',
  'file.path',
  'dll.name',
  'dll.path',
]);

export default defineLint({
  id: 'eql-case-sensitive-windows',
  severity: 'hint',
  language: eqlLanguage,
  off: true,
  counterpart: 'rules.instructions',
  summary: 'Case-sensitive comparison of a Windows name',
  why: 'Windows ignores case in names, so an attacker can evade the rule by changing it.',
  avoid: 'process where host.os.type == "windows" and process.name == "cmd.exe"',
  prefer: 'process where host.os.type == "windows" and process.name : "cmd.exe"',

  check(analysis, report) {
    const { queryToDocument } = analysis;
    const eql = analysis.parsed(eqlLanguage);
    if (!eql || !/host\.os\.type\s*(?:==|:)\s*"windows"/.test(eql.text)) return;
    for (const node of eqlPredicates(analysis)) {
      const subject =
        node.kind === 'comparison' && (node.operator === '==' || node.operator === '!=')
          ? node.left
          : node.kind === 'membership' && !node.caseInsensitive
            ? node.subject
            : undefined;
      if (subject?.kind !== 'field' || !caselessFields.has(subject.name)) continue;
      const other = node.kind === 'comparison' ? [node.right] : node.kind === 'membership' ? node.items : [];
      if (!other.some((item) => item.kind === 'string' && /[a-z]/i.test(item.value))) continue;
      report({
        span: queryToDocument(subject.span),
        message: `"${subject.name}" can have any case on Windows, but this comparison is case-sensitive.`,
        help: 'Use ":" or "in~".',
      });
    }
  },
});
