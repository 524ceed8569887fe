import type { FieldCatalogue } from '../../fields/catalogue.js';
import { projectFolderOf } from '../../files/project-folder.js';
import { compareRules, provenBy } from '../../prove/diff/compare-rules.js';
import { compareTests } from '../../prove/diff/compare-tests.js';
import { compareThree } from '../../prove/diff/compare-three.js';
import { firstMatch } from '../../prove/diff/first-match.js';
import { fileEventsReader, testFileOf } from '../../testing/files.js';
import { parseTestFile } from '../../testing/parse-test-file.js';
import { eventPaths } from '../event-files.js';
import { exitCodes } from '../exit-code.js';
import type { FileFinding } from '../findings.js';
import { type ParsedOptions, UsageError } from '../options.js';
import type { Output } from '../output.js';
import { readRuleText } from '../read-rule.js';
import { githubReport } from '../report/github.js';
import { renderFinding } from '../report/source-lines.js';
import { ruleFieldsReader } from '../rule-fields.js';
import { compareEvents, noChanges } from './compare-events.js';
import { diffFindings } from './diff-findings.js';
import { diffJson } from './diff-json.js';
import { diffMarkdown } from './diff-markdown.js';
import { printDiffs } from './diff-pretty.js';
import { pairsOf, type RulePair } from './pairs.js';
import type { ChangedEvents, RuleDiff } from './rule-diff.js';
import { type UpstreamPair, upstreamPairs } from './upstream.js';

/** `rulewright diff`: shows how changes to rules affect their alerts. Returns the exit code. */
export async function diffCommand(options: ParsedOptions, output: Output): Promise<number> {
  const upstream = options.text('upstream');
  const { pairs, unreadable } =
    upstream === undefined
      ? pairsOf(options.positionals, output)
      : upstreamPairs(upstream, options.positionals, output);
  const fieldsIn = ruleFieldsReader(output);
  const fields = new Map<RulePair, FieldCatalogue | undefined>();
  for (const pair of pairs) {
    const rule = pair.after?.rule ?? pair.before;
    fields.set(pair, rule && (await fieldsIn(pair.path))(rule.document));
  }
  const fieldsOf = (pair: RulePair): FieldCatalogue | undefined => fields.get(pair);
  const events = eventsOf(options.texts('events'), pairs, output);
  const { changes, problems } =
    events.length > 0
      ? await compareEvents(pairs, fieldsOf, events, output)
      : { changes: pairs.map(() => noChanges), problems: [] };
  const diffs = pairs.map((pair, index) => {
    output.progress(`comparing ${pair.path}`);
    return diffOf(pair, fieldsOf(pair), changes[index]!);
  });
  report(diffs, options.text('format') ?? 'pretty', output);
  const failed: readonly FileFinding[] = [...unreadable, ...problems];
  for (const finding of failed) output.message(renderFinding(finding, undefined, output.colors));
  if (diffs.some(({ fault }) => fault === 'internal')) return exitCodes.internal;
  const isBroken = diffs.some(({ fault }) => fault === 'broken');
  return failed.length > 0 || isBroken ? exitCodes.unusable : exitCodes.done;
}

function report(diffs: readonly RuleDiff[], format: string, output: Output): void {
  if (format === 'json') output.report(`${JSON.stringify(diffJson(diffs), withBigIntegers, 2)}\n`);
  else if (format === 'markdown') output.report(diffMarkdown(diffs));
  else if (format === 'github') output.report(githubReport(diffs.flatMap(diffFindings)));
  else printDiffs(diffs, output);
}

function withBigIntegers(_: string, value: unknown): unknown {
  return typeof value === 'bigint' ? String(value) : value;
}

/** Returns the events to run: those given, or those in fixture folders, which are optional. */
function eventsOf(
  given: readonly string[],
  pairs: readonly RulePair[],
  output: Pick<Output, 'message'>,
): readonly string[] {
  if (pairs.length === 0) return [];
  try {
    return eventPaths(
      given,
      pairs.map(({ path }) => path),
      output,
    );
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    return [];
  }
}

function diffOf(
  pair: RulePair | UpstreamPair,
  fields: FieldCatalogue | undefined,
  events: ChangedEvents,
): RuleDiff {
  const { path, before, after } = pair;
  const rule = after?.rule ?? before;
  const common = { path, name: rule?.name ?? path, after, events };
  if (!before || !after) {
    const [match] = rule ? firstMatch(rule, fields) : [];
    const found = match ? [{ case: match, decidedBy: undefined }] : [];
    return {
      ...common,
      status: before ? 'removed' : 'added',
      formattingOnly: false,
      structure: [],
      logic: before ? 'narrower' : 'wider',
      witnesses: before ? { gained: [], lost: found } : { gained: found, lost: [] },
      tests: [],
    };
  }
  const difference = compareRules(before, after.rule, fields);
  const base = 'base' in pair ? pair.base : undefined;
  const tests = testsOf(pair, fields);
  const more = tests.filter((test) => test.after > test.before).length;
  const three = base ? compareThree(base.rule, before, after.rule) : { ours: [], theirs: [], conflicts: [] };
  return {
    ...common,
    ...difference,
    logic: provenBy(
      difference.logic,
      difference.witnesses.gained.length + events.gained.length + more,
      difference.witnesses.lost.length + events.lost.length + tests.length - more,
    ),
    tests,
    ...('base' in pair && { upstream: { base: base?.name, ...three } }),
  };
}

/** Runs the tests beside the rule on both versions. */
function testsOf({ path, before, after }: RulePair, fields: FieldCatalogue | undefined): RuleDiff['tests'] {
  const testPath = testFileOf(path);
  if (testPath === undefined || !before || !after) return [];
  const read = readRuleText(testPath);
  if ('error' in read) return [];
  const readEvents = fileEventsReader(testPath, projectFolderOf(path));
  return compareTests(before, after.rule, parseTestFile(read.text), readEvents, fields);
}
