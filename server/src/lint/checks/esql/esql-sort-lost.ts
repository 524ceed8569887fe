import { esqlLanguage } from '../../../query/esql/language.js';
import type { Command, SortCommand } from '../../../query/esql/syntax.js';
import { allPipelines } from '../../../query/esql/walk.js';
import { defineLint } from '../../lint.js';
import { spanWithPipe } from './remove-command.js';

export default defineLint({
  id: 'esql-sort-lost',
  severity: 'information',
  language: esqlLanguage,
  summary: 'SORT without effect in ES|QL',
  why: 'STATS and a later SORT do not keep the order of rows, so a SORT before them has no effect.',
  avoid: `type = "esql"
language = "esql"
query = 'from logs-* | sort @timestamp desc | stats Esql.count = count(*) by host.id'`,
  prefer: `type = "esql"
language = "esql"
query = 'from logs-* | stats Esql.count = count(*) by host.id | sort Esql.count desc'`,

  check(analysis, report) {
    const esql = analysis.parsed(esqlLanguage);
    if (!esql?.tree || esql.problems.length > 0 || !/\bsort\b/i.test(esql.text)) return;
    for (const { commands } of allPipelines(esql.tree))
      for (const [sort, end] of lostSorts(commands)) {
        const fix = analysis.queryFix({
          title: 'Remove this SORT',
          edits: [{ span: spanWithPipe(esql.text, sort, commands[commands.indexOf(sort) - 1]), text: '' }],
        });
        report({
          span: analysis.queryToDocument(sort.span),
          message: `The ${end.name} after it does not keep this order.`,
          help:
            end.kind === 'stats'
              ? 'Remove it, or sort after the STATS.'
              : 'Remove it, or add its keys to the other SORT.',
          related: [
            {
              span: analysis.queryToDocument(end.nameSpan),
              message: 'From here on, the rows have a different order.',
            },
          ],
          ...(fix ? { fix } : {}),
        });
      }
  },
});

/** Commands that process each row alone, whatever its position. */
const rowByRow: ReadonlySet<Command['kind']> = new Set<Command['kind']>([
  'where',
  'eval',
  'keep',
  'drop',
  'rename',
  'dissect',
  'grok',
  'mv-expand',
  'enrich',
  'parts',
]);

/** Returns each SORT whose order no command uses, with the command that ends it. */
function lostSorts(commands: readonly Command[]): readonly (readonly [SortCommand, Command])[] {
  const lost: (readonly [SortCommand, Command])[] = [];
  let sort: SortCommand | undefined;
  for (const command of commands) {
    if (sort && (command.kind === 'stats' || command.kind === 'sort')) lost.push([sort, command]);
    if (command.kind === 'sort') sort = command;
    else if (!rowByRow.has(command.kind)) sort = undefined;
  }
  return lost;
}
