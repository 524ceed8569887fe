import { alertList } from '../../evaluate/run/alert-list.js';
import type { Alert } from '../../evaluate/run/run-rule.js';
import type { StackAlert, StackResult } from '../../stack/search/stack-alert.js';
import { StackError } from '../../stack/stack-error.js';
import { exitCodeOf } from '../exit-code.js';
import { type FileFinding, fileFinding } from '../findings.js';
import type { RuleReport } from '../run/report.js';
import type { FetchedEvents } from './fetched-events.js';

/** Converts alerts of a stack to alerts of a local run, whose events are numbers. */
export function numberedAlerts(alerts: readonly StackAlert[], fetched: FetchedEvents): Alert<number>[] {
  return alerts.map(({ documents, ...rest }) => ({
    ...rest,
    events: documents.map((document) => (document === null ? null : fetched.add(document))),
  }));
}

/** Returns the report on a rule that ran on a stack. */
export function stackReport(
  path: string,
  { alerts, incomplete, notes }: StackResult,
  fetched: FetchedEvents,
): RuleReport {
  const numbered = numberedAlerts(alerts, fetched);
  const documents = new Set(numbered.flatMap(({ events }) => events.filter((event) => event !== null)));
  return {
    rule: path,
    alerts: alertList(numbered.length, (index) => numbered[index]!),
    events: documents.size,
    problems: [
      ...incomplete.map((message) => ({
        ...fileFinding(path, 'stack', `Incomplete: ${message}.`),
        severity: 'error' as const,
      })),
      ...notes.map((message) => ({
        ...fileFinding(path, 'stack', `Note: ${message}.`),
        severity: 'information' as const,
      })),
    ],
  };
}

/** Converts a failed request to a finding on its rule. Rethrows any other error. */
export function stackFinding(error: unknown, path: string): FileFinding {
  if (!(error instanceof StackError) || error.kind === 'cancelled') throw error;
  return fileFinding(path, 'stack', error.message, error.help);
}

/** Returns the findings of work after a run, or its failure as a finding, so that the run is not lost. */
export async function orFindings(path: string, work: () => Promise<FileFinding[]>): Promise<FileFinding[]> {
  try {
    return await work();
  } catch (error) {
    return [stackFinding(error, path)];
  }
}

/**
 * Returns the exit code of a command that ran rules on a stack: differing verdicts are findings, other errors
 * are not.
 */
export function exitCodeOnStack(problems: readonly FileFinding[]): number {
  return exitCodeOf(problems, {
    unusable: problems.some(({ severity, code }) => severity === 'error' && code !== 'stack-verdict'),
    findings: problems.some(({ code }) => code === 'stack-verdict'),
  });
}

const ofTheStack: ReadonlySet<string> = new Set([
  'certificate',
  'network',
  'redirect',
  'setup',
  'too-many-requests',
  'unauthorized',
  'unreachable',
]);

/** Returns whether an error affects all rules, so that there is no point in trying the next one. */
export function concernsAllRules(error: unknown): boolean {
  return error instanceof StackError && ofTheStack.has(error.kind);
}
