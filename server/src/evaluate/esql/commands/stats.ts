import { esqlFunction } from '../../../query/esql/functions/functions.js';
import { nameOfAssignment } from '../../../query/esql/resolve/assign.js';
import type { Aggregate, Assignment, Call, Expression, StatsCommand } from '../../../query/esql/syntax.js';
import type { EsqlType } from '../../../query/esql/types.js';
import { type Accumulator, aggregateBodies } from '../aggregates.js';
import { compileBucket } from '../bucket.js';
import type { Cell, Place } from '../cell.js';
import { emitRows, RowStore, withColumns } from '../columns.js';
import { compile } from '../compile.js';
import { Failure, NotEvaluable } from '../failure.js';
import type { Column, Environment, Next, Sink } from '../stage.js';
import { cellOf, keyOf, type Scalar, type Value, valuesOf } from '../values/value.js';

/** A call of an aggregate function, which every group has an accumulator of. */
interface Counted {
  readonly call: Call;
  readonly arguments: readonly Cell[];
  readonly filter: Cell | undefined;
  readonly create: () => Accumulator;
}

interface Group {
  readonly keys: readonly Value[];
  readonly accumulators: readonly Accumulator[];
  readonly sources: Set<Scalar> | undefined;
}

interface Plan {
  readonly counted: readonly Counted[];
  readonly keys: readonly {
    readonly name: string;
    readonly type: EsqlType;
    readonly cell: Cell;
    readonly field: Assignment;
  }[];
  readonly aggregates: readonly {
    readonly name: string;
    readonly value: Expression;
    readonly type: EsqlType;
  }[];
}

/** Compiles an expression of BY, where BUCKET can stand. */
function compileGroup(value: Expression, place: Place): Cell {
  const compileIn = (expression: Expression, within: Place): Cell => {
    if (expression.kind !== 'call' || esqlFunction(expression.name)?.kind !== 'grouping')
      return compile(expression, within);
    if (esqlFunction(expression.name)!.name !== 'bucket')
      throw new NotEvaluable(
        `${expression.name.toUpperCase()} is not evaluated`,
        expression.span.start,
        expression.span.end,
      );
    return compileBucket(
      expression,
      expression.arguments.map((argument) => compile(argument, within)),
      within,
    );
  };
  if (value.kind === 'call') return compileIn(value, place);
  // BUCKET in a calculation becomes a column of its own.
  const [bucket] = bucketsIn(value);
  if (!bucket) return compile(value, place);
  const cell = compileIn(bucket, place);
  const column: Column = { name: '\0bucket', type: place.environment.typeOf(bucket), at: cell };
  const reference: Expression = { kind: 'column', name: column.name, span: bucket.span };
  const { typeOf } = place.environment;
  const environment = {
    ...place.environment,
    typeOf: (node: Expression) => (node === reference ? column.type : typeOf(node)),
  };
  return compile(replaceIn(value, new Map([[bucket as Expression, reference]]), environment.typeOf), {
    columns: [...place.columns, column],
    environment: typed(environment, value),
  });
}

function bucketsIn(expression: Expression): Call[] {
  if (expression.kind === 'call' && esqlFunction(expression.name)?.kind === 'grouping') return [expression];
  if (expression.kind === 'arithmetic')
    return [...bucketsIn(expression.left), ...bucketsIn(expression.right)];
  return [];
}

const replacedTypes = new WeakMap<Expression, EsqlType>();

function typed(environment: Environment, _: Expression): Environment {
  const { typeOf } = environment;
  return { ...environment, typeOf: (node) => replacedTypes.get(node) ?? typeOf(node) };
}

/** An expression in which others stand for some of its parts; its own type stays. */
function replaceIn(
  expression: Expression,
  replacements: ReadonlyMap<Expression, Expression>,
  typeOf: (expression: Expression) => EsqlType,
): Expression {
  const own = replacements.get(expression);
  if (own) return own;
  const inner = (child: Expression): Expression => replaceIn(child, replacements, typeOf);
  const copy = ((): Expression => {
    switch (expression.kind) {
      case 'and':
      case 'or':
        return { ...expression, operands: expression.operands.map(inner) };
      case 'not':
      case 'negative':
      case 'is-null':
        return { ...expression, operand: inner(expression.operand) };
      case 'comparison':
      case 'arithmetic':
        return { ...expression, left: inner(expression.left), right: inner(expression.right) };
      case 'pattern':
        return { ...expression, value: inner(expression.value), patterns: expression.patterns.map(inner) };
      case 'in':
        return { ...expression, value: inner(expression.value), items: expression.items.map(inner) };
      case 'cast':
        return { ...expression, value: inner(expression.value) };
      case 'call':
        return { ...expression, arguments: expression.arguments.map(inner) };
      default:
        return expression;
    }
  })();
  if (copy !== expression) replacedTypes.set(copy, replacedTypes.get(expression) ?? typeOf(expression));
  return copy;
}

function aggregatesIn(expression: Expression, found: Call[] = []): Call[] {
  if (expression.kind === 'call' && esqlFunction(expression.name)?.kind === 'aggregate') {
    found.push(expression);
    return found;
  }
  const visit = (child: Expression): void => void aggregatesIn(child, found);
  switch (expression.kind) {
    case 'and':
    case 'or':
      expression.operands.forEach(visit);
      break;
    case 'not':
    case 'negative':
    case 'is-null':
      visit(expression.operand);
      break;
    case 'comparison':
    case 'arithmetic':
      visit(expression.left);
      visit(expression.right);
      break;
    case 'pattern':
      visit(expression.value);
      break;
    case 'in':
      visit(expression.value);
      expression.items.forEach(visit);
      break;
    case 'cast':
      visit(expression.value);
      break;
    case 'call':
      expression.arguments.forEach(visit);
      break;
  }
  return found;
}

function countedOf(call: Call, filter: Cell | undefined, place: Place): Counted {
  const known = esqlFunction(call.name)!;
  const body = aggregateBodies[known.name];
  if (!body)
    throw new NotEvaluable(
      `${call.name.toUpperCase()} is not evaluated`,
      call.nameSpan.start,
      call.nameSpan.end,
    );
  const { typeOf } = place.environment;
  const info = { types: call.arguments.map(typeOf), type: typeOf(call), isStar: call.isStar };
  return {
    call,
    arguments: call.arguments.map((argument) => compile(argument, place)),
    filter,
    create: () => body(info),
  };
}

function planOf(command: StatsCommand, columns: readonly Column[], environment: Environment): Plan {
  const place: Place = { columns, environment };
  const written = command.groups.map((field) => ({ name: nameOfAssignment(field, environment).text, field }));
  // Of groups with the same name only the last one groups.
  const keys = written
    .filter(({ name }, index) => written.findLastIndex((other) => other.name === name) === index)
    .map(({ name, field }) => ({
      name,
      type: environment.typeOf(field.value),
      cell: compileGroup(field.value, place),
      field,
    }));
  // Aggregates can name the groups.
  const named = keys.flatMap(({ name, type, cell, field }) => (field.name ? [{ name, type, at: cell }] : []));
  const within: Place = { columns: withColumns(columns, named), environment };
  const counted: Counted[] = [];
  const aggregates = command.aggregates.map((aggregate) => {
    const filter = aggregate.filter && compile(aggregate.filter, within);
    for (const call of aggregatesIn(aggregate.value)) counted.push(countedOf(call, filter, within));
    return {
      name: nameOfAggregate(aggregate, environment),
      value: aggregate.value,
      type: environment.typeOf(aggregate.value),
    };
  });
  return { counted, keys, aggregates };
}

function nameOfAggregate(aggregate: Aggregate, environment: Environment): string {
  const { name, filter, value } = aggregate;
  if (name || !filter) return nameOfAssignment(aggregate, environment).text;
  return environment.text.slice(value.span.start, filter.span.end);
}

/** The groups of rows, by their keys. */
class Groups {
  readonly groups = new Map<string, Group>();

  constructor(
    private readonly plan: Plan,
    private readonly source: Column | undefined,
  ) {
    // Without BY there is one group, even without rows.
    if (plan.keys.length === 0) this.groupOf([]);
  }

  groupOf(keys: readonly Value[]): Group {
    const text = keyText(keys, this.plan);
    let group = this.groups.get(text);
    if (!group) {
      group = {
        keys,
        accumulators: this.plan.counted.map(({ create }) => create()),
        sources: this.source && new Set(),
      };
      this.groups.set(text, group);
    }
    return group;
  }

  /** A row belongs to the groups of each of its keys: of several lists to all combinations. */
  combinations(row: number): readonly (readonly Value[])[] {
    let combinations: Value[][] = [[]];
    for (const { cell } of this.plan.keys) {
      const value = cell(row);
      const values = value === null ? [null] : valuesOf(value);
      combinations = combinations.flatMap((keys) => values.map((one) => [...keys, one]));
    }
    return combinations;
  }

  add(rows: number): void {
    const { counted } = this.plan;
    for (let row = 0; row < rows; row++) {
      const members = this.combinations(row).map((keys) => this.groupOf(keys));
      counted.forEach(({ arguments: cells, filter }, index) => {
        if (filter && filter(row) !== true) return;
        const values = cells.map((cell) => cell(row));
        for (const group of members) group.accumulators[index]!.add(values);
      });
      if (this.source)
        for (const one of valuesOf(this.source.at(row))) for (const { sources } of members) sources!.add(one);
    }
  }
}

function keyText(keys: readonly Value[], { keys: plans }: Plan): string {
  let text = '';
  keys.forEach((key, index) => {
    const own = key === null ? null : keyOf(key as Scalar, plans[index]!.type);
    text += own === null ? 'n;' : `${typeof own} ${String(own).length} ${String(own)};`;
  });
  return text;
}

/** The rows of the groups: aggregates, then keys, then the events of the group. */
function resultOf(
  groups: Groups,
  plan: Plan,
  environment: Environment,
): { columns: { name: string; type: EsqlType }[]; rows: Value[][]; keyed: ReadonlyMap<string, Value[]> } {
  const all = [...groups.groups];
  const { warnings } = environment;
  const hidden = plan.counted.map(({ call }, index): Column => {
    const values = all.map(([, { accumulators }]) => {
      try {
        return accumulators[index]!.result();
      } catch (error) {
        if (!(error instanceof Failure)) throw error;
        warnings.failed(call.span, error);
        return null;
      }
    });
    return { name: `\0${index}`, type: environment.typeOf(call), at: (row) => values[row]! };
  });
  const keyColumns = plan.keys.map(
    ({ name, type }, index): Column => ({ name, type, at: (row) => all[row]![1].keys[index]! }),
  );
  const replacements = new Map<Expression, Expression>();
  const types = new Map<Expression, EsqlType>();
  plan.counted.forEach(({ call }, index) => {
    const reference: Expression = { kind: 'column', name: `\0${index}`, span: call.span };
    replacements.set(call, reference);
    types.set(reference, environment.typeOf(call));
  });
  const bare = (expression: Expression): string =>
    environment.text.slice(expression.span.start, expression.span.end).replace(/\s+/g, '');
  const groupTexts = new Map(plan.keys.map(({ name, type, field }) => [bare(field.value), { name, type }]));
  const withGroups = (expression: Expression): void => {
    const group = replacements.has(expression) ? undefined : groupTexts.get(bare(expression));
    if (group && expression.kind !== 'column') {
      const reference: Expression = { kind: 'column', name: group.name, span: expression.span };
      replacements.set(expression, reference);
      types.set(reference, group.type);
    }
  };
  const inner: Environment = {
    ...environment,
    typeOf: (node) => types.get(node) ?? replacedTypes.get(node) ?? environment.typeOf(node),
  };
  const place: Place = { columns: [...keyColumns, ...hidden], environment: inner };
  const cells = plan.aggregates.map(({ value }) => {
    eachPart(value, withGroups);
    return compile(replaceIn(value, replacements, inner.typeOf), place);
  });
  const columns = [...plan.aggregates, ...plan.keys].map(({ name, type }) => ({ name, type }));
  const keyed = new Map<string, Value[]>();
  const rows = all.map(([text, { keys, sources }], row) => {
    const values: Value[] = [...cells.map((cell) => cell(row)), ...keys];
    keyed.set(text, values);
    return sources ? [...values, cellOf([...sources])] : values;
  });
  return { columns, rows, keyed };
}

function eachPart(expression: Expression, visit: (part: Expression) => void): void {
  visit(expression);
  if (expression.kind === 'call') for (const argument of expression.arguments) eachPart(argument, visit);
  if (expression.kind === 'arithmetic' || expression.kind === 'comparison') {
    eachPart(expression.left, visit);
    eachPart(expression.right, visit);
  }
}

/** Of columns with the same name the rightmost stays (spec/ESQL.md section 8.4). */
function shadowed(columns: readonly { readonly name: string; readonly type: EsqlType }[]): number[] {
  const last = new Map(columns.map(({ name }, index) => [name, index]));
  return columns.flatMap(({ name }, index) => (last.get(name) === index ? [index] : []));
}

function warnOfShadows(command: StatsCommand, plan: Plan, { warnings, text }: Environment): void {
  const written = [...command.aggregates, ...command.groups];
  const groups = command.groups.map((field) => nameOfAssignment(field, { text }).text);
  const names = [...plan.aggregates.map(({ name }) => name), ...groups];
  names.forEach((name, index) => {
    const later = names.lastIndexOf(name);
    if (later === index) return;
    const place = written[later]!.span.start;
    const before = text.slice(0, place);
    const line = before.split('\n').length;
    warnings.say(
      written[index]!.span,
      `Field '${name}' shadowed by field at line ${line}:${place - before.lastIndexOf('\n')}`,
    );
  });
}

export function statsSink(
  command: StatsCommand,
  columns: readonly Column[],
  next: Next,
  environment: Environment,
): Sink {
  const plan = planOf(command, columns, environment);
  warnOfShadows(command, plan, environment);
  const source = environment.sourceOf(columns);
  const groups = new Groups(plan, source);
  const named = [...plan.aggregates, ...plan.keys];
  const kept = shadowed(named);
  const output = [...kept.map((index) => named[index]!), ...(source ? [source] : [])];
  const { emit, sink } = emitRows(output, next);
  return {
    push(rows) {
      groups.add(rows);
      return true;
    },
    end() {
      const { rows } = resultOf(groups, plan, environment);
      emit(rows.map((row) => [...kept.map((index) => row[index]!), ...(source ? [row.at(-1)!] : [])]));
      sink.end();
    },
  };
}

export function inlineStatsSink(
  command: StatsCommand,
  columns: readonly Column[],
  next: Next,
  environment: Environment,
): Sink {
  const plan = planOf(command, columns, environment);
  const groups = new Groups(plan, undefined);
  const named = [...plan.aggregates, ...plan.keys];
  const kept = shadowed(named);
  const added = new Set(kept.map((index) => named[index]!.name));
  const stays = columns.filter(({ name }) => !added.has(name));
  const store = new RowStore(stays);
  const members: (readonly (readonly Value[])[])[] = [];
  const { emit, sink } = emitRows([...stays, ...kept.map((index) => named[index]!)], next);
  return {
    push(rows) {
      for (let row = 0; row < rows; row++) members.push(groups.combinations(row));
      groups.add(rows);
      store.add(rows);
      return true;
    },
    end() {
      const { keyed } = resultOf(groups, plan, environment);
      emit(
        store.rows.map((row, index) => {
          const results = members[index]!.map((keys) => keyed.get(keyText(keys, plan))!);
          // A row with a list as key has the results of all its groups.
          const cells = kept.map((at) =>
            results.length === 1
              ? results[0]![at]!
              : cellOf(results.flatMap((result) => valuesOf(result[at]!))),
          );
          return [...row, ...cells];
        }),
      );
      sink.end();
    },
  };
}
