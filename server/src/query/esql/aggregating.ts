import type { Pipeline } from './syntax.js';

/**
 * Whether rows are groups of events, which have no identity of an event (docs/semantics/esql.md#in-the-detection-engine).
 * FORK alone makes no groups.
 */
export function isAggregating({ commands }: Pipeline): boolean {
  return commands.some(
    (command) =>
      command.kind === 'stats' || (command.kind === 'fork' && command.branches.some(isAggregating)),
  );
}
