import { grokCaptures } from '../../../query/esql/patterns/grok.js';
import type {
  Aggregate,
  Command,
  DissectCommand,
  Expression,
  GrokCommand,
} from '../../../query/esql/syntax.js';

/** The origin of a column, and the command at which the columns in its expression are resolved. */
export type Definition =
  | { readonly kind: 'field'; readonly name: string }
  | { readonly kind: 'expression'; readonly value: Expression; readonly at: number }
  | { readonly kind: 'aggregate'; readonly aggregate: Aggregate; readonly at: number }
  | {
      readonly kind: 'extracted';
      readonly command: DissectCommand | GrokCommand;
      readonly name: string;
      readonly at: number;
    };

/**
 * Splits each EVAL of several columns into several commands, so that each column is resolved before its own
 * definition.
 */
export function singleCommands(commands: readonly Command[]): readonly Command[] {
  return commands.flatMap((command): readonly Command[] =>
    command.kind === 'eval' ? command.fields.map((field) => ({ ...command, fields: [field] })) : [command],
  );
}

/** Returns the origin of a column that is named in the command at an index. */
export function definitionOf(
  name: string,
  at: number,
  commands: readonly Command[],
  query: string,
): Definition {
  let current = name;
  for (let index = at - 1; index > 0; index--) {
    const command = commands[index]!;
    if (command.kind === 'rename') {
      const clause = command.clauses.find(({ to }) => to.text === current);
      if (clause) current = clause.from.text;
      continue;
    }
    const found = madeBy(command, current, index, query);
    if (found) return found;
  }
  return { kind: 'field', name: current };
}

function madeBy(command: Command, name: string, at: number, query: string): Definition | undefined {
  const isNamed = (one: {
    readonly name: { readonly text: string } | undefined;
    readonly value: Expression;
  }): boolean => (one.name?.text ?? textOf(one.value, query)) === name;
  switch (command.kind) {
    case 'eval': {
      const field = command.fields.find(isNamed);
      return field && { kind: 'expression', value: field.value, at };
    }
    case 'stats':
    case 'inline-stats': {
      const aggregate = command.aggregates.find(isNamed);
      if (aggregate) return { kind: 'aggregate', aggregate, at };
      const group = command.groups.find(isNamed);
      // A group with its own name is unchanged.
      if (!group || (group.value.kind === 'column' && group.value.name === name)) return undefined;
      return { kind: 'expression', value: group.value, at };
    }
    case 'dissect':
    case 'grok':
      return namesIn(command).includes(name) ? { kind: 'extracted', command, name, at } : undefined;
    default:
      return undefined;
  }
}

function textOf(value: Expression, query: string): string {
  return value.kind === 'column' ? value.name : query.slice(value.span.start, value.span.end);
}

function namesIn(command: DissectCommand | GrokCommand): readonly string[] {
  if (command.kind === 'grok')
    return command.patterns.flatMap(({ value }) => grokCaptures(value).flatMap(({ name }) => name ?? []));
  return [...(command.pattern?.value.matchAll(/%\{[?+]?([^}/>-]+)/g) ?? [])].map(([, name]) => name!);
}
