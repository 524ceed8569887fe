import type { SyntaxProblem } from '../../syntax-problem.js';
import { esqlProblem } from '../messages.js';
import { metadataTypes } from '../metadata-fields.js';
import type { FromCommand } from '../syntax.js';

export function metadataProblems({ metadata }: FromCommand): SyntaxProblem[] {
  const seen = new Set<string>();
  return (metadata?.names ?? []).flatMap(({ text, span }): SyntaxProblem[] => {
    if (seen.has(text)) return [esqlProblem('metadata-duplicate', span, text)];
    seen.add(text);
    if (metadataTypes.has(text)) return [];
    return [esqlProblem('metadata-unknown', span, text, [...metadataTypes.keys()].join(', '))];
  });
}
