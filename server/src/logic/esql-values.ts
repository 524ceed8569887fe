import type { ResolvedEsql } from '../analysis/resolved-esql.js';
import { esqlFunction } from '../query/esql/functions/functions.js';
import type { Column } from '../query/esql/resolve/columns.js';
import type { Expression } from '../query/esql/syntax.js';
import type { EsqlType } from '../query/esql/types.js';

/** Names for the values of expressions in a row: the same name means the same value. */
export class ValueNames {
  readonly #owners = new Map<string, Column | 'field'>();

  constructor(private readonly esql: ResolvedEsql) {}

  typeOf(expression: Expression): EsqlType {
    return this.esql.expressions.get(expression)?.typed.type ?? 'unknown';
  }

  /**
   * Returns the name of the value of a column or of a calculation with columns, or undefined for anything
   * else.
   */
  of(expression: Expression): string | undefined {
    switch (expression.kind) {
      case 'column':
        return this.#ofColumn(this.esql.expressions.get(expression)?.typed.column);
      case 'string':
        return JSON.stringify(expression.value);
      case 'number':
      case 'boolean':
        return String(expression.value);
      case 'cast':
        return this.#joined(
          [expression.value],
          ([value]) => `${value}::${expression.type.text.toLowerCase()}`,
        );
      case 'arithmetic':
        return this.#joined(
          [expression.left, expression.right],
          ([left, right]) => `(${left} ${expression.operator} ${right})`,
        );
      case 'call':
        if (esqlFunction(expression.name)?.kind !== 'scalar' || expression.options) return undefined;
        return this.#joined(expression.arguments, (names) => `${expression.name}(${names.join(', ')})`);
      default:
        return undefined;
    }
  }

  #joined(parts: readonly Expression[], join: (names: readonly string[]) => string): string | undefined {
    const names = parts.map((part) => this.of(part));
    const known = names.filter((name) => name !== undefined);
    return known.length === names.length ? join(known) : undefined;
  }

  /** A second column with the same name has no value name. */
  #ofColumn(column: Column | undefined): string | undefined {
    if (!column) return undefined;
    const { field, name } = column;
    const [key, owner] = field === undefined ? ([name, column] as const) : ([field, 'field'] as const);
    const known = this.#owners.get(key);
    if (known === undefined) this.#owners.set(key, owner);
    return known === undefined || known === owner ? key : undefined;
  }
}
