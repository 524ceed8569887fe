import type { Expression } from '../../../../query/esql/syntax.js';
import type { EsqlType } from '../../../../query/esql/types.js';
import { mapChildren } from '../../../../query/esql/walk.js';
import type { Column, Environment } from '../../stage.js';

/**
 * An expression in which columns replace some subexpressions, and the environment that knows the types of the
 * replacements.
 */
interface Substituted {
  readonly expression: Expression;
  readonly environment: Environment;
}

/** Replaces subexpressions with columns, the outermost first. All other types stay the same. */
export function substitute(
  whole: Expression,
  columnFor: (part: Expression) => Pick<Column, 'name' | 'type'> | undefined,
  environment: Environment,
): Substituted {
  const types = new Map<Expression, EsqlType>();
  const replaced = (part: Expression): Expression => {
    const column = columnFor(part);
    const made: Expression = column
      ? { kind: 'column', name: column.name, span: part.span }
      : mapChildren(part, replaced);
    if (made !== part) types.set(made, column?.type ?? environment.typeOf(part));
    return made;
  };
  const expression = replaced(whole);
  return {
    expression,
    environment: { ...environment, typeOf: (part) => types.get(part) ?? environment.typeOf(part) },
  };
}
