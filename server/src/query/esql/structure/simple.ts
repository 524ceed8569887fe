import type { SyntaxProblem } from '../../syntax-problem.js';
import { esqlProblem } from '../messages.js';
import type { EnrichCommand, LimitCommand, ProjectCommand, RenameCommand, SampleCommand } from '../syntax.js';

/** Reports a bare `*` in DROP, and a second one in KEEP. */
export function projectProblems({ kind, patterns }: ProjectCommand): SyntaxProblem[] {
  const stars = patterns.filter(({ text, isPattern }) => text === '*' && isPattern);
  if (kind === 'drop') return stars.map(({ span }) => esqlProblem('drop-all', span));
  return stars.slice(1).map(({ span }) => esqlProblem('keep-star-twice', span));
}

export function renameProblems({ clauses }: RenameCommand): SyntaxProblem[] {
  return clauses.flatMap(({ from, to }) =>
    [from, to]
      .filter(({ isPattern }) => isPattern)
      .map(({ span, text }) => esqlProblem('rename-wildcard', span, text)),
  );
}

export function limitProblems({ count }: LimitCommand): SyntaxProblem[] {
  if (count.kind === 'missing' || count.kind === 'parameter') return [];
  const isCount = count.kind === 'number' && count.type !== 'double' && count.value >= 0;
  return isCount ? [] : [esqlProblem('limit-value', count.span)];
}

export function sampleProblems({ probability }: SampleCommand): SyntaxProblem[] {
  if (probability.kind === 'missing' || probability.kind === 'parameter') return [];
  const { kind } = probability;
  const isFraction =
    kind === 'number' && probability.type === 'double' && probability.value > 0 && probability.value < 1;
  return isFraction ? [] : [esqlProblem('sample-probability', probability.span)];
}

const enrichModes: ReadonlySet<string> = new Set(['_any', '_coordinator', '_remote']);

export function enrichProblems({ on, fields, mode }: EnrichCommand): SyntaxProblem[] {
  const patterns = [on, ...fields.flatMap(({ name, field }) => [name, field])];
  const problems = patterns.flatMap((pattern): SyntaxProblem[] =>
    pattern?.isPattern ? [esqlProblem('enrich-wildcard', pattern.span, pattern.text)] : [],
  );
  if (mode && !enrichModes.has(mode.text.toLowerCase()))
    problems.push(esqlProblem('enrich-mode', mode.span, mode.text));
  return problems;
}
