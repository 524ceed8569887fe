import type { NamePattern } from '../syntax.js';

/**
 * The precision with which KEEP names a column. The more precise pattern wins (docs/semantics/esql.md#keep).
 */
const exactness = { name: 1, pattern: 3, all: 4 } as const;

/**
 * The columns that KEEP keeps. Each is positioned by its most precise pattern, or the last of equally precise
 * ones.
 */
export class KeptColumns<Column extends { readonly name: string }> {
  private readonly ranked = new Map<string, { readonly column: Column; readonly rank: number }>();

  add(column: Column, { isPattern, text }: NamePattern): void {
    const rank = !isPattern ? exactness.name : text === '*' ? exactness.all : exactness.pattern;
    const other = this.ranked.get(column.name);
    if (other && other.rank < rank) return;
    this.ranked.delete(column.name);
    this.ranked.set(column.name, { column, rank });
  }

  list(): Column[] {
    return [...this.ranked.values()].map(({ column }) => column);
  }
}
