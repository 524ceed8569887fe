import type { SyntaxProblem } from '../../syntax-problem.js';
import { esqlProblem } from '../messages.js';
import type { LookupJoinCommand } from '../syntax.js';

/** Reports joins that no release has. */
export function joinProblems({ type, index, conditions }: LookupJoinCommand): SyntaxProblem[] {
  const problems: SyntaxProblem[] = [];
  if (type.text !== 'LOOKUP') problems.push(esqlProblem('join-type', type.span, type.text));
  const reason = indexReason(index.text, index.cluster, index.selector);
  if (reason !== undefined) problems.push(esqlProblem('join-index', index.span, reason));
  const columns = conditions.filter(({ kind }) => kind === 'column').length;
  const others = conditions.filter(({ kind }) => kind !== 'column' && kind !== 'missing');
  if (others.length > 0 && columns + others.length > 1)
    problems.push(esqlProblem('join-fields', others[0]!.span));
  return problems;
}

function indexReason(
  text: string,
  cluster: string | undefined,
  selector: string | undefined,
): string | undefined {
  if (text.includes('*')) return `[${text}] has a wildcard`;
  if (text.includes(',')) return `[${text}] names several indices`;
  if (cluster !== undefined && cluster !== '_coordinator') return `[${cluster}] is a remote cluster`;
  return selector === undefined ? undefined : `the selector [${selector}] is not allowed`;
}
