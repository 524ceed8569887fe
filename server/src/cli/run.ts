import { type PreparedRule, prepareQuery, type UnpreparedRule } from '../evaluate/prepare-query.js';
import { prepareRule } from '../evaluate/prepare-rule.js';
import { type Alert, type RuleRun, startRule } from '../evaluate/run-rule.js';
import type { QueryLanguage } from '../query/syntax.js';
import { indexLines } from '../text/lines.js';
import type { Problem } from '../text/problem.js';
import { type EventOrigin, eventPaths, readEvents } from './event-files.js';
import { type FileFinding, toFileFinding } from './findings.js';
import { type LoadedRule, loadRules, queryFinding } from './load-rules.js';
import { type ParsedOptions, UsageError } from './options.js';
import type { Output } from './output.js';
import { plural, renderFinding } from './report/source-lines.js';

/** One rule or query that is run, and how its problems become findings. */
interface Subject {
  readonly path: string | null;
  readonly prepared: PreparedRule | UnpreparedRule;
  readonly find: (problem: Problem) => FileFinding;
  readonly loaded: LoadedRule | undefined;
}

/** The result for one rule in the form of the JSON report (DESIGN section 2). */
interface RuleReport {
  readonly rule: string | null;
  readonly alerts: readonly Alert<EventOrigin>[];
  readonly events: number;
  readonly problems: readonly FileFinding[];
}

/** `rulewright run`: returns the exit code. */
export async function runRun(options: ParsedOptions, output: Output): Promise<number> {
  const { subjects, unreadable } = subjectsOf(options);
  const runs = subjects.map(({ prepared }): RuleRun<EventOrigin> | undefined =>
    'problems' in prepared ? undefined : startRule<EventOrigin>(prepared),
  );
  const paths = eventPaths(
    options.texts('events'),
    subjects.flatMap(({ path }) => path ?? []),
  );
  const read = await readEvents(
    paths,
    (event, origin) => {
      for (const run of runs) run?.read(event, origin);
    },
    output,
  );
  const reports = subjects.map((subject, index) =>
    reportOf(subject, runs[index], read.events, index === 0 ? read.problems : []),
  );
  const problems = [...unreadable, ...reports.flatMap((report) => report.problems)];
  if (options.text('format') === 'json') {
    const rules = [
      ...reports,
      ...unreadable.map((finding) => ({ rule: finding.path, alerts: [], events: 0, problems: [finding] })),
    ];
    output.write(`${JSON.stringify({ version: 1, rules }, undefined, 2)}\n`);
  } else writePretty(reports, subjects, unreadable, output);
  return problems.some((problem) => problem.severity === 'error') ? 2 : 0;
}

function subjectsOf(options: ParsedOptions): { subjects: Subject[]; unreadable: readonly FileFinding[] } {
  const now = options.text('now');
  const settings = now === undefined ? {} : { now };
  const query = options.text('query');
  if (query !== undefined) {
    if (options.positionals.length > 0) throw new UsageError('run takes either rules or --query, not both');
    const language = (options.text('language') ?? 'eql') as QueryLanguage;
    const lines = indexLines(query);
    const find = (problem: Problem): FileFinding => toFileFinding(problem, '--query', lines);
    return {
      subjects: [{ path: null, prepared: prepareQuery(query, language, settings), find, loaded: undefined }],
      unreadable: [],
    };
  }
  if (options.positionals.length === 0)
    throw new UsageError('run needs a rule', 'name a rule file or folder, or give --query');
  const { rules, unreadable } = loadRules(options.positionals);
  const subjects = rules.map(
    (loaded): Subject => ({
      path: loaded.path,
      prepared: prepareRule(loaded.rule, settings),
      find: (problem) => queryFinding(problem, loaded),
      loaded,
    }),
  );
  return { subjects, unreadable };
}

function reportOf(
  { path, prepared, find }: Subject,
  run: RuleRun<EventOrigin> | undefined,
  events: number,
  eventProblems: readonly FileFinding[],
): RuleReport {
  if (!run) {
    const problems = 'problems' in prepared ? prepared.problems.map(find) : [];
    return { rule: path, alerts: [], events, problems: [...problems, ...eventProblems] };
  }
  const { alerts, problem } = run.finish();
  return { rule: path, alerts, events, problems: [...(problem ? [find(problem)] : []), ...eventProblems] };
}

const shownAlerts = 20;

function writePretty(
  reports: readonly RuleReport[],
  subjects: readonly Subject[],
  unreadable: readonly FileFinding[],
  output: Output,
): void {
  const { colors } = output;
  reports.forEach(({ rule, alerts, events }, index) => {
    const subject = subjects[index]!;
    const title = rule === null ? 'query' : (subject.loaded?.rule.name ?? rule);
    const count =
      'problems' in subject.prepared
        ? colors.dim('not run')
        : alerts.length > 0
          ? colors.red(plural(alerts.length, 'alert'))
          : 'no alert';
    output.write(
      `${colors.bold(title)}  ${count} from ${plural(events, 'event')}${rule === null ? '' : colors.dim(`  ${rule}`)}\n`,
    );
    for (const alert of alerts.slice(0, shownAlerts)) output.write(`  ${describeAlert(alert)}\n`);
    if (alerts.length > shownAlerts)
      output.write(`  … and ${alerts.length - shownAlerts} more; --format json lists all\n`);
  });
  const findings = [
    ...reports.flatMap((report, index) => report.problems.map((problem) => ({ problem, index }))),
    ...unreadable.map((problem) => ({ problem, index: -1 })),
  ];
  for (const { problem, index } of findings) {
    const loaded = subjects[index]?.loaded;
    output.write(
      `\n${renderFinding(problem, loaded && problem.path === loaded.path ? loaded.lines : undefined, colors)}`,
    );
  }
}

function describeAlert({ events, keys }: Alert<EventOrigin>): string {
  const places = events
    .map((event) => (event === null ? '(missing)' : `${event.path}#${event.index}`))
    .join(' → ');
  return keys && keys.length > 0
    ? `${places}  by ${keys.map((key) => JSON.stringify(key)).join(', ')}`
    : places;
}
