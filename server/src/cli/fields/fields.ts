import type { LearnedSource } from '../../fields/inventory/inventory.js';
import { createEventLearner } from '../../fields/learn/event-learner.js';
import { learnFieldCaps } from '../../fields/learn/from-field-caps.js';
import { type LearnedSources, learnMapping } from '../../fields/learn/from-mapping.js';
import { mergeSources } from '../../fields/learn/merge-sources.js';
import { describeError, isSystemError } from '../../files/describe-error.js';
import { readBounded } from '../../files/read-bounded.js';
import { append } from '../../text/append.js';
import { readEvents } from '../event-files.js';
import { exitCodeOf, exitCodes } from '../exit-code.js';
import { type FileFinding, fileFinding } from '../findings.js';
import { listenForInterrupt } from '../interrupt.js';
import { type ParsedOptions, UsageError } from '../options.js';
import type { Output } from '../output.js';
import { renderFinding } from '../report/source-lines.js';
import { learnedJson, writePretty } from './report.js';
import { type LearnedTarget, readTargets, writeTargets } from './targets.js';

/** `rulewright fields learn`: learns from events, mappings and field capabilities. Returns the exit code. */
export async function fieldsCommand(options: ParsedOptions, output: Output): Promise<number> {
  const [action, ...rest] = options.positionals;
  if (action !== 'learn' || rest.length > 0)
    throw new UsageError('fields takes "learn"', 'rulewright fields learn --events PATH...');
  const targets = readTargets(options.texts('write'));
  const learned = await learn(options, output);
  const sources = mergeSources(learned.sources);
  const problems = [...learned.problems];
  const interrupted = learned.interrupted;
  const written = interrupted || sources.length === 0 ? [] : write(targets, sources, problems);
  if (options.text('format') === 'json') output.report(learnedJson(sources, problems, written));
  else {
    writePretty(sources, options.flag('verbose'), output);
    for (const path of written) output.write(`wrote ${path}\n`);
    for (const problem of problems) output.message(renderFinding(problem, undefined, output.colors));
  }
  if (interrupted) {
    output.message('rulewright: interrupted, so nothing was written');
    return exitCodes.interrupted;
  }
  return exitCodeOf(problems, { unusable: problems.some(({ severity }) => severity === 'error') });
}

interface Learned {
  readonly sources: readonly LearnedSource[];
  readonly problems: readonly FileFinding[];
  readonly interrupted: boolean;
}

async function learn(options: ParsedOptions, output: Output): Promise<Learned> {
  const events = options.texts('events');
  const mappings = options.texts('mapping');
  const fieldCaps = options.texts('field-caps');
  const profile = options.text('on');
  if (events.length + mappings.length + fieldCaps.length === 0 && profile === undefined)
    throw new UsageError('nothing to learn from', 'pass --events, --mapping, --field-caps or --on');
  const index = options.text('index');
  const sources: LearnedSource[] = [];
  const problems: FileFinding[] = [];
  const take = (path: string, learnFrom: (written: unknown, index?: string) => LearnedSources): void => {
    const read = readJson(path);
    const found = 'error' in read ? read : learnFrom(read.written, index);
    if ('error' in found) problems.push(fileFinding(path, 'unreadable', found.error));
    else if (found.ok) append(sources, found.sources);
  };
  for (const path of mappings) take(path, learnMapping);
  for (const path of fieldCaps) take(path, learnFieldCaps);
  if (events.length === 0 && profile === undefined) return { sources, problems, interrupted: false };
  const interrupt = listenForInterrupt();
  const learner = createEventLearner({ index, values: !options.flag('without-values') });
  if (profile !== undefined) {
    const { learnOn } = await import('./learn-on.js');
    await learnOn(profile, options, { learner, sources, problems, signal: interrupt.signal }, output);
  }
  const read =
    events.length === 0
      ? undefined
      : await readEvents(events, (event) => learner.add(event), output, { signal: interrupt.signal });
  interrupt.end();
  const result = learner.result();
  append(sources, result.sources);
  append(problems, read?.problems ?? []);
  if (result.omitted > 0)
    problems.push({
      ...fileFinding(
        events[0] ?? '--on',
        'event-file',
        tooManyFields(result.omitted),
        'learn from fewer indices at a time',
      ),
      severity: 'warning',
    });
  return { sources, problems, interrupted: interrupt.signal.aborted };
}

function tooManyFields(omitted: number): string {
  return `the events have more fields than can be learned: ${omitted} values were not counted`;
}

/** Size limit of a response. */
const largest = 256 * 1024 * 1024;

function readJson(path: string): { readonly written: unknown } | { readonly error: string } {
  try {
    const bytes = readBounded(path === '-' ? '/dev/stdin' : path, largest);
    if (!bytes) return { error: `the file is larger than ${largest / 1024 / 1024} MB` };
    return { written: JSON.parse(bytes.toString('utf8').replace(/^\uFEFF/, '')) };
  } catch (error) {
    if (isSystemError(error)) return { error: describeError(error) };
    return { error: `not valid JSON: ${(error as Error).message}` };
  }
}

/** Writes what was learned. Returns the paths of the files. */
function write(
  targets: readonly LearnedTarget[],
  sources: readonly LearnedSource[],
  problems: FileFinding[],
): readonly string[] {
  const written: string[] = [];
  for (const { path, error } of writeTargets(targets, sources)) {
    if (error === undefined) written.push(path);
    else problems.push(fileFinding(path, 'unwritable', error));
  }
  return written;
}
