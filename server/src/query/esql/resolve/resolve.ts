import type { Command, EsqlQuery, Pipeline } from '../syntax.js';
import { emptyFrame, type Frame } from './columns.js';
import { frameBehind } from './commands.js';
import { typeOf } from './expressions.js';
import { fullTextProblems } from './full-text.js';
import { suggestNames } from './lookup.js';
import type { Report } from './messages.js';
import type { EsqlSchema } from './schema.js';
import type { Scope } from './scope.js';

/** The columns of a query, command by command. */
export interface ResolvedQuery {
  /** The columns before each command, including those in parentheses. */
  readonly frames: ReadonlyMap<Command, Frame>;
  /** The columns after each command. */
  readonly results: ReadonlyMap<Command, Frame>;
  /** The columns of the result. */
  readonly result: Frame;
}

export interface ResolveOptions {
  /** Receives the errors that Elasticsearch would report. */
  readonly report?: Report;
  /** Receives every expression with its type, inner ones first. */
  readonly use?: (...used: [...Parameters<Scope['use']>, command: Command]) => void;
}

/**
 * Determines the columns before and after each command, with their types (docs/semantics/esql.md#columns),
 * and reports the errors that Elasticsearch finds once it knows the fields. Never throws.
 */
export function resolveQuery(
  text: string,
  query: EsqlQuery,
  schema: EsqlSchema,
  { report, use = () => {} }: ResolveOptions = {},
): ResolvedQuery {
  const suggest = report ? suggestNames(schema) : () => [];
  const frames = new Map<Command, Frame>();
  const results = new Map<Command, Frame>();
  const readBefore = new Set<string>();
  const resolvePipeline = ({ commands }: Pipeline, start: Frame, outer: readonly Command[]): Frame => {
    let frame = start;
    const before = [...outer];
    for (const command of commands) {
      frames.set(command, frame);
      const current = frame;
      const scope: Scope = {
        text,
        schema,
        frame: current,
        command,
        before: before.slice(),
        report: report ?? (() => {}),
        suggest,
        allowsAggregates: false,
        allowsGrouping: false,
        typeOf,
        readBefore,
        use: (expression, typed) => {
          if (expression.kind === 'column' && typed.column) readBefore.add(expression.name);
          use(expression, typed, command);
        },
        subquery: (pipeline) => resolvePipeline(pipeline, emptyFrame, []),
      };
      frame = frameBehind(command, scope, (branch) => resolvePipeline(branch, current, [...before, command]));
      fullTextProblems(command, scope);
      results.set(command, frame);
      before.push(command);
    }
    return frame;
  };
  const result = resolvePipeline(query, emptyFrame, []);
  return { frames, results, result };
}
