import type { SyntaxProblem } from '../../syntax-problem.js';
import { esqlProblem } from '../messages.js';
import { readDissectPattern } from '../patterns/dissect.js';
import type { DissectCommand } from '../syntax.js';

/** Reports wrong patterns and options of DISSECT. */
export function dissectProblems({ pattern, options }: DissectCommand): SyntaxProblem[] {
  const problems: SyntaxProblem[] = [];
  const read = pattern && readDissectPattern(pattern.value);
  if (read && !read.ok) {
    const { error } = read;
    if (error.kind === 'reference-key')
      problems.push(esqlProblem('dissect-reference-key', pattern.span, error.key));
    else problems.push(esqlProblem('dissect-pattern', pattern.span, 'it has no key such as %{name}'));
  }
  for (const { name, value } of options) {
    if (name.text.toLowerCase() !== 'append_separator')
      problems.push(
        esqlProblem(
          'dissect-option',
          name.span,
          `unknown option of DISSECT [${name.text}], only [APPEND_SEPARATOR]`,
        ),
      );
    else if (value.kind !== 'string' && value.kind !== 'missing')
      problems.push(esqlProblem('dissect-option', value.span, '[APPEND_SEPARATOR] must be a string'));
  }
  return problems;
}
