import { mostAmong } from '../evaluate/explain/among.js';
import { explainRaised } from '../evaluate/explain/explain-raised.js';
import { explainSequence, type SequenceExplanation } from '../evaluate/explain/explain-sequence.js';
import { clauseText, type ExplanationStyle, explanationLines } from '../evaluate/explain/explain-text.js';
import type { Explanation } from '../evaluate/explain/explanation.js';
import { type RaisedExplanation, raisedLines, saysSomething } from '../evaluate/explain/raised.js';
import type { PreparedRule } from '../evaluate/prepare/prepare-query.js';
import { prepareRuleForEvents } from '../evaluate/prepare/prepare-rule.js';
import { withFields } from '../evaluate/prepare/rule-inputs.js';
import { orSearchFailure } from '../evaluate/prepare/search-failure.js';
import { pathKey } from '../files/path-key.js';
import { type FileRange, rangeOf } from '../text/finding.js';
import type { Span } from '../text/span.js';
import { visibleLine } from '../text/visible.js';
import { type Candidate, type Chosen, chooseEvent } from './choose-event.js';
import { readAddress } from './event-address.js';
import { type EventOrigin, eventPaths, readEvents } from './event-files.js';
import { exitCodeOf } from './exit-code.js';
import type { FileFinding } from './findings.js';
import { type LoadedRule, loadRules, ruleFinding, spanInFile } from './load-rules.js';
import { type ParsedOptions, UsageError } from './options.js';
import type { Output } from './output.js';
import { jsonText } from './report/json.js';
import { writeSequence } from './report/sequence.js';
import { renderFinding } from './report/source-lines.js';
import { ruleFieldsReader } from './rule-fields.js';
import { readRuleInputs, tellUnusedInputs } from './rule-inputs.js';
import { warningProblems } from './run/query-warnings.js';
import { failedSearch } from './run/report.js';
import { readNow } from './run/subjects.js';

/** An explanation with positions in the rule file, for the JSON report. */
interface ClauseReport {
  readonly text: string;
  readonly range: FileRange | undefined;
  readonly holds: boolean;
  readonly reason: Pick<Explanation['reason'], 'code' | 'message'>;
  readonly seen: Explanation['seen'];
  readonly parts: readonly ClauseReport[];
}

/** Events beyond this limit are not kept for finding the nearest miss. */
const maximumEvents = 200_000;

/** `rulewright explain`: returns the exit code. */
export async function explainCommand(options: ParsedOptions, output: Output): Promise<number> {
  if (options.positionals.length !== 1)
    throw new UsageError('explain takes one rule', 'rulewright explain RULE --events PATH');
  const wanted = readAddress(options.text('event'));
  const json = options.text('format') === 'json';
  const { rules, unreadable } = loadRules(options.positionals, output);
  const [loaded] = rules;
  if (!loaded) {
    tellProblems(unreadable, undefined, json, output);
    if (json) writeJson({ rule: options.positionals[0]!, ...unexplained, problems: unreadable }, output);
    return exitCodeOf(unreadable, { unusable: true });
  }

  const isTable = loaded.rule.type === 'esql';
  const found: Candidate[] = [];
  /** The events that form rows together with the explained one. */
  const around: Candidate[] = [];
  const named = wanted?.path === undefined ? [] : [wanted.path];
  const others = named.length === 0 || isTable ? options.texts('events') : [];
  const read = await readEvents(
    eventPaths([...others, ...named], [loaded.path], output),
    (event, number, index, line) => {
      const isFound = wanted === undefined ? found.length < maximumEvents : wanted.isAt(index, line);
      if (isFound) found.push({ event, number });
      if (isTable && (isFound || around.length < maximumEvents)) around.push({ event, number });
    },
    output,
  );
  const isNamed = ({ number }: Candidate): boolean =>
    named.every((path) => path === '-' || pathKey(path) === pathKey(read.locate(number).path));
  const candidates = found.filter(isNamed);
  const now = readNow(options);
  const given = await readRuleInputs(options, output);
  tellUnusedInputs(options, [loaded.rule], output);
  const readProblems = [...read.problems, ...given.problems];
  const prepared = prepareRuleForEvents(
    loaded.rule,
    (isTable ? around : candidates).map(({ event }) => event),
    now,
    withFields(given.inputs, (await ruleFieldsReader(output)(loaded.path))(loaded.rule.document)),
  );
  if (!prepared.ok) {
    const own = prepared.problems.map((problem) => ruleFinding(problem, loaded, given.exceptions));
    // Problems of exceptions were reported when they were read.
    const told = new Set(readProblems.map((problem) => JSON.stringify(problem)));
    const problems = [...readProblems, ...own.filter((problem) => !told.has(JSON.stringify(problem)))];
    tellProblems(problems, loaded, json, output);
    if (json) writeJson({ rule: loaded.path, ...unexplained, problems }, output);
    return exitCodeOf(problems, { unusable: problems.some(isError) });
  }
  const events = candidates.map(({ event }) => event);
  const whole = orSearchFailure(prepared, events, () =>
    wanted === undefined
      ? { sequence: explainSequence(prepared, events), raised: explainRaised(prepared, events) }
      : { sequence: undefined, raised: undefined },
  );
  if (!whole.ok) {
    const { problem, failedAt } = whole.failure;
    const at = failedAt === undefined ? undefined : read.addressOf(candidates[failedAt]!.number);
    const message = at === undefined ? problem.message : failedSearch(problem.message, at);
    const problems = [...readProblems, ruleFinding({ ...problem, message }, loaded, [])];
    tellProblems(problems, loaded, json, output);
    if (json) writeJson({ rule: loaded.path, ...unexplained, problems }, output);
    return exitCodeOf(problems, { unusable: true });
  }
  const { sequence, raised } = whole.result;
  if (sequence && !json) {
    tellProblems(readProblems, undefined, json, output);
    const addressOf = (event: number): string => read.addressOf(candidates[event]!.number);
    writeSequence(prepared, loaded.rule.name ?? loaded.path, sequence, addressOf, output);
    return exitCodeOf(readProblems, { unusable: readProblems.some(isError) });
  }
  if (raised && saysSomething(raised) && !json) {
    tellProblems([...readProblems, ...warningsOf(raised, prepared, loaded)], loaded, json, output);
    output.write(`${output.colors.bold(visibleLine(loaded.rule.name ?? loaded.path))}\n`);
    for (const line of raisedLines(raised)) output.write(`  ${visibleLine(line)}\n`);
    return exitCodeOf(readProblems, { unusable: readProblems.some(isError) });
  }
  if (isTable && read.events > mostAmong)
    output.message(
      `rulewright: of ${read.events} events, ${mostAmong} are run together with the explained one`,
    );
  const chosen = chooseEvent(prepared, candidates, around);
  if (!chosen)
    throw new UsageError(
      wanted === undefined ? 'no events' : `no event ${wanted.text}; ${read.events} were read`,
    );
  const origin = read.locate(chosen.number);
  const address = read.addressOf(chosen.number);
  const about = raised ?? { warnings: chosen.filters.flatMap(({ warnings = [] }) => warnings) };
  const problems = [
    ...readProblems,
    ...failuresOf(chosen, address, loaded),
    ...warningsOf(about, prepared, loaded),
  ];
  tellProblems(problems, loaded, json, output);
  if (json) {
    const report = explained(prepared, loaded, chosen, origin, problems);
    writeJson(
      { ...report, ...(sequence && { sequence }), ...(raised && { [raised.key]: raised.details }) },
      output,
    );
  } else writePretty(prepared, loaded, chosen, address, output);
  return exitCodeOf(problems, { unusable: problems.some(isError) });
}

/** Returns the conditions on which the whole search fails for this event, as `run` reports them. */
function failuresOf({ filters }: Chosen, address: string, loaded: LoadedRule): FileFinding[] {
  return filters.flatMap(({ failure }) => {
    if (!failure) return [];
    const message = failedSearch(failure.message, address);
    return [
      ruleFinding({ code: 'query-runtime', severity: 'error', message, span: failure.span }, loaded, []),
    ];
  });
}

/** Returns Elasticsearch's warnings, as `run` reports them. */
function warningsOf(
  { warnings = [] }: { readonly warnings?: readonly string[] },
  { queryText }: PreparedRule,
  loaded: LoadedRule,
): readonly FileFinding[] {
  return warningProblems(warnings, queryText).map((problem) => ruleFinding(problem, loaded, []));
}

function isError({ severity }: FileFinding): boolean {
  return severity === 'error';
}

/** Prints problems on stderr; the JSON report contains them itself. */
function tellProblems(
  problems: readonly FileFinding[],
  loaded: LoadedRule | undefined,
  json: boolean,
  output: Output,
): void {
  for (const problem of json ? [] : problems) {
    const lines = problem.path === loaded?.path ? loaded.lines : undefined;
    output.message(renderFinding(problem, lines, output.colors));
  }
}

function writePretty(
  { queryText }: PreparedRule,
  { rule, path }: LoadedRule,
  { filters }: Chosen,
  address: string,
  output: Output,
): void {
  const { colors } = output;
  const style: ExplanationStyle = { holds: colors.green, fails: colors.red, note: colors.dim };
  output.write(`${colors.bold(visibleLine(rule.name ?? path))}\n`);
  for (const { step, explanation, failure } of filters) {
    const verdict = failure
      ? colors.red('fails the search in')
      : explanation.holds
        ? colors.green('matches')
        : colors.red('does not match');
    const what = step === undefined ? 'the query' : `step ${step + 1}`;
    output.write(`${visibleLine(address)} ${verdict} ${what}\n`);
    for (const line of explanationLines(explanation, queryText, style))
      output.write(`  ${visibleLine(line)}\n`);
  }
}

/** For a rule that requires more than its query, when no event was chosen: its result on the events. */
type RaisedReport = { readonly [Key in RaisedExplanation['key']]?: object };

/** The JSON report. `event`, `matches` and `filters` are empty when nothing could be explained. */
interface ExplainReport extends RaisedReport {
  readonly rule: string;
  readonly event: EventOrigin | null;
  readonly matches: boolean | null;
  readonly filters: readonly {
    readonly step: number | null;
    readonly matches: boolean;
    readonly clause: ClauseReport;
  }[];
  /** For a sequence, when no event was chosen: its progress for each join key. */
  readonly sequence?: SequenceExplanation;
  readonly problems: readonly FileFinding[];
}

const unexplained = { event: null, matches: null, filters: [] } as const;

function explained(
  { queryText }: PreparedRule,
  loaded: LoadedRule,
  { filters }: Chosen,
  event: EventOrigin,
  problems: readonly FileFinding[],
): ExplainReport {
  const range = (span: Span): FileRange | undefined => {
    const inFile = spanInFile(span, loaded.rule);
    return inFile && rangeOf(inFile, loaded.lines);
  };
  const report = (explanation: Explanation): ClauseReport => ({
    text: clauseText(queryText, explanation),
    range: range(explanation.span),
    holds: explanation.holds,
    reason: { code: explanation.reason.code, message: explanation.reason.message },
    seen: explanation.seen,
    parts: explanation.children.map(report),
  });
  return {
    rule: loaded.path,
    event,
    matches: filters.some(({ explanation, failure }) => explanation.holds && !failure),
    filters: filters.map(({ step, explanation, failure }) => ({
      step: step ?? null,
      matches: explanation.holds && !failure,
      clause: report(explanation),
    })),
    problems,
  };
}

function writeJson(report: ExplainReport, output: Output): void {
  output.report(`${jsonText({ version: 1, ...report }, 2)}\n`);
}
