import { bareText } from '../../../../query/esql/bare-text.js';
import type { Expression } from '../../../../query/esql/syntax.js';
import { compile } from '../../expressions/compile.js';
import { Failure } from '../../failure.js';
import type { Column, Environment } from '../../stage.js';
import { cellOf, type Value } from '../../values/value.js';
import type { Group, Groups } from './groups.js';
import type { Plan } from './plan.js';
import { substitute } from './substitute.js';

/** Returns the row of each group: aggregates, then keys, then the group's events if they are kept. */
export function resultsOf(groups: Groups, plan: Plan, environment: Environment): ReadonlyMap<Group, Value[]> {
  const all = [...groups.groups.values()];
  const counted = new Map<Expression, Column>();
  plan.counted.forEach(({ call }, index) => {
    const values = all.map(({ accumulators }) => {
      try {
        return accumulators[index]!.result();
      } catch (error) {
        if (!(error instanceof Failure)) throw error;
        environment.warnings.failed(call.span, error);
        return null;
      }
    });
    const type = environment.typeOf(call);
    counted.set(call, { name: `\0${index}`, type, at: (row) => values[row]! });
  });
  const keys = plan.keys.map(
    ({ name, type }, index): Column => ({ name, type, at: (row) => all[row]!.keys[index]! }),
  );
  const bare = ({ span }: Expression): string => bareText(environment.text, span);
  const keyOfText = new Map(plan.keys.map(({ field }, index) => [bare(field.value), keys[index]!]));
  // A BY expression that is repeated among the aggregates refers to the key.
  const columnFor = (part: Expression): Column | undefined =>
    counted.get(part) ?? (part.kind === 'column' ? undefined : keyOfText.get(bare(part)));
  const cells = plan.aggregates.map(({ value }) => {
    const result = substitute(value, columnFor, environment);
    return compile(result.expression, {
      columns: [...keys, ...counted.values()],
      environment: result.environment,
    });
  });
  return new Map(
    all.map((group, row) => {
      const values = [...cells.map((cell) => cell(row)), ...group.keys];
      return [group, group.sources ? [...values, cellOf([...new Set(group.sources)])] : values];
    }),
  );
}
