import { bareText } from '../bare-text.js';
import { esqlFunction } from '../functions/functions.js';
import type { Aggregate, Assignment, Call, Expression, StatsCommand } from '../syntax.js';
import { childrenOf, walkExpression } from '../walk.js';
import { checkCondition, checkStorable, columnOfExpression, nameOfAssignment } from './assign.js';
import { type Column, type Frame, withColumns } from './columns.js';
import type { Scope } from './scope.js';
import { writtenAs } from './scope.js';

/** The groups of a STATS that its aggregates can refer to. */
interface Groups {
  readonly names: ReadonlySet<string>;
  /** Their expressions, without whitespace. */
  readonly written: ReadonlySet<string>;
  /** The first group that uses a column, by the name of the column. */
  readonly using: ReadonlyMap<string, Assignment>;
}

/** Returns the columns after STATS and INLINE STATS (docs/semantics/esql.md#stats). */
export function frameBehindStats(command: StatsCommand, scope: Scope): Frame {
  const { frame } = scope;
  if (command.kind === 'inline-stats') checkSortBefore(command, scope);
  const groups: Column[] = [];
  for (const field of command.groups) {
    const typed = scope.typeOf(field.value, { ...scope, allowsAggregates: true, allowsGrouping: true });
    reportCalls(field.value, 'aggregate', (call) =>
      scope.report('aggregate-in-group', call.span, writtenAs(scope, call.span)),
    );
    checkStorable(field.value, typed, command.name, scope);
    // A list is split into its values.
    groups.push({ ...columnOfExpression(nameOfAssignment(field, scope), typed, scope), lists: 'no' });
  }
  const within: Scope = {
    ...scope,
    frame: withColumns(
      frame,
      groups.filter(({ name }, index) => command.groups[index]?.name !== undefined && name !== ''),
    ),
    allowsAggregates: true,
    allowsGrouping: true,
  };
  const known: Groups = {
    names: new Set(groups.map(({ name }) => name)),
    written: new Set(command.groups.map(({ value }) => bareText(scope.text, value.span))),
    using: groupsByColumn(command.groups),
  };
  const aggregates = command.aggregates.map((aggregate) => columnOfAggregate(aggregate, known, within));
  const columns = [...aggregates, ...groups];
  if (command.kind === 'inline-stats') return withColumns(frame, columns);
  return {
    known: new Map(columns.map((column) => [column.name, column])),
    isOpenFor: undefined,
    hasUnknown: false,
    gone: new Map(),
    closedBy: command,
    before: frame,
  };
}

function columnOfAggregate(aggregate: Aggregate, groups: Groups, scope: Scope): Column {
  const { value, filter } = aggregate;
  const typed = scope.typeOf(value, scope);
  checkStorable(value, typed, scope.command.name, scope);
  checkUsage(value, groups, scope, 0);
  if (filter) {
    checkCondition(filter, { ...scope, allowsAggregates: true });
    reportCalls(filter, 'aggregate', (call) =>
      scope.report('aggregate-in-filter', call.span, writtenAs(scope, call.span)),
    );
    if (!mayAggregate(value)) scope.report('agg-filter', filter.span);
  }
  const name = aggregate.name ?? nameOfFiltered(aggregate, scope);
  return columnOfExpression(name, typed, scope);
}

/** Returns the name of an aggregate, which is by default its source with the condition. */
function nameOfFiltered(aggregate: Aggregate, scope: Scope): ReturnType<typeof nameOfAssignment> {
  const { filter, value } = aggregate;
  if (!filter) return nameOfAssignment(aggregate, scope);
  const span = { start: value.span.start, end: filter.span.end };
  return { text: scope.text.slice(span.start, span.end), span };
}

/**
 * Returns whether an expression calls an aggregate function, or an unknown function that may be meant as one.
 */
function mayAggregate(expression: Expression): boolean {
  let found = false;
  walkExpression(expression, (node) => {
    if (node.kind !== 'call') return;
    const kind = esqlFunction(node.name)?.kind;
    if (kind === 'aggregate' || kind === undefined) found = true;
  });
  return found;
}

function reportCalls(
  expression: Expression,
  kind: 'aggregate' | 'grouping',
  report: (call: Call) => void,
): void {
  walkExpression(expression, (node) => {
    if (node.kind === 'call' && esqlFunction(node.name)?.kind === kind) report(node);
  });
}

/** Checks the operands of an aggregate: aggregate functions, constants and groups, but not a group alone. */
function checkUsage(expression: Expression, groups: Groups, scope: Scope, level: number): void {
  if (expression.kind === 'missing') return;
  const written = bareText(scope.text, expression.span);
  const isGroup =
    groups.written.has(written) || (expression.kind === 'column' && groups.names.has(expression.name));
  if (expression.kind === 'call') {
    const kind = esqlFunction(expression.name)?.kind;
    if (kind === 'aggregate') {
      for (const argument of expression.arguments)
        reportCalls(argument, 'aggregate', (call) =>
          scope.report('nested-aggregate', call.span, writtenAs(scope, call.span)),
        );
      return;
    }
    if (kind === 'grouping') {
      if (!isGroup) scope.report('grouping-outside', expression.span, writtenAs(scope, expression.span));
      else if (level === 0)
        scope.report('grouping-as-aggregate', expression.span, writtenAs(scope, expression.span));
      return;
    }
    if (kind === undefined) return;
  }
  if (isGroup) {
    if (level === 0) scope.report('naked-group', expression.span, writtenAs(scope, expression.span));
    return;
  }
  if (isConstant(expression)) {
    if (level === 0) scope.report('not-aggregate', expression.span, writtenAs(scope, expression.span));
    return;
  }
  if (expression.kind === 'column') {
    const { name, span } = expression;
    if (!scope.frame.known.has(name) && !scope.frame.isOpenFor) return;
    const group = groups.using.get(name);
    if (group) scope.report('grouped-as-other', span, name, writtenAs(scope, group.span));
    else scope.report('ungrouped-column', span, name);
    return;
  }
  for (const child of childrenOf(expression)) checkUsage(child, groups, scope, level + 1);
}

function groupsByColumn(groups: readonly Assignment[]): ReadonlyMap<string, Assignment> {
  const using = new Map<string, Assignment>();
  for (const group of groups)
    walkExpression(group.value, (node) => {
      if (node.kind === 'column' && !using.has(node.name)) using.set(node.name, group);
    });
  return using;
}

function isConstant(expression: Expression): boolean {
  let constant = true;
  walkExpression(expression, ({ kind }) => {
    if (kind === 'column' || kind === 'call' || kind === 'missing' || kind === 'subquery') constant = false;
  });
  return constant;
}

/**
 * INLINE STATS needs all rows, which a SORT without a LIMIT would have to store
 * (docs/semantics/esql.md#commands).
 */
function checkSortBefore(command: StatsCommand, { before, report }: Scope): void {
  const last = before.findLastIndex(({ kind }) => kind === 'sort');
  if (last < 0) return;
  const isBounded = before.slice(last).some(({ kind }) => kind === 'limit' || kind === 'stats');
  if (!isBounded) report('inline-stats-sort', command.nameSpan);
}
