import type { SyntaxProblem } from '../../syntax-problem.js';
import { esqlProblem } from '../messages.js';
import type { Command } from '../syntax.js';
import { castProblems } from './casts.js';
import { completionProblems } from './completion.js';
import { dissectProblems } from './dissect.js';
import { grokProblems } from './grok.js';
import { joinProblems } from './join.js';
import { metadataProblems } from './metadata.js';
import { enrichProblems, limitProblems, projectProblems, renameProblems, sampleProblems } from './simple.js';

const mostBranches = 8;

/**
 * Returns the errors that Elasticsearch reports when it builds the plan of a query, before it knows any field
 * (docs/semantics/esql.md#errors).
 */
export function checkStructure(commands: readonly Command[]): SyntaxProblem[] {
  const problems = commands.flatMap(problemsOf);
  const [, secondFork] = commands.filter(({ kind }) => kind === 'fork');
  if (secondFork) problems.push(esqlProblem('fork-twice', secondFork.nameSpan));
  return problems;
}

function problemsOf(command: Command): readonly SyntaxProblem[] {
  return [...castProblems(command), ...ownProblems(command)];
}

function ownProblems(command: Command): readonly SyntaxProblem[] {
  switch (command.kind) {
    case 'from':
      return metadataProblems(command);
    case 'keep':
    case 'drop':
      return projectProblems(command);
    case 'rename':
      return renameProblems(command);
    case 'limit':
      return limitProblems(command);
    case 'sample':
      return sampleProblems(command);
    case 'enrich':
      return enrichProblems(command);
    case 'dissect':
      return dissectProblems(command);
    case 'grok':
      return grokProblems(command);
    case 'lookup-join':
      return joinProblems(command);
    case 'completion':
      return completionProblems(command);
    case 'fork':
      return command.branches.length > mostBranches
        ? [esqlProblem('fork-branches', command.nameSpan, command.branches.length)]
        : [];
    default:
      return [];
  }
}
