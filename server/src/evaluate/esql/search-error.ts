import type { EsqlQuery } from '../../query/esql/syntax.js';
import { EvaluationError, NotEvaluatedError } from '../plan/plan.js';
import { NotEvaluable, SearchFailure } from './failure.js';

/**
 * Returns the result of a search. Throws an {@link EvaluationError} if the search fails or cannot be
 * evaluated.
 */
export function orEvaluationError<Answer>({ span }: EsqlQuery, work: () => Answer): Answer {
  try {
    return work();
  } catch (error) {
    if (error instanceof NotEvaluable) throw new NotEvaluatedError(error.message, error);
    if (error instanceof SearchFailure) throw new EvaluationError(error.message, span);
    throw error;
  }
}
