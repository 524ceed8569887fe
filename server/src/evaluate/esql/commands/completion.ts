import type { ModelCommand } from '../../../query/esql/syntax.js';
import { EvaluationError } from '../../plan/plan.js';
import { type Column, type Environment, type Next, type Sink, StoredColumn } from '../stage.js';
import { addedColumnsSink } from './rows.js';

/**
 * COMPLETION calls a language model. Its answers are supplied: one for all rows, or one for each row in
 * order.
 */
export function completionSink(
  { target, nameSpan }: ModelCommand,
  columns: readonly Column[],
  next: Next,
  { answers = [] }: Environment,
): Sink {
  const column = new StoredColumn(target?.text ?? 'completion', 'keyword');
  let given = 0;
  const fill = (rows: number): void => {
    column.values = Array.from({ length: rows }, () => {
      if (typeof answers === 'string') return answers;
      const answer = answers[given++];
      if (answer === undefined) throw new EvaluationError(tooFew(given, answers.length), nameSpan);
      return answer;
    });
  };
  return addedColumnsSink(columns, [column], fill, next);
}

function tooFew(row: number, answers: number): string {
  if (answers === 0) return 'a row is sent to the language model: put its answer under "answers"';
  const count = answers === 1 ? 'is only 1 answer' : `are only ${answers} answers`;
  return `row ${row} is sent to the language model, but there ${count}`;
}
