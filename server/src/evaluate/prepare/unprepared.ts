import type { Rule } from '../../rule/rule.js';
import { valueSpan } from '../../rule/schema-check/place.js';
import type { Problem } from '../../text/problem.js';
import type { Span } from '../../text/span.js';
import type { TomlPath } from '../../toml/path.js';

/**
 * Why a rule cannot run. The span is an offset in the query, and empty if the problem is not in the query.
 */
export interface RunProblem extends Problem {
  /** The span in the rule's file, if the problem is not in the query. */
  readonly inFile?: Span;
  /** The number of the exception with the problem, if it is not in the rule. */
  readonly exception?: number;
}

/** A query or rule that cannot run, and why. Spans are offsets in the query. */
export interface UnpreparedRule {
  readonly ok: false;
  readonly problems: readonly RunProblem[];
}

/** A rule value that cannot be evaluated. */
export interface RuleFault {
  readonly fault: string;
  /** The path from the table `rule` on. If the value is missing, the path of its container. */
  readonly at: TomlPath;
  /**
   * Whether it makes every run of the rule fail, if the fault could otherwise be that it is not evaluated.
   */
  readonly isRefused?: true;
}

/** Creates a fault of the value at these keys below `[rule]`. */
export function ruleFault(fault: string, ...at: TomlPath): RuleFault {
  return { fault, at };
}

/** Returns whether a result is a fault. */
export function isFault(value: object): value is RuleFault {
  return 'fault' in value;
}

const nowhere: Span = { start: 0, end: 0 };

/** Returns the span of a key below `[rule]`, or of the table in which it is missing. */
export function placeInRule({ document }: Rule, at: TomlPath): Span {
  return valueSpan(document, ['rule', ...at]);
}

/** Returns a fault of the rule. The checks report the details. */
export function notRunnable(rule: Rule, { fault, at }: RuleFault): UnpreparedRule {
  return notRunnableAt(placeInRule(rule, at), fault);
}

/** Returns the same with the span in the file. */
export function notRunnableAt(inFile: Span, message: string): UnpreparedRule {
  const help = 'run "rulewright lint" on it';
  return {
    ok: false,
    problems: [{ code: 'not-runnable', severity: 'error', message, help, span: nowhere, inFile }],
  };
}

/** Returns the problem for a valid rule that cannot be evaluated, or a fault if it is rejected. */
export function notEvaluated(rule: Rule, { fault, at, isRefused }: RuleFault): UnpreparedRule {
  if (isRefused) return notRunnable(rule, { fault, at });
  const inFile = placeInRule(rule, at);
  return {
    ok: false,
    problems: [{ code: 'not-supported', severity: 'information', message: fault, span: nowhere, inFile }],
  };
}

/**
 * Returns the problem for an exception that prevents a rule from running: it is invalid, or it cannot be
 * evaluated.
 */
export function unusableException(exception: number, message: string, supported: boolean): UnpreparedRule {
  const kind = supported
    ? ({ code: 'unusable-input', severity: 'error' } as const)
    : ({ code: 'not-supported', severity: 'information' } as const);
  return { ok: false, problems: [{ ...kind, message, span: nowhere, exception }] };
}
