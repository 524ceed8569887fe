import type { Explanation } from '../evaluate/explain.js';
import { explainEvent, type FilterExplanation } from '../evaluate/explain-rule.js';
import { clauseText, type ExplanationStyle, explanationLines } from '../evaluate/explain-text.js';
import { distance } from '../evaluate/nearest.js';
import type { PreparedRule } from '../evaluate/prepare-query.js';
import { prepareRuleForEvents } from '../evaluate/prepare-rule.js';
import type { EventObject } from '../evaluate/values/access.js';
import { type FileRange, rangeOf } from '../text/finding.js';
import type { Span } from '../text/span.js';
import { type EventOrigin, eventPaths, readEvents } from './event-files.js';
import { type LoadedRule, loadRules, queryFinding, spanInFile } from './load-rules.js';
import { type ParsedOptions, UsageError } from './options.js';
import type { Output } from './output.js';
import { renderFinding } from './report/source-lines.js';

interface Candidate {
  readonly event: EventObject;
  readonly number: number;
}

/** An explanation with places in the rule file, for the JSON report. */
interface ClauseReport {
  readonly text: string;
  readonly range: FileRange | undefined;
  readonly holds: boolean;
  readonly reason: Explanation['reason'];
  readonly seen: Explanation['seen'];
  readonly parts: readonly ClauseReport[];
}

/** Events beyond this are not kept for finding the nearest miss. */
const maximumEvents = 200_000;

/** `rulewright explain`: returns the exit code. */
export async function runExplain(options: ParsedOptions, output: Output): Promise<number> {
  if (options.positionals.length !== 1)
    throw new UsageError('explain takes one rule', 'rulewright explain RULE --events PATH');
  const wanted = options.text('event');
  if (wanted !== undefined && !/^\d+$/.test(wanted))
    throw new UsageError(`--event takes a number from 0, not "${wanted}"`);
  const { rules, unreadable } = loadRules(options.positionals);
  const [loaded] = rules;
  for (const finding of unreadable) output.message(renderFinding(finding, undefined, output.colors));
  if (!loaded) return 2;

  const candidates: Candidate[] = [];
  const read = await readEvents(
    eventPaths(options.texts('events'), [loaded.path]),
    (event, number, index) => {
      if (wanted === undefined ? candidates.length < maximumEvents : index === Number(wanted)) {
        candidates.push({ event, number });
      }
    },
    output,
  );
  for (const finding of read.problems) output.message(renderFinding(finding, undefined, output.colors));
  const now = options.text('now');
  const prepared = prepareRuleForEvents(
    loaded.rule,
    candidates.map(({ event }) => event),
    now,
  );
  if ('problems' in prepared) {
    for (const problem of prepared.problems)
      output.message(renderFinding(queryFinding(problem, loaded), loaded.lines, output.colors));
    return prepared.problems.some((problem) => problem.severity === 'error') ? 2 : 0;
  }
  const chosen = choose(prepared, candidates);
  if (!chosen)
    throw new UsageError(
      wanted === undefined ? 'there are no events' : `there is no event ${wanted}; ${read.events} were read`,
    );
  const origin = read.locate(chosen.number);
  if (options.text('format') === 'json') writeJson(prepared, loaded, chosen, origin, output);
  else writePretty(prepared, loaded, chosen, origin, output);
  return read.problems.length > 0 ? 2 : 0;
}

interface Chosen extends Candidate {
  readonly filters: readonly FilterExplanation[];
}

/** The event that comes nearest to matching; the first of them. */
function choose(prepared: PreparedRule, candidates: readonly Candidate[]): Chosen | undefined {
  let best: { chosen: Chosen; distance: number } | undefined;
  for (const candidate of candidates) {
    const filters = explainEvent(prepared, candidate.event);
    const least = Math.min(...filters.map(({ explanation }) => distance(explanation)));
    if (!best || least < best.distance) best = { chosen: { ...candidate, filters }, distance: least };
    if (least === 0) break;
  }
  return best?.chosen;
}

function writePretty(
  { queryText }: PreparedRule,
  { rule, path }: LoadedRule,
  { filters }: Chosen,
  origin: EventOrigin,
  output: Output,
): void {
  const { colors } = output;
  const style: ExplanationStyle = { holds: colors.green, fails: colors.red, note: colors.dim };
  output.write(`${colors.bold(rule.name ?? path)}\n`);
  for (const { step, explanation } of filters) {
    const verdict = explanation.holds ? colors.green('matches') : colors.red('does not match');
    const what = step === undefined ? 'the query' : `step ${step + 1}`;
    output.write(`event ${origin.index} of ${origin.path} ${verdict} ${what}\n`);
    for (const line of explanationLines(explanation, queryText, style)) output.write(`  ${line}\n`);
  }
}

function writeJson(
  { queryText }: PreparedRule,
  loaded: LoadedRule,
  { filters }: Chosen,
  origin: EventOrigin,
  output: Output,
): void {
  const range = (span: Span): FileRange | undefined => {
    const inFile = spanInFile(span, loaded.rule);
    return inFile && rangeOf(inFile, loaded.lines);
  };
  const report = (explanation: Explanation): ClauseReport => ({
    text: clauseText(queryText, explanation),
    range: range(explanation.span),
    holds: explanation.holds,
    reason: explanation.reason,
    seen: explanation.seen,
    parts: explanation.children.map(report),
  });
  const explained = filters.map(({ step, explanation }) => ({
    step: step ?? null,
    matches: explanation.holds,
    clause: report(explanation),
  }));
  const matches = filters.some(({ explanation }) => explanation.holds);
  output.write(
    `${JSON.stringify({ version: 1, rule: loaded.path, event: origin, matches, filters: explained }, undefined, 2)}\n`,
  );
}
