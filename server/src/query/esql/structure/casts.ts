import { nearestNames } from '../../../text/nearest.js';
import type { SyntaxProblem } from '../../syntax-problem.js';
import { esqlProblem } from '../messages.js';
import type { Command } from '../syntax.js';
import { castTypeNames } from '../types.js';
import { expressionsOf, walkExpression } from '../walk.js';

/** Reports casts to types that do not exist. */
export function castProblems(command: Command): SyntaxProblem[] {
  const problems: SyntaxProblem[] = [];
  for (const expression of expressionsOf(command))
    walkExpression(expression, (node) => {
      if (node.kind !== 'cast' || node.type.text === '') return;
      const { text, span } = node.type;
      if (castTypeNames.has(text.toLowerCase())) return;
      const [nearest] = nearestNames(text.toLowerCase(), [...castTypeNames.keys()]);
      problems.push(esqlProblem('unknown-cast-type', span, text, nearest));
    });
  return problems;
}
