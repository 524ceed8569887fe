import { nearestNames } from '../../text/nearest.js';
import type { Span } from '../../text/span.js';
import type { SyntaxProblem } from '../syntax-problem.js';
import { arity, findFunction } from './functions.js';
import { type EqlError, type eqlErrors, eqlProblem } from './messages.js';
import type { EqlQuery, Pipe, Step } from './syntax.js';
import { filtersOf, stepsOf, walkExpression } from './walk.js';

/** Pipes of EQL's older dialects: known by name, rejected by Elasticsearch. */
const unsupportedPipes = ['count', 'filter', 'sort', 'unique', 'unique_count'];
const supportedPipes = ['head', 'tail'];

/**
 * Checks for errors that Elasticsearch reports from the shape of a query alone, before it looks at any field:
 * pipes, number of steps and keys, missing events, numbers of arguments (docs/semantics/eql.md#errors).
 */
export function checkStructure(query: EqlQuery): SyntaxProblem[] {
  const problems: SyntaxProblem[] = [];
  const report: Report = (kind, span, ...details) => {
    problems.push(eqlProblem(kind, span, ...details));
  };
  for (const pipe of query.pipes) checkPipe(pipe, report);
  if (query.kind !== 'event-query') {
    checkSteps(query, report);
    checkKeys(query, report);
  }
  for (const filter of filtersOf(query)) {
    walkExpression(filter.condition, (expression) => {
      if (expression.kind !== 'call') return;
      const signature = findFunction(expression.name);
      if (!signature) return;
      const { least, most } = arity(signature);
      const count = expression.arguments.length;
      if (count >= least && count <= most) return;
      report('function-arguments', expression.span, signature.name, signature.expects, count);
    });
  }
  return problems;
}

type Report = <Kind extends EqlError>(
  kind: Kind,
  span: Span,
  ...details: Parameters<(typeof eqlErrors)[Kind]>
) => void;

function checkPipe(pipe: Pipe, report: Report): void {
  if (pipe.name === '') return;
  if (unsupportedPipes.includes(pipe.name)) {
    report('unsupported-pipe', pipe.nameSpan, pipe.name);
    return;
  }
  if (!supportedPipes.includes(pipe.name)) {
    const [nearest] = nearestNames(pipe.name, [...supportedPipes, ...unsupportedPipes]);
    report('unknown-pipe', pipe.nameSpan, pipe.name, nearest);
    return;
  }
  if (pipe.arguments.length !== 1) {
    report('pipe-arguments', pipe.span, pipe.name, pipe.arguments.length);
    return;
  }
  const [argument] = pipe.arguments;
  if (
    argument &&
    argument.kind !== 'missing' &&
    !(argument.kind === 'number' && argument.type !== 'double')
  ) {
    report('pipe-argument-type', argument.span, pipe.name);
  }
}

function checkSteps(query: Exclude<EqlQuery, { kind: 'event-query' }>, report: Report): void {
  const count = query.steps.reduce((sum, step) => sum + step.runs, 0);
  const first = query.steps[0];
  if (count < 2 && first && first.span.end > first.span.start) {
    report('too-few-steps', first.span, query.kind, count);
  }
  if (query.kind === 'sample') {
    for (const step of query.steps) {
      if (step.runsSpan) report('sample-with-runs', step.runsSpan);
      if (step.missing) report('sample-with-missing-event', step.span);
    }
    return;
  }
  if (query.until?.runsSpan) report('until-with-runs', query.until.runsSpan);
  const missing = query.steps.find((step) => step.missing);
  if (!missing) return;
  if (query.kind === 'join') {
    report('join-with-missing-event', missing.span);
    return;
  }
  if (!query.maxspan) {
    report('missing-event-without-maxspan', missing.span);
  }
  if (query.steps.every((step) => step.missing)) {
    report('only-missing-events', missing.span);
  }
}

function checkKeys(query: Exclude<EqlQuery, { kind: 'event-query' }>, report: Report): void {
  const steps = stepsOf(query);
  const expected = steps[0]?.keys.length ?? 0;
  for (const step of steps) {
    if (step.keys.length === expected) continue;
    report(
      'unequal-keys',
      keysSpan(step),
      query.keys.length + step.keys.length,
      query.keys.length + expected,
    );
    return;
  }
  if (query.kind === 'sample' && query.keys.length + expected === 0) {
    report('sample-without-key', query.span);
  }
}

function keysSpan(step: Step): Span {
  const [first] = step.keys;
  return first ? { start: first.span.start, end: step.keys.at(-1)!.span.end } : step.span;
}
