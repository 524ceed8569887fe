import type { Rule } from '../../rule/rule.js';
import { valueSpan } from '../../rule/schema-check/place.js';
import type { Problem } from '../../text/problem.js';
import type { Span } from '../../text/span.js';
import type { TomlPath } from '../../toml/path.js';

/** Why a rule cannot run. Its span is an offset in the query, and empty for what is not in it. */
export interface RunProblem extends Problem {
  /** Where in the file of the rule it is, for what is not in the query. */
  readonly inFile?: Span;
  /** The number of the exception that has it, for what is not in the rule. */
  readonly exception?: number;
}

/** A query or rule that cannot run, and why. Spans are offsets in the query. */
export interface UnpreparedRule {
  readonly ok: false;
  readonly problems: readonly RunProblem[];
}

/** Something that a rule says of which nothing can be made. */
export interface RuleFault {
  readonly fault: string;
  /** Where it stands, from the table `rule` on; where there is nothing, what is around it. */
  readonly at: TomlPath;
  /** Whether it makes every run of the rule fail, where the fault could else be that it is not evaluated. */
  readonly isRefused?: true;
}

/** A fault of what stands at these keys below `[rule]`. */
export function ruleFault(fault: string, ...at: TomlPath): RuleFault {
  return { fault, at };
}

/** Whether something could not be made of a rule. */
export function isFault(value: object): value is RuleFault {
  return 'fault' in value;
}

const nowhere: Span = { start: 0, end: 0 };

/** The place of a key below `[rule]`, or of the table that it is missing from. */
export function placeInRule({ document }: Rule, at: TomlPath): Span {
  return valueSpan(document, ['rule', ...at]);
}

/** A fault of the rule. What is wrong with it in full is for the checks to say. */
export function notRunnable(rule: Rule, { fault, at }: RuleFault): UnpreparedRule {
  return notRunnableAt(placeInRule(rule, at), fault);
}

/** The same with the place in the file. */
export function notRunnableAt(inFile: Span, message: string): UnpreparedRule {
  const help = 'run "rulewright lint" on it';
  return {
    ok: false,
    problems: [{ code: 'not-runnable', severity: 'error', message, help, span: nowhere, inFile }],
  };
}

/** Something that is no fault of the rule, but that cannot be evaluated; a fault, when it is refused. */
export function notEvaluated(rule: Rule, { fault, at, isRefused }: RuleFault): UnpreparedRule {
  if (isRefused) return notRunnable(rule, { fault, at });
  const inFile = placeInRule(rule, at);
  return {
    ok: false,
    problems: [{ code: 'not-supported', severity: 'information', message: fault, span: nowhere, inFile }],
  };
}

/** An exception with which a rule cannot run: it is none, or it cannot be evaluated. */
export function unusableException(exception: number, message: string, supported: boolean): UnpreparedRule {
  const kind = supported
    ? ({ code: 'unusable-input', severity: 'error' } as const)
    : ({ code: 'not-supported', severity: 'information' } as const);
  return { ok: false, problems: [{ ...kind, message, span: nowhere, exception }] };
}
