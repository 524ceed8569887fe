import { eqlPredicates } from '../../../analysis/query-parts.js';
import { eqlLanguage } from '../../../query/eql/language.js';
import type { Call, StringLiteral } from '../../../query/eql/syntax.js';
import { defineLint } from '../../lint.js';

export default defineLint({
  id: 'eql-affix-pattern',
  severity: 'warning',
  language: eqlLanguage,
  summary: 'Wildcard or backslash in the string of `endsWith` or `stringContains`',
  why: 'On a field, Elasticsearch runs these functions as wildcard queries and does not escape the string (`QueryTranslator` of EQL): `*` and `?` are wildcards, and a backslash escapes the next character. `endsWith(file.path, "\\\\cmd.exe")` also matches `evilcmd.exe`. Escaped wildcards and backslashes are literal, so they are not reported.',
  avoid: String.raw`process where endsWith(process.executable, "\\cmd.exe")`,
  prefer: String.raw`process where endsWith(process.executable, "\\\\cmd.exe")`,

  check(analysis, report) {
    const { queryToDocument } = analysis;
    for (const predicate of eqlPredicates(analysis)) {
      const string = patternOf(predicate);
      if (!string) continue;
      const name = (predicate as Call).name;
      const { value } = string;
      const escaped = escapedCharacter.exec(value.replace(/\\[*?\\]/g, ''))?.[1];
      const wildcard = /[*?]/.exec(value.replace(/\\[\s\S]/g, ''))?.[0];
      if (escaped !== undefined)
        report({
          span: queryToDocument(string.span),
          message: `In "${name}", a backslash escapes the next character, so the string means "${unescaped(value)}".`,
          help: 'Double each literal backslash: "\\\\\\\\" in a string with escapes, "\\\\" in a triple-quoted string.',
        });
      else if (wildcard !== undefined)
        report({
          severity: 'information',
          span: queryToDocument(string.span),
          message: `In "${name}", "${wildcard}" is a wildcard.`,
          help: `Write "\\\\${wildcard}" if you mean the character itself.`,
        });
    }
  },
});

/** A backslash before a character that needs no escape. At the end of the string it is literal. */
const escapedCharacter = /\\([\s\S])/u;

function unescaped(value: string): string {
  return value.replace(/\\([\s\S])/gu, '$1');
}

/** Returns the string that a call of one of the functions searches for in a field. */
function patternOf(node: ReturnType<typeof eqlPredicates>[number]): StringLiteral | undefined {
  if (node.kind !== 'call' || !['endswith', 'stringcontains'].includes(node.name.toLowerCase()))
    return undefined;
  const [subject, text] = node.arguments;
  return subject?.kind === 'field' && text?.kind === 'string' ? text : undefined;
}
