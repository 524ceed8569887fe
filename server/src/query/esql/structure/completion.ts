import type { SyntaxProblem } from '../../syntax-problem.js';
import { esqlProblem } from '../messages.js';
import type { ModelCommand } from '../syntax.js';

/** Reports missing, unknown and wrong options of COMPLETION. */
export function completionProblems({ options, nameSpan, input }: ModelCommand): SyntaxProblem[] {
  if (input.kind === 'missing') return [];
  const entries = options?.entries ?? [];
  const problems: SyntaxProblem[] = [];
  for (const { key, value } of entries) {
    if (key.value === 'inference_id') {
      if (value.kind !== 'string')
        problems.push(
          esqlProblem('completion-option', value.span, 'the option [inference_id] must be a string'),
        );
    } else if (key.value !== 'task_settings')
      problems.push(
        esqlProblem('completion-option', key.span, `unknown option of COMPLETION [${key.value}]`),
      );
  }
  if (!entries.some(({ key }) => key.value === 'inference_id'))
    problems.push(
      esqlProblem(
        'completion-option',
        options?.span ?? nameSpan,
        'COMPLETION needs the option [inference_id]: `WITH {"inference_id": "…"}`',
      ),
    );
  return problems;
}
