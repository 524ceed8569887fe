import { esqlFunction } from '../functions/functions.js';
import type { Command, Expression } from '../syntax.js';
import { childrenOf, expressionsOf } from '../walk.js';
import { columnIn } from './lookup.js';
import type { Scope } from './scope.js';

/** Functions that search whole documents: only a few commands may precede them. */
const wholeDocument: ReadonlySet<string> = new Set(['kql', 'qstr']);
const allowedBeforeWhole: ReadonlySet<Command['kind']> = new Set<Command['kind']>(['from', 'where', 'sort']);
/** Commands that remove the rows that a search of a field needs. */
const refusedBeforeField: ReadonlySet<Command['kind']> = new Set<Command['kind']>([
  'limit',
  'stats',
  'mv-expand',
  'row',
]);

interface Search {
  /** In upper case, or `:`. */
  readonly name: string;
  readonly expression: Expression;
  /** The searched expression, if it is a field. */
  readonly field: Expression | undefined;
}

/** Reports searches where Elasticsearch cannot run them (docs/semantics/esql.md#where-search-is-possible). */
export function fullTextProblems(command: Command, scope: Scope): void {
  const conditions = conditionsOf(command);
  for (const expression of expressionsOf(command))
    visit(expression, conditions.has(expression) ? 'condition' : 'value', undefined, scope);
}

function conditionsOf(command: Command): ReadonlySet<Expression> {
  if (command.kind === 'where') return new Set([command.condition]);
  if (command.kind === 'stats' || command.kind === 'inline-stats')
    return new Set(command.aggregates.flatMap(({ filter }) => (filter ? [filter] : [])));
  if (command.kind === 'lookup-join') return new Set(command.conditions);
  return new Set();
}

type Place = 'condition' | 'value' | 'scored';

function visit(expression: Expression, place: Place, parent: string | undefined, scope: Scope): void {
  const search = searchOf(expression);
  if (search) checkSearch(search, place, parent, scope);
  switch (expression.kind) {
    case 'and':
    case 'or':
    case 'not':
      for (const child of childrenOf(expression)) visit(child, place, parent, scope);
      return;
    case 'call': {
      const isScore = expression.name === 'score';
      for (const child of expression.arguments)
        visit(
          child,
          isScore ? 'scored' : place,
          isScore ? undefined : (parent ?? expression.name.toUpperCase()),
          scope,
        );
      return;
    }
    default:
      for (const child of childrenOf(expression))
        visit(child, place, parent ?? parentNames[expression.kind] ?? expression.kind, scope);
  }
}

const parentNames: Readonly<Partial<Record<Expression['kind'], string>>> = {
  in: 'IN',
  pattern: 'LIKE',
  'is-null': 'IS NULL',
  comparison: 'a comparison',
  arithmetic: 'a calculation',
  cast: '::',
};

function searchOf(expression: Expression): Search | undefined {
  if (expression.kind === 'match') return { name: ':', expression, field: expression.value };
  if (expression.kind !== 'call' || esqlFunction(expression.name)?.kind !== 'full-text') return undefined;
  const name = expression.name.toUpperCase();
  return {
    name,
    expression,
    field: wholeDocument.has(expression.name) ? undefined : expression.arguments[0],
  };
}

function checkSearch(
  { name, expression, field }: Search,
  place: Place,
  parent: string | undefined,
  scope: Scope,
): void {
  const { report, before, frame, schema } = scope;
  if (place === 'value') {
    report('full-text-place', expression.span, name);
    return;
  }
  if (parent !== undefined) {
    report('full-text-parent', expression.span, name, parent);
    return;
  }
  // A join searches its table, whatever precedes it.
  if (scope.command.kind === 'lookup-join') return;
  const isWhole = wholeDocument.has(name.toLowerCase());
  const culprit = before.find(({ kind }) =>
    isWhole ? !allowedBeforeWhole.has(kind) : refusedBeforeField.has(kind),
  );
  if (culprit) {
    report('full-text-after', expression.span, name, culprit.name);
    return;
  }
  const column = field?.kind === 'cast' ? field.value : field;
  if (column?.kind !== 'column') return;
  const found = columnIn(frame, column.name, schema);
  if (found && found.origin !== 'unknown' && (found.field === undefined || isCopy(found.command)))
    report('full-text-field', column.span, name, column.name);
}

/** A field that EVAL copies is no longer a field of the index. A renamed one still is. */
function isCopy(command: Command | undefined): boolean {
  return command !== undefined && command.kind !== 'rename' && command.kind !== 'keep';
}
