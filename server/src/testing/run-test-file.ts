import type { FilterExplanation } from '../evaluate/explain/explain-rule.js';
import type { SequenceExplanation } from '../evaluate/explain/explain-sequence.js';
import { clauseText, explanationLines, plainStyle } from '../evaluate/explain/explain-text.js';
import { decidingClauses } from '../evaluate/explain/nearest.js';
import { type RaisedExplanation, raisedLines } from '../evaluate/explain/raised.js';
import { describeStop, sequenceLanes } from '../evaluate/explain/sequence-text.js';
import { hasSteps } from '../evaluate/plan/planned-query.js';
import type { PreparedRule } from '../evaluate/prepare/prepare-query.js';
import { withFields } from '../evaluate/prepare/rule-inputs.js';
import type { FieldCatalogue } from '../fields/catalogue.js';
import type { Rule } from '../rule/rule.js';
import { internalErrorCode, isolated } from '../text/internal-error.js';
import type { Span } from '../text/span.js';
import { caseEvents, type EventsReader } from './case-events.js';
import { caseInputs } from './case-inputs.js';
import { describeMissingRow } from './missing-row.js';
import { impossibleEvent } from './parse-expectation.js';
import { type AlertSummary, type CaseVerdict, runCase } from './run-case.js';
import type { Expectation, TestCase, TestFile } from './test-file.js';

export type CaseStatus = 'passed' | 'failed' | 'todo' | 'error';

/** The outcome of one case. */
export interface CaseOutcome {
  readonly index: number;
  readonly name: string;
  readonly status: CaseStatus;
  readonly expected: AlertSummary;
  readonly actual: AlertSummary;
  /** Whether the rule ran, so that `actual` contains what it raises. */
  readonly compared: boolean;
  /** The reason for anything but a plain pass. */
  readonly message: string | undefined;
  /** The decisive clause, as offsets in the query. */
  readonly clause: Span | undefined;
  /** The explanation of the deciding event, as lines of text. */
  readonly explanation: readonly string[];
  /** The range in the rule file that prevents it from running, if it is not in the query. */
  readonly rulePlace: Span | undefined;
  /**
   * For an error: whether the test file or its events are unusable, the rule cannot run, or this program has
   * a bug.
   */
  readonly cause: 'input' | 'rule' | 'internal' | undefined;
  /** The invalid range in the test file, for errors. */
  readonly place: Span | undefined;
  readonly milliseconds: number;
}

const nothing: AlertSummary = { alerts: 0, events: [] };

/**
 * Runs the cases of a test file, or those whose index is in `only`. `fields` are those that the rule can
 * name.
 */
export function runTestFile(
  rule: Rule,
  file: TestFile,
  readEvents: EventsReader,
  only?: ReadonlySet<number>,
  fields?: FieldCatalogue,
): CaseOutcome[] {
  return file.cases.flatMap((one, index) =>
    only && !only.has(index)
      ? []
      : [
          timed(() =>
            isolated(
              () => outcomeOf(rule, file, one, index, readEvents, fields),
              one.nameSpan,
              (problem) => ({
                ...pendingOutcome(one, index),
                status: 'error',
                actual: nothing,
                message: `${problem.message}; ${problem.help}`,
                cause: 'internal',
                place: problem.span,
              }),
            ),
          ),
        ],
  );
}

type Untimed = Omit<CaseOutcome, 'milliseconds'>;

function timed(work: () => Untimed): CaseOutcome {
  const start = performance.now();
  const outcome = work();
  return { ...outcome, milliseconds: performance.now() - start };
}

function outcomeOf(
  rule: Rule,
  file: TestFile,
  one: TestCase,
  index: number,
  readEvents: EventsReader,
  fields: FieldCatalogue | undefined,
): Untimed {
  const base = pendingOutcome(one, index);
  const { expected } = base;
  const failWith = (message: string, cause: NonNullable<CaseOutcome['cause']>, place: Span): Untimed => ({
    ...base,
    status: 'error',
    actual: nothing,
    message,
    cause,
    place,
  });

  const fault = file.fault ?? one.fault;
  if (fault) return failWith(fault.message, 'input', fault.span);
  const built = caseEvents(one, file, readEvents);
  if (!built.ok) return failWith(built.error, 'input', built.place);
  const { events } = built;
  const given = caseInputs(one, file, rule, events, readEvents);
  if (!given.ok) return failWith(given.error, 'input', given.place);
  const verdict = runCase(rule, events, one.expect, file.now, withFields(given.inputs, fields));
  if (verdict.kind === 'not-run') {
    const [problem] = verdict.problems;
    const inTests = problem?.exception === undefined ? undefined : one.exceptions?.[problem.exception]?.span;
    const inRule = {
      clause: problem?.inFile || inTests ? undefined : problem?.span,
      rulePlace: problem?.inFile,
    };
    // A rule that cannot be evaluated yet is neither an error of the rule or the case, nor a pass.
    if (problem?.code === 'not-supported')
      return {
        ...base,
        ...inRule,
        status: 'todo',
        actual: nothing,
        message: problem.message,
        place: inTests,
      };
    const message = problem?.message ?? 'the rule cannot run';
    if (problem?.code === internalErrorCode)
      return failWith(`${message}; ${problem.help}`, 'internal', one.nameSpan);
    return inTests
      ? failWith(message, 'input', inTests)
      : { ...failWith(message, 'rule', one.nameSpan), ...inRule };
  }
  const { actual, passed, prepared, outside } = verdict;
  if (passed) {
    const message =
      one.todo === undefined ? outside : `passes although it is marked "todo: ${one.todo}"; remove the mark`;
    return { ...base, status: 'passed', actual, compared: true, message };
  }
  const told = tell(expected, one.expect, verdict, prepared, events.length);
  return { ...base, status: one.todo === undefined ? 'failed' : 'todo', actual, compared: true, ...told };
}

/** Returns an outcome without a result. */
function pendingOutcome(one: TestCase, index: number): Omit<Untimed, 'status' | 'actual' | 'message'> {
  return {
    index,
    name: one.name,
    expected: expectedSummary(one.expect),
    compared: false,
    clause: undefined,
    explanation: [],
    place: undefined,
    rulePlace: undefined,
    cause: undefined,
  };
}

function expectedSummary({ alerts, events, rows }: Expectation): AlertSummary {
  return { alerts: alerts === 'some' ? 1 : alerts, events: events ?? [], ...(rows ? { rows } : {}) };
}

type RunVerdict = Extract<CaseVerdict, { kind: 'run' }>;
type Told = Pick<Untimed, 'message' | 'clause' | 'explanation'>;

/**
 * Formats the message of a failure: the decisive clause, then expected against actual. The reason comes first
 * because editors truncate the line.
 */
function tell(
  expected: AlertSummary,
  expect: Expectation,
  { actual, lacking, deciding, sequence, raised, tooFew }: RunVerdict,
  prepared: PreparedRule,
  count: number,
): Told {
  const wanted = expect.alerts === 'some' ? 'at least one alert' : counted(expected.alerts);
  const detail = expect.events ? ` from events ${JSON.stringify(expected.events)}` : '';
  const got = `${counted(actual.alerts)}${actual.alerts > 0 ? ` from events ${JSON.stringify(actual.events)}` : ''}`;
  const impossible = impossibleEvent(expect, count);
  const comparison = `expected ${wanted}${detail}, got ${got}${impossible === undefined ? '' : `; ${impossible}`}`;
  const [row] = lacking;
  if (row && actual.rows) {
    // Equal numbers of alerts add no information.
    const agrees = actual.alerts === expected.alerts && expect.events === undefined;
    const message = describeMissingRow(row, actual.rows);
    return {
      message: agrees ? message : `${message}; ${comparison}`,
      clause: undefined,
      explanation: raised ? raisedLines(raised) : [],
    };
  }
  if (sequence) return tellSequence(comparison, sequence, prepared);
  if (raised) return tellRaised(comparison, raised, tooFew);
  const best = deciding && bestOf(deciding.explanations);
  if (!deciding || !best) return { message: comparison, clause: undefined, explanation: [] };
  const { queryText } = prepared;
  const where = best.step === undefined ? '' : ` step ${best.step + 1}`;
  const explanation = explanationLines(best.explanation, queryText, plainStyle);
  if (best.explanation.holds) {
    return {
      message: `event ${deciding.event} matches${where}; ${comparison}`,
      clause: best.span,
      explanation,
    };
  }
  const [clause] = decidingClauses(best.explanation);
  const verdict = `event ${deciding.event} does not match${where}`;
  const reason = clause
    ? `${clause.reason.message}, so ${verdict}: ${clauseText(queryText, clause)}`
    : verdict;
  return {
    message: `${reason}; ${comparison}`,
    clause: clause?.span,
    explanation,
  };
}

/** Describes how far the key with the most progress came without completing, and what stopped it. */
function tellSequence(
  comparison: string,
  sequence: SequenceExplanation,
  { planned, queryText }: PreparedRule,
): Told {
  const lanes = sequenceLanes(sequence, queryText);
  const one = sequence.keys.find((key) => !key.complete);
  if (!one || one.stage === undefined) return { message: comparison, clause: undefined, explanation: lanes };
  const steps = hasSteps(planned) ? planned.steps : [];
  const nearest = one.stopped?.code === 'no-event' ? one.stopped.nearest : undefined;
  const [clause] = nearest ? decidingClauses(nearest.explanation) : [];
  const tree = nearest
    ? ['', `event ${nearest.event}:`, ...explanationLines(nearest.explanation, queryText, plainStyle)]
    : [];
  return {
    message: `${describeStop(one, sequence, queryText)}; ${comparison}`,
    clause: clause?.span ?? steps[one.stage]?.span,
    explanation: [...lanes, ...tree],
  };
}

/**
 * Describes what decides: something that raises an alert, or if there are too few, what came closest to it.
 */
function tellRaised(comparison: string, raised: RaisedExplanation, tooFew: boolean): Told {
  const { entries, notes } = raised;
  // The first command of a pipeline, which reads the events, explains nothing.
  const first = raised.key === 'pipeline' ? undefined : entries[0];
  const failing = raised.deciding ?? entries.find((one) => !one.holds);
  const entry = (tooFew ? failing : raised.passing) ?? first;
  const reason = entry?.text ?? notes[0];
  return {
    message: reason === undefined ? comparison : `${reason}; ${comparison}`,
    clause: undefined,
    explanation: raisedLines(raised),
  };
}

function bestOf(explanations: readonly FilterExplanation[]): FilterExplanation | undefined {
  return explanations.find(({ explanation }) => explanation.holds) ?? explanations[0];
}

function counted(alerts: number): string {
  return alerts === 0 ? 'no alert' : alerts === 1 ? '1 alert' : `${alerts} alerts`;
}
