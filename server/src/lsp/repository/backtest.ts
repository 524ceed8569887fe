import { statSync } from 'node:fs';
import type { EventFileProblem } from '../../evaluate/events/event-sink.js';
import { readEventFileInTurns } from '../../evaluate/events/read-events.js';
import { createTermHistory } from '../../evaluate/new-terms/term-history.js';
import type { SeenTerms } from '../../evaluate/new-terms/terms.js';
import type { PreparedRule } from '../../evaluate/prepare/prepare-query.js';
import { prepareRule } from '../../evaluate/prepare/prepare-rule.js';
import { withFields } from '../../evaluate/prepare/rule-inputs.js';
import { createLineFilter } from '../../evaluate/run/prefilter.js';
import { createRuleRunner } from '../../evaluate/run/run-rules.js';
import type { EventObject } from '../../evaluate/values/access.js';
import type { BacktestMatrix, MatrixRow } from '../messages/repository.js';
import type { FoundFiles } from '../requests/fixtures.js';
import type { EventFile } from '../requests/run-files.js';
import { readEventText } from '../requests/run-files.js';
import type { RunProgress } from '../session/progress.js';
import type { Workspace } from '../session/workspace.js';
import { repositoryRules } from './repository-rules.js';

/** Limit of files: larger matrices are not readable. */
const mostFiles = 200;
const mostNotes = 50;

interface ReadyRule {
  readonly uri: string;
  readonly name: string;
  readonly prepared: PreparedRule | undefined;
  readonly notRun: string | undefined;
}

/**
 * Runs the workspace's rules on files, each file as if it were the only one, except that new terms know the
 * values of all files.
 */
export async function backtestMatrix(
  { files: found, notes: given }: FoundFiles,
  workspace: Workspace,
  progress: RunProgress,
): Promise<BacktestMatrix> {
  const files = found.slice(0, mostFiles);
  const notes = [...given];
  if (found.length > files.length) notes.push(`only the first ${mostFiles} of ${found.length} files are run`);
  const rules = await readyRules(workspace);
  const ready = rules.filter(({ prepared }) => prepared !== undefined);
  const runner = createRuleRunner(ready.map(({ prepared }) => prepared!));
  const filter = createLineFilter(runner.required());
  const alerts = ready.map(() => files.map(() => 0));
  const seen: (SeenTerms<number> | undefined)[][] = ready.map(() => []);
  const failed = new Map<number, string>();
  const counts = files.map(() => 0);
  let bytesBefore = 0;
  const bytesOfAll = files.reduce((sum, { bytes }) => sum + bytes, 0);
  let isStopped = false as boolean;
  progress.begin(bytesOfAll, () => {
    isStopped = true;
  });
  const stopped = (): boolean => isStopped;
  try {
    for (const [number, file] of files.entries()) {
      if (stopped()) break;
      const run = runner.start<number>(() => ({ order: 'sorted' }));
      const sink = {
        event: (event: EventObject, index: number) => {
          counts[number]!++;
          run.read(event, index);
        },
        problem: ({ line, message }: EventFileProblem) => {
          if (notes.length < mostNotes)
            notes.push(`${file.shown}${line === undefined ? '' : `:${line}`}: ${message}`);
        },
        filter,
        skipped: () => counts[number]!++,
      };
      await readFile(file, sink, notes, (bytes) => {
        progress.report((bytesBefore + bytes) / bytesOfAll, counts[number]!);
        return stopped();
      });
      bytesBefore += file.bytes;
      for (const [rule, { alerts: raised, problem, seenTerms }] of run.finish().entries()) {
        if (problem) failed.set(rule, problem.message);
        alerts[rule]![number] = raised.length;
        if (seenTerms) seen[rule]![number] = seenTerms();
      }
    }
  } finally {
    progress.end();
  }
  countNewTerms(seen, alerts);
  const rows = ready.map(({ uri, name }, rule): MatrixRow => {
    const problem = failed.get(rule);
    return { uri, name, alerts: alerts[rule]!, ...(problem !== undefined && { notRun: problem }) };
  });
  const total = (row: MatrixRow): number => row.alerts.reduce((sum, count) => sum + count, 0);
  const raising = rows
    .filter((row) => total(row) > 0 || row.notRun !== undefined)
    .sort((a, b) => total(b) - total(a));
  const unready = rules.flatMap(({ uri, name, notRun }): MatrixRow[] =>
    notRun === undefined ? [] : [{ uri, name, alerts: files.map(() => 0), notRun }],
  );
  return {
    files: files.map(({ uri, shown }, number) => ({ uri, shown, events: counts[number]! })),
    rules: [...raising, ...unready],
    ran: ready.length,
    notes,
    ...(isStopped && { stopped: true }),
  };
}

async function readyRules(workspace: Workspace): Promise<readonly ReadyRule[]> {
  const rules: ReadyRule[] = [];
  for (const { file, rule } of repositoryRules(workspace)) {
    await new Promise((resolve) => setImmediate(resolve));
    if (rule.type === undefined || rule.deprecated) continue;
    const fields = await workspace.checkouts.fieldsFor(rule.document, file.path);
    const prepared = prepareRule(rule, {}, withFields({}, fields));
    rules.push({
      uri: file.uri,
      name: rule.name ?? file.path,
      prepared: prepared.ok ? prepared : undefined,
      notRun: prepared.ok ? undefined : (prepared.problems[0]?.message ?? 'it cannot be run'),
    });
  }
  return rules;
}

async function readFile(
  { path, text, shown }: EventFile,
  sink: Parameters<typeof readEventText>[1],
  notes: string[],
  stopped: (bytes: number) => boolean,
): Promise<void> {
  try {
    if (text !== undefined) readEventText(text, sink);
    // Opening a pipe would wait for a writer.
    else if (!statSync(path).isFile()) throw new Error('it is not a file');
    else await readEventFileInTurns(path, sink, stopped);
  } catch (error) {
    notes.push(`${shown} cannot be read: ${(error as Error).message}`);
  }
}

/** Counts new terms of all files together, because which terms are new in a file depends on the others. */
function countNewTerms(
  seen: readonly (readonly (SeenTerms<number> | undefined)[])[],
  alerts: readonly number[][],
): void {
  for (const [rule, byFile] of seen.entries()) {
    if (byFile.length === 0) continue;
    const history = createTermHistory();
    for (const one of byFile) if (one) history.add(one);
    for (const [number, one] of byFile.entries()) if (one) alerts[rule]![number] = history.newIn(one).length;
  }
}
