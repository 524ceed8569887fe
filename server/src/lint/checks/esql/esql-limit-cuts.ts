import { esqlLanguage } from '../../../query/esql/language.js';
import type { Command, LimitCommand } from '../../../query/esql/syntax.js';
import { defineLint } from '../../lint.js';

export default defineLint({
  id: 'esql-limit-cuts',
  severity: 'information',
  language: esqlLanguage,
  summary: 'LIMIT that drops arbitrary rows',
  why: 'Without SORT, LIMIT keeps arbitrary rows, and a STATS after it sees only these. At the end of a query LIMIT caps the alerts, which is reported only if "max_signals" is higher.',
  avoid: `type = "esql"
language = "esql"
query = 'from logs-* | limit 1000 | stats n = count(*) by host.id | where n > 5'`,
  prefer: `type = "esql"
language = "esql"
query = 'from logs-* | stats n = count(*) by host.id | where n > 5'`,

  check(analysis, report) {
    const esql = analysis.parsed(esqlLanguage);
    if (!esql?.tree || esql.problems.length > 0) return;
    const { max_signals } = analysis.rule.table;
    const { commands } = esql.tree;
    for (const [index, command] of commands.entries()) {
      if (command.kind !== 'limit' || !isArbitrary(commands, index)) continue;
      const after = commands.slice(index + 1);
      const stats = after.find(({ kind }) => kind === 'stats');
      const count = countOf(command);
      if (stats)
        report({
          span: analysis.queryToDocument(command.span),
          message: 'The STATS after it sees only these rows, and which rows are kept is undefined.',
          help: 'Remove it, or sort before it.',
          related: [{ span: analysis.queryToDocument(stats.nameSpan), message: 'Here.' }],
        });
      else if (
        typeof max_signals === 'number' &&
        count !== undefined &&
        count < max_signals &&
        !after.some(({ kind }) => kind === 'completion' || kind === 'rerank')
      )
        report({
          span: analysis.queryToDocument(command.span),
          message: `A run raises at most ${count} alerts although "max_signals" is ${max_signals}, and no warning mentions the dropped rows.`,
          help: 'Remove it, or sort before it to keep the most important rows.',
        });
    }
  },
});

/** Returns the number of rows, or undefined if it is not a number literal. */
function countOf({ count }: LimitCommand): number | undefined {
  return count.kind === 'number' ? Number(count.value) : undefined;
}

/** Commands that order rows, or may do so. */
const ordering: ReadonlySet<Command['kind']> = new Set<Command['kind']>(['sort', 'rerank', 'fork', 'other']);

/** Returns whether it is arbitrary which rows a LIMIT keeps: nothing sorts them first. */
function isArbitrary(commands: readonly Command[], index: number): boolean {
  const limit = commands[index];
  if (limit?.kind === 'limit' && limit.groups.length > 0) return false;
  return !commands.slice(0, index).some(({ kind }) => ordering.has(kind));
}
