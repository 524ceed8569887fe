import type { Pipeline } from './syntax.js';

/**
 * Returns whether rows are groups of events, which have no event identity
 * (docs/semantics/esql.md#in-the-detection-engine). FORK alone does not create groups.
 */
export function isAggregating({ commands }: Pipeline): boolean {
  return commands.some(
    (command) =>
      command.kind === 'stats' || (command.kind === 'fork' && command.branches.some(isAggregating)),
  );
}
