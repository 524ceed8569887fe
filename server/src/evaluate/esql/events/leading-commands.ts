import type { Command, EsqlQuery, WhereCommand } from '../../../query/esql/syntax.js';
import { allCommands } from '../../../query/esql/walk.js';

/** Returns how many WHERE commands come first: rows that they drop are lost, whatever follows. */
export function leadingCount(commands: readonly Command[]): number {
  const end = commands.findIndex(({ kind }) => kind !== 'where');
  return end < 0 ? commands.length : end;
}

/** Returns the conditions of the leading WHERE commands. */
export function leadingConditions(commands: readonly Command[]): readonly WhereCommand['condition'][] {
  return commands
    .slice(0, leadingCount(commands))
    .flatMap((command) => (command.kind === 'where' ? [command.condition] : []));
}

/** Returns whether a query reads each event once, with no reads in subqueries. */
export function readsOnce(tree: EsqlQuery): boolean {
  const sources = allCommands(tree).filter(({ kind }) => kind === 'from' || kind === 'row');
  return sources.length === 1 && tree.commands[0]?.kind === 'from';
}
