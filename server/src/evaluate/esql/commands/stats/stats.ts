import { nameOfAssignment } from '../../../../query/esql/resolve/assign.js';
import type { StatsCommand } from '../../../../query/esql/syntax.js';
import { mapList } from '../../../storage/map-list.js';
import { emitRows, RowStore } from '../../columns.js';
import type { Column, Environment, Next, Sink } from '../../stage.js';
import { cellOf, valuesOf } from '../../values/value.js';
import { type Group, Groups } from './groups.js';
import { lastOfEachName, type Plan, planOf } from './plan.js';
import { resultsOf } from './results.js';

/** STATS: groups the rows and passes on one row for each group. */
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
  const kept = shadowing(named);
  const output = [...kept.map((index) => named[index]!), ...(source ? [source] : [])];
  const { emit, sink } = emitRows(output, next);
  return {
    push(rows) {
      for (let row = 0; row < rows; row++) groups.add(row, groups.membersOf(row));
      return true;
    },
    end() {
      const rows = [...resultsOf(groups, plan, environment).values()];
      emit(rows.map((row) => [...kept.map((index) => row[index]!), ...(source ? [row.at(-1)!] : [])]));
      sink.end();
    },
  };
}

/** INLINE STATS: passes on the rows with the results of their groups. */
export function inlineStatsSink(
  command: StatsCommand,
  columns: readonly Column[],
  next: Next,
  environment: Environment,
): Sink {
  const plan = planOf(command, columns, environment);
  const groups = new Groups(plan, undefined);
  const named = [...plan.aggregates, ...plan.keys];
  const kept = shadowing(named);
  const added = new Set(kept.map((index) => named[index]!.name));
  const stays = columns.filter(({ name }) => !added.has(name));
  const store = new RowStore(stays, environment);
  const members: (readonly Group[])[] = [];
  const { emit, sink } = emitRows([...stays, ...kept.map((index) => named[index]!)], next);
  return {
    push(rows) {
      for (let row = 0; row < rows; row++) {
        const own = groups.membersOf(row);
        groups.add(row, own);
        members.push(own);
      }
      store.add(rows);
      return true;
    },
    end() {
      const results = resultsOf(groups, plan, environment);
      emit(
        mapList(store.rows, (row, index) => {
          const own = members[index]!.map((group) => results.get(group)!);
          // A row whose key is a list has the results of all its groups.
          const cells = kept.map((at) =>
            own.length === 1 ? own[0]![at]! : cellOf(own.flatMap((result) => valuesOf(result[at]!))),
          );
          return [...row, ...cells];
        }),
      );
      sink.end();
    },
  };
}

/** Returns the positions of the columns that remain: the last of each name. */
function shadowing(columns: readonly { readonly name: string }[]): number[] {
  const stay = new Set(lastOfEachName(columns));
  return columns.flatMap((column, index) => (stay.has(column) ? [index] : []));
}

function warnOfShadows(command: StatsCommand, plan: Plan, { warnings, text }: Environment): void {
  const written = [...command.aggregates, ...command.groups];
  const names = [
    ...plan.aggregates.map(({ name }) => name),
    ...command.groups.map((field) => nameOfAssignment(field, { text }).text),
  ];
  const last = new Map(names.map((name, index) => [name, index]));
  names.forEach((name, index) => {
    const later = last.get(name)!;
    if (later === index) return;
    const place = warnings.placeOf(written[later]!.span);
    warnings.say(written[index]!.span, `Field '${name}' shadowed by field at line ${place}`);
  });
}
