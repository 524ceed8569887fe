import type {
  Aggregate,
  Command,
  EvalCommand,
  FromCommand,
  LimitCommand,
  Pipeline,
  StatsCommand,
  WhereCommand,
} from '../../../query/esql/syntax.js';
import { walkExpression } from '../../../query/esql/walk.js';
import { withItem } from '../with-item.js';
import { type ChangedPart, numbersBeside, within } from './changed-part.js';
import { expressionMutants, isExclusion } from './expression-mutants.js';

/** Returns a pipeline's changes, in text order. */
export function pipelineMutants(pipeline: Pipeline): readonly ChangedPart<Pipeline>[] {
  const { commands } = pipeline;
  return commands.flatMap((command, index) => {
    const without = dropped(command, commands[index + 1]);
    return [
      ...(without
        ? [
            {
              ...without,
              part: { ...pipeline, commands: commands.filter((_, at) => at !== index) },
              probes: opposites(command).map((changed) => ({
                ...pipeline,
                commands: withItem(commands, index, changed),
              })),
            },
          ]
        : []),
      ...within(commandMutants(command), (changed) => ({
        ...pipeline,
        commands: withItem(commands, index, changed),
      })),
    ];
  });
}

/** Returns the change that drops a command, or undefined if that changes only columns or leaves no query. */
function dropped(
  command: Command,
  following: Command | undefined,
): Omit<ChangedPart<Pipeline>, 'part' | 'probes'> | undefined {
  switch (command.kind) {
    case 'where': {
      const { condition } = command;
      // The conditions of a list are dropped one by one.
      if (condition.kind === 'and') return undefined;
      return {
        operator: isExclusion(condition) ? 'drop-exclusion' : 'drop-condition',
        span: condition.span,
      };
    }
    case 'limit':
    case 'mv-expand':
    case 'lookup-join':
    case 'inline-stats':
      return { operator: 'drop-command', span: command.span };
    case 'sort':
      return following?.kind === 'limit' ? { operator: 'drop-command', span: command.span } : undefined;
    default:
      return undefined;
  }
}

/** Returns the commands that pass what a WHERE drops. */
function opposites(command: Command): readonly Command[] {
  if (command.kind !== 'where') return [];
  const { condition } = command;
  return [{ ...command, condition: { kind: 'not', operand: condition, span: condition.span } }];
}

function commandMutants(command: Command): readonly ChangedPart<Command>[] {
  switch (command.kind) {
    case 'from':
      return sourceMutants(command);
    case 'where':
      return within(
        expressionMutants(command.condition, true),
        (condition): WhereCommand => ({ ...command, condition }),
      );
    case 'eval':
      return evalMutants(command);
    case 'stats':
    case 'inline-stats':
      return statsMutants(command);
    case 'limit':
      return limitMutants(command);
    case 'fork':
      return command.branches.flatMap((branch, index) =>
        within(pipelineMutants(branch), (changed) => ({
          ...command,
          branches: withItem(command.branches, index, changed),
        })),
      );
    default:
      return [];
  }
}

function sourceMutants(command: FromCommand): readonly ChangedPart<Command>[] {
  return command.sources.flatMap((source, index) =>
    'kind' in source
      ? within(pipelineMutants(source.pipeline), (pipeline) => ({
          ...command,
          sources: withItem(command.sources, index, { ...source, pipeline }),
        }))
      : [],
  );
}

function evalMutants(command: EvalCommand): readonly ChangedPart<Command>[] {
  return command.fields.flatMap((field, index) => {
    const inside = within(expressionMutants(field.value, false), (value) => ({
      ...command,
      fields: withItem(command.fields, index, { ...field, value }),
    }));
    return overwrites(field)
      ? [
          {
            operator: 'drop-command',
            span: field.span,
            part: { ...command, fields: command.fields.filter((one) => one !== field) },
          } as const,
          ...inside,
        ]
      : inside;
  });
}

/**
 * Returns whether a column is computed from one with the same name, so that the query is valid without it.
 */
function overwrites({ name, value }: EvalCommand['fields'][number]): boolean {
  let found = false;
  walkExpression(value, (node) => {
    if (node.kind === 'column' && node.name === name?.text) found = true;
  });
  return found;
}

function statsMutants(command: StatsCommand): readonly ChangedPart<Command>[] {
  const { aggregates, groups } = command;
  const changedAggregates = aggregates.flatMap((aggregate, index) =>
    within(aggregateMutants(aggregate), (changed) => ({
      ...command,
      aggregates: withItem(aggregates, index, changed),
    })),
  );
  const withoutKeys = groups.map(
    (group): ChangedPart<Command> => ({
      operator: 'drop-key',
      span: group.span,
      part: { ...command, groups: groups.filter((one) => one !== group) },
    }),
  );
  return [...changedAggregates, ...withoutKeys];
}

/** Another aggregate that often has the same value, by aggregate. */
const otherAggregates: Readonly<Record<string, string>> = { count_distinct: 'count', min: 'max', max: 'min' };

function aggregateMutants(aggregate: Aggregate): readonly ChangedPart<Aggregate>[] {
  const { value, filter } = aggregate;
  const inside = within(expressionMutants(value, false), (changed) => ({ ...aggregate, value: changed }));
  const other = value.kind === 'call' ? otherAggregates[value.name] : undefined;
  const [first] = value.kind === 'call' ? value.arguments : [];
  return [
    ...(value.kind === 'call' && other !== undefined && first
      ? [
          {
            operator: 'aggregate',
            span: value.span,
            detail: other.toUpperCase(),
            part: { ...aggregate, value: { ...value, name: other, arguments: [first] } },
          } as const,
        ]
      : []),
    ...inside,
    ...(filter
      ? [
          {
            operator: 'drop-condition',
            span: filter.span,
            part: { ...aggregate, filter: undefined },
          } as const,
          ...within(expressionMutants(filter, true), (changed) => ({ ...aggregate, filter: changed })),
        ]
      : []),
  ];
}

function limitMutants(command: LimitCommand): readonly ChangedPart<Command>[] {
  const { count } = command;
  if (count.kind !== 'number') return [];
  return numbersBeside(count)
    .filter(({ value }) => value > 0)
    .map((changed) => ({
      operator: 'number',
      span: command.span,
      detail: String(changed.value),
      part: { ...command, count: changed },
    }));
}
