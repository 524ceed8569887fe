import { esqlLanguage } from '../../../query/esql/language.js';
import type { Command, LimitCommand } from '../../../query/esql/syntax.js';
import { defineLint } from '../../lint.js';

/** The alerts of a run where the rule does not say how many. */
const usualSignals = 100;

export default defineLint({
  id: 'esql-limit-cuts',
  severity: 'information',
  summary: 'LIMIT that drops rows of an ES|QL rule by chance',
  why: 'Without SORT, LIMIT keeps any rows: a STATS after it counts only these, and at the end the others raise no alert. "max_signals" limits alerts and a run that reaches it has a warning.',
  avoid: `type = "esql"
language = "esql"
query = 'from logs-* metadata _id | where process.name == "a" | limit 10'`,
  prefer: `type = "esql"
language = "esql"
max_signals = 10
query = 'from logs-* metadata _id | where process.name == "a"'`,

  check(analysis, report) {
    const esql = analysis.parsed(esqlLanguage);
    if (!esql?.tree || esql.problems.length > 0) return;
    const { max_signals } = analysis.rule.table;
    const most = typeof max_signals === 'number' ? max_signals : usualSignals;
    const { commands } = esql.tree;
    for (const [index, command] of commands.entries()) {
      if (command.kind !== 'limit' || !isArbitrary(commands, index)) continue;
      const count = countOf(command);
      const after = commands.slice(index + 1);
      const stats = after.find(({ kind }) => kind === 'stats');
      if (stats)
        report({
          span: analysis.queryToDocument(command.span),
          message: 'The STATS after it sees only these rows, whichever they are.',
          help: 'Remove it, or sort before it.',
          related: [{ span: analysis.queryToDocument(stats.nameSpan), message: 'Here.' }],
        });
      else if (
        count !== undefined &&
        count < most &&
        !after.some(({ kind }) => kind === 'completion' || kind === 'rerank')
      )
        report({
          span: analysis.queryToDocument(command.span),
          message: `A run raises ${count} alerts at most, although "max_signals" is ${most}, and no warning says that rows were dropped.`,
          help: 'Remove it and set "max_signals", or sort before it to keep the most important rows.',
        });
    }
  },
});

/** Returns the number of rows; undefined where it is not written as a number. */
function countOf({ count }: LimitCommand): number | undefined {
  return count.kind === 'number' ? Number(count.value) : undefined;
}

/** Commands that order rows, or may do so. */
const ordering: ReadonlySet<Command['kind']> = new Set<Command['kind']>(['sort', 'rerank', 'fork', 'other']);

/** Returns whether it is chance which rows a LIMIT keeps: nothing sorts them before. */
function isArbitrary(commands: readonly Command[], index: number): boolean {
  const limit = commands[index];
  if (limit?.kind === 'limit' && limit.groups.length > 0) return false;
  return !commands.slice(0, index).some(({ kind }) => ordering.has(kind));
}
