import { analyse } from '../../analysis/analyse.js';
import { ruleDocument, ruleFields } from '../../repository/rule-document.js';
import { searchRules } from '../../repository/search-rules.js';
import { testFileOf } from '../../testing/files.js';
import { isolated } from '../../text/internal-error.js';
import { indexLines } from '../../text/lines.js';
import type { Problem } from '../../text/problem.js';
import { visibleLine } from '../../text/visible.js';
import { exitCodeOf, exitCodes } from '../exit-code.js';
import { type FileFinding, toFileFinding } from '../findings.js';
import { type LoadedRule, loadRules } from '../load-rules.js';
import { type ParsedOptions, table, UsageError } from '../options.js';
import type { Output } from '../output.js';
import { plural, renderFinding } from '../report/source-lines.js';

/** `rulewright search`: finds rules with a KQL expression over their properties. Returns the exit code. */
export function searchCommand(options: ParsedOptions, output: Output): number {
  if (options.flag('list-fields')) {
    output.write(table(Object.entries(ruleFields).map(([name, { about }]) => [name, about] as const)));
    return exitCodes.done;
  }
  const [expression, ...paths] = options.positionals;
  if (expression === undefined)
    throw new UsageError(
      'search takes an expression',
      "rulewright search 'severity : high and not tests : true'",
    );
  const search = searchRules(expression);
  if ('problems' in search) return refuse(expression, search.problems, output);
  const { rules, unreadable } = loadRules(paths, output);
  const problems: FileFinding[] = [...unreadable];
  const found = rules.flatMap((loaded) => {
    const document = documentOf(loaded, problems);
    return document && search.matches(document) ? [{ loaded, document }] : [];
  });
  if (options.text('format') === 'json')
    output.report(
      `${JSON.stringify({ version: 1, rules: found.map(({ document }) => document), searched: rules.length, problems }, undefined, 2)}\n`,
    );
  else {
    for (const { loaded, document } of found)
      output.write(
        `${visibleLine(loaded.path)}  ${output.colors.dim(visibleLine(String(document.name ?? '')))}\n`,
      );
    output.write(`${found.length > 0 ? '\n' : ''}${found.length} of ${plural(rules.length, 'rule')}\n`);
    for (const problem of problems) output.message(renderFinding(problem, undefined, output.colors));
  }
  return exitCodeOf(problems, { unusable: problems.length > 0 });
}

/** Reports why an expression cannot be used for a search. */
function refuse(expression: string, problems: readonly Problem[], output: Output): number {
  const lines = indexLines(expression);
  for (const problem of problems)
    output.message(renderFinding(toFileFinding(problem, 'expression', lines), lines, output.colors));
  return exitCodes.unusable;
}

function documentOf(
  { path, rule, lines }: LoadedRule,
  problems: FileFinding[],
): Readonly<Record<string, unknown>> | undefined {
  return isolated<Readonly<Record<string, unknown>> | undefined>(
    () => {
      const analysis = analyse(rule.document.text, { document: rule.document });
      return ruleDocument(analysis, { path, hasTests: testFileOf(path) !== undefined });
    },
    { start: 0, end: 0 },
    (problem) => {
      problems.push(toFileFinding(problem, path, lines));
      return undefined;
    },
  );
}
