import { nearestNames } from '../../text/nearest.js';
import type { Problem } from '../../text/problem.js';
import type { Span } from '../../text/span.js';
import { arity, findFunction } from './functions.js';
import type { EqlQuery, Pipe, Step } from './syntax.js';
import { filtersOf, stepsOf, walkExpression } from './walk.js';

/** Pipes of EQL's older dialects: known by name, refused by Elasticsearch. */
const unsupportedPipes = ['count', 'filter', 'sort', 'unique', 'unique_count'];
const supportedPipes = ['head', 'tail'];

/**
 * What Elasticsearch refuses from the shape of a query alone, before it looks at any field: pipes, number of steps and
 * keys, missing events, numbers of arguments (spec/EQL.md sections 2 and 6, phase "parse").
 */
export function checkStructure(query: EqlQuery): Problem[] {
  const problems: Problem[] = [];
  const report = (span: Span, message: string, help?: string): void => {
    problems.push({
      code: 'eql-syntax',
      severity: 'error',
      message,
      span,
      ...(help === undefined ? {} : { help }),
    });
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
      report(expression.span, `[${signature.name}] expects ${signature.expects}, found ${count}`);
    });
  }
  return problems;
}

type Report = (span: Span, message: string, help?: string) => void;

function checkPipe(pipe: Pipe, report: Report): void {
  if (pipe.name === '') return;
  if (unsupportedPipes.includes(pipe.name)) {
    report(pipe.nameSpan, `pipe [${pipe.name}] is not supported`, 'only head and tail are');
    return;
  }
  if (!supportedPipes.includes(pipe.name)) {
    const [nearest] = nearestNames(pipe.name, [...supportedPipes, ...unsupportedPipes]);
    report(
      pipe.nameSpan,
      `unknown pipe [${pipe.name}]${nearest ? `, did you mean [${nearest}]?` : ''}`,
      'use head or tail',
    );
    return;
  }
  if (pipe.arguments.length !== 1) {
    report(
      pipe.span,
      `pipe [${pipe.name}] expects exactly one argument but found [${pipe.arguments.length}]`,
    );
    return;
  }
  const [argument] = pipe.arguments;
  if (
    argument &&
    argument.kind !== 'missing' &&
    !(argument.kind === 'number' && argument.type !== 'double')
  ) {
    report(argument.span, `pipe [${pipe.name}] takes a whole number that is not negative`);
  }
}

function checkSteps(query: Exclude<EqlQuery, { kind: 'event-query' }>, report: Report): void {
  const count = query.steps.reduce((sum, step) => sum + step.runs, 0);
  const first = query.steps[0];
  if (count < 2 && first && first.span.end > first.span.start) {
    report(
      first.span,
      `a ${query.kind} requires a minimum of 2 queries, found [${count}]`,
      'add a step in square brackets',
    );
  }
  if (query.kind === 'sample') {
    for (const step of query.steps) {
      if (step.runsSpan) report(step.runsSpan, 'a step of a sample takes no `with runs`');
      if (step.missing) report(step.span, 'a sample takes no missing events [![]');
    }
    return;
  }
  if (query.until?.runsSpan) report(query.until.runsSpan, 'the until step takes no `with runs`');
  const missing = query.steps.find((step) => step.missing);
  if (!missing) return;
  if (query.kind === 'join') {
    report(missing.span, 'a join takes no missing events [![]');
    return;
  }
  if (!query.maxspan) {
    report(
      missing.span,
      'a missing event needs a time in which it is missing',
      'add `with maxspan=…` to the sequence',
    );
  }
  if (query.steps.every((step) => step.missing)) {
    report(missing.span, 'a sequence needs at least one step that is not a missing event');
  }
}

function checkKeys(query: Exclude<EqlQuery, { kind: 'event-query' }>, report: Report): void {
  const steps = stepsOf(query);
  const expected = steps[0]?.keys.length ?? 0;
  for (const step of steps) {
    if (step.keys.length === expected) continue;
    report(
      keysSpan(step),
      `this step has ${count(query.keys.length + step.keys.length)}, the first one ${count(query.keys.length + expected)}`,
      'give every step the same number of keys in `by`, the until step too',
    );
    return;
  }
  if (query.kind === 'sample' && query.keys.length + expected === 0) {
    report(query.span, 'a sample needs at least one join key', 'add `by` and a field');
  }
}

function count(keys: number): string {
  return keys === 1 ? '1 join key' : `${keys} join keys`;
}

function keysSpan(step: Step): Span {
  const [first] = step.keys;
  return first ? { start: first.span.start, end: step.keys.at(-1)!.span.end } : step.span;
}
