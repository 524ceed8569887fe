import { commandFacts } from '../../query/esql/commands.js';
import { esqlFunction } from '../../query/esql/functions/functions.js';
import type { Command, EsqlQuery, Expression } from '../../query/esql/syntax.js';
import { allCommands, eachExpression } from '../../query/esql/walk.js';
import type { Span } from '../../text/span.js';
import { EvaluationError } from '../plan/plan.js';
import type { PlanContext } from '../plan/plan-context.js';
import { aggregateBodies } from './aggregates.js';
import { joinConditionsOf } from './commands/join-condition.js';
import { NotEvaluable, SearchFailure } from './failure.js';
import { functionBodies } from './functions/bodies.js';
import { missingInRegex } from './functions/replace.js';
import { compileGrok, NotInGrok } from './grok/grok.js';

/** Throws a {@link NotEvaluable} for a query that needs a cluster, or input that is not supplied. */
export function requireEvaluable(tree: EsqlQuery, context: PlanContext): void {
  for (const command of allCommands(tree)) {
    const { name, nameSpan, kind } = command;
    if (commandFacts(name)?.isEvaluable !== true || kind === 'unknown') throw notEvaluable(name, nameSpan);
    requireGiven(command, context);
  }
  eachExpression(tree, (expression, command) => {
    const missing =
      expression.kind === 'subquery' && command.kind !== 'where'
        ? 'a subquery outside WHERE'
        : missingPart(expression);
    if (missing) throw notEvaluable(missing, expression.span);
  });
}

/**
 * Throws an {@link EvaluationError} for a GROK pattern that Elasticsearch rejects at run time, and a {@link
 * NotEvaluable} for one that we do not evaluate.
 */
export function requirePatterns(tree: EsqlQuery): void {
  for (const command of allCommands(tree))
    if (command.kind === 'grok')
      for (const { value, span } of command.patterns)
        try {
          compileGrok(value);
        } catch (error) {
          if (error instanceof SearchFailure) throw new EvaluationError(error.message, span);
          if (error instanceof NotInGrok)
            throw new NotEvaluable(`GROK: ${error.message} is not evaluated`, span.start, span.end);
          throw error;
        }
}

function requireGiven(command: Command, { tables, answers }: PlanContext): void {
  if (command.kind === 'completion' && answers === undefined) {
    const { start, end } = command.nameSpan;
    throw new NotEvaluable(
      'COMPLETION calls a language model: put its answers under "answers" in the test',
      start,
      end,
    );
  }
  const named =
    command.kind === 'lookup-join' ? command.index : command.kind === 'enrich' ? command.policy : undefined;
  const table = named && tables?.get(named.text);
  if (table && command.kind === 'lookup-join') joinConditionsOf(command.conditions, table);
  if (!named || table) return;
  throw new NotEvaluable(
    `missing table [${named.text}]: add it under "tables" in a test, or pass --table ${named.text}=FILE on the command line`,
    named.span.start,
    named.span.end,
  );
}

function notEvaluable(what: string, { start, end }: Span): NotEvaluable {
  return new NotEvaluable(`${what} cannot be evaluated without a cluster`, start, end);
}

function missingPart(expression: Expression): string | undefined {
  if (expression.kind === 'lambda') return 'this expression';
  if (expression.kind !== 'call') return undefined;
  const known = esqlFunction(expression.name);
  if (!known) return undefined;
  const name = known.name;
  const [, regex] = expression.arguments;
  const missing = name === 'replace' && regex?.kind === 'string' ? missingInRegex(regex.value) : undefined;
  if (missing !== undefined) return missing;
  const isKnown =
    Object.hasOwn(functionBodies, name) || Object.hasOwn(aggregateBodies, name) || name === 'bucket';
  return isKnown ? undefined : name.toUpperCase();
}
