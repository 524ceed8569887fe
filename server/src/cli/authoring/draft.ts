import { join } from 'node:path';
import { type Draft, draftRule } from '../../authoring/draft/draft-rule.js';
import { type DraftType, draftTypes } from '../../authoring/draft/draft-types.js';
import { withSlashes } from '../../files/path-below.js';
import { describeAction } from '../../ide/event-label.js';
import { today } from '../../rule/schema-check/today.js';
import { visibleLine } from '../../text/visible.js';
import { withCases } from '../cases/write-cases.js';
import { exitCodeOf, exitCodes } from '../exit-code.js';
import type { FileFinding } from '../findings.js';
import { readThreat } from '../new/threat.js';
import { writeNewFiles } from '../new/write-new-files.js';
import { type ParsedOptions, UsageError } from '../options.js';
import type { Output } from '../output.js';
import { plural, renderFinding } from '../report/source-lines.js';
import { eventSet } from './event-set.js';
import { readMost } from './read-most.js';
import { reportJson } from './report-json.js';

/** Limit of baseline alerts to show. */
const mostShown = 20;

/** `rulewright draft`: creates a rule from events. Returns the exit code. */
export async function draftCommand(options: ParsedOptions, output: Output): Promise<number> {
  const paths = options.texts('events');
  if (options.positionals.length > 0 || paths.length === 0)
    throw new UsageError('draft takes --events', 'rulewright draft --events EVENTS [--baseline EVENTS]');
  const threat = readThreat(options);
  const most = readMost(options.text('max-fields'));
  const problems: FileFinding[] = [];
  const events = await eventSet(paths, problems, output);
  const baseline = await eventSet(options.texts('baseline'), problems, output);
  if (problems.length > 0) {
    for (const problem of problems) output.message(renderFinding(problem, undefined, output.colors));
    return exitCodeOf(problems, { unusable: true });
  }
  const name = options.text('name') ?? `Draft: ${events.events[0] ? describeAction(events.events[0]) : ''}`;
  const draft = draftRule({
    events,
    baseline,
    type: draftTypes.find((type) => type === options.text('type')),
    most,
    options: {
      ...threat,
      name,
      author: options.text('author') ?? 'Your name',
      today: today(),
      id: globalThis.crypto.randomUUID(),
    },
  });
  const asJson = options.text('format') === 'json';
  if (!draft.ok) {
    if (asJson) reportJson(output, { failure: draft.error, problems: [] });
    else output.message(`rulewright: ${visibleLine(draft.error)}`);
    return exitCodes.findings;
  }
  const tests = withCases('', draft.cases).text;
  const addresses = draft.hits.slice(0, mostShown).map((alert) => alert.map(baseline.addressOf));
  const read = { events: events.events.length, baseline: baseline.events.length };
  if (asJson)
    reportJson(output, {
      type: draft.type,
      because: draft.because,
      fileName: `${draft.base}.toml`,
      text: draft.text,
      tests,
      events: read.events,
      baseline: { events: read.baseline, alerts: draft.hits.length, shown: addresses },
      problems: [],
    });
  else {
    if (!options.flag('write')) output.write(`${draft.text}\n# ${draft.base}.tests.yaml\n${tests}\n`);
    printReport(draft, draft.type, read, addresses, output);
  }
  if (!options.flag('write')) return exitCodes.done;
  const at = (file: string): string => withSlashes(join(options.text('folder') ?? '.', file));
  return writeNewFiles(
    [
      { path: at(`${draft.base}.toml`), text: draft.text },
      { path: at(`${draft.base}.tests.yaml`), text: tests },
    ],
    asJson ? { ...output, write: output.message } : output,
    { keep: false },
  );
}

function printReport(
  { because, hits }: Draft,
  type: DraftType,
  read: { readonly events: number; readonly baseline: number },
  addresses: readonly (readonly string[])[],
  output: Output,
): void {
  const { colors } = output;
  output.write(
    `${colors.bold(type)}, because ${visibleLine(because)}; it raises an alert on ${read.events === 1 ? 'the event' : `all ${read.events} events`}\n`,
  );
  if (read.baseline === 0) return;
  output.write(`${plural(hits.length, 'alert')} on the ${plural(read.baseline, 'event')} of the baseline\n`);
  for (const alert of addresses) {
    const [first = '', ...others] = alert;
    const more = others.length === 0 ? '' : ` and ${plural(others.length, 'event')} after it`;
    output.write(`  ${visibleLine(first)}${more}\n`);
  }
  if (hits.length > addresses.length) output.write(`  … and ${hits.length - addresses.length} more\n`);
}
