import { isObject } from '../../text/plain-objects.js';
import { failure, type Result } from '../../text/result.js';
import {
  addressesOf,
  type Deviation,
  type Deviations,
  type FileAlerts,
  type RaisedEvents,
  type RuleAlerts,
  type UnexpectedPolicy,
} from './outcome.js';

/** An earlier report's data about one rule. */
export type BaselineRule = Pick<RuleAlerts, 'rule' | 'id' | 'files'>;

/** An earlier report. */
export interface Baseline {
  readonly rules: readonly BaselineRule[];
  /** Number of events in each file. */
  readonly events: ReadonlyMap<string, number>;
}

/** Parses the JSON report of an earlier backtest. */
export function parseBaseline(text: string): Result<{ readonly baseline: Baseline }> {
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\ufeff/, ''));
  } catch {
    return failure('the file is not valid JSON');
  }
  if (!isObject(value) || !Array.isArray(value.rules)) return failure('the file is not a backtest report');
  if (value.version !== 1) return failure(`the report has version ${JSON.stringify(value.version)}, not 1`);
  const rules: BaselineRule[] = [];
  for (const one of value.rules) {
    const rule = readRule(one);
    if (!rule) return failure('the file is not a backtest report');
    rules.push(rule);
  }
  const files = Array.isArray(value.files) ? value.files : [];
  const events = files.flatMap((file): [string, number][] =>
    isObject(file) && typeof file.path === 'string' && typeof file.events === 'number'
      ? [[file.path, file.events]]
      : [],
  );
  return { ok: true, baseline: { rules, events: new Map(events) } };
}

function readRule(value: unknown): BaselineRule | undefined {
  if (!isObject(value) || typeof value.rule !== 'string' || !Array.isArray(value.files)) return undefined;
  const files = value.files.map(readFile);
  if (!files.every((file) => file !== undefined)) return undefined;
  return { rule: value.rule, id: typeof value.id === 'string' ? value.id : undefined, files };
}

function readFile(value: unknown): FileAlerts | undefined {
  if (!isObject(value) || typeof value.path !== 'string' || typeof value.alerts !== 'number')
    return undefined;
  const raised = Array.isArray(value.raised) ? value.raised : [];
  return { path: value.path, alerts: value.alerts, raised: raised.filter(isRaised) };
}

function isRaised(value: unknown): value is RaisedEvents {
  const isEvent = (one: unknown): boolean =>
    one === null || (isObject(one) && typeof one.index === 'number' && typeof one.line === 'number');
  return Array.isArray(value) && value.every(isEvent);
}

/** The inputs of a comparison. */
export interface BaselineComparison {
  readonly rules: readonly RuleAlerts[];
  /** Number of events in each file. */
  readonly events: ReadonlyMap<string, number>;
  readonly policy: UnexpectedPolicy;
}

/** Compares alerts with those of an earlier report, for each rule and file. */
export function compareWithBaseline(
  baseline: Baseline,
  { rules, events, policy }: BaselineComparison,
): Deviations {
  const unexpected: Deviation[] = [];
  const missing: Deviation[] = [];
  const pairs = pairRules(baseline.rules, rules);
  for (const { before, now } of pairs) {
    const rule = now?.rule ?? before!.rule;
    for (const [path, old, current] of pairFiles(before?.files ?? [], now?.files ?? [])) {
      const changed = changeOf(path, baseline.events, events);
      const { gained, lost } = differenceOf(old, current, changed === '');
      const base = {
        rule,
        path,
        alerts: current.alerts,
        expected: { exactly: old.alerts },
        place: undefined,
      };
      if (gained.count > 0 && policy !== 'ignore')
        unexpected.push({
          ...base,
          severity: policy === 'fail' ? 'error' : 'warning',
          message: `${gained.count} new, ${old.alerts} before${changed}`,
          events: addressesOf(path, gained.raised),
        });
      if (lost.count > 0)
        missing.push({
          ...base,
          severity: 'error',
          message: `${lost.count} lost of ${old.alerts}${whyLost(now) ?? changed}`,
          events: addressesOf(path, lost.raised),
        });
    }
  }
  return { unexpected, missing };
}

/** Pairs rules by path, and moved rules by `rule_id`, in current order, followed by removed rules. */
function pairRules(
  before: readonly BaselineRule[],
  now: readonly RuleAlerts[],
): { readonly before?: BaselineRule; readonly now?: RuleAlerts }[] {
  const left = new Map(before.map((rule) => [rule.rule, rule]));
  const paths = new Set(now.map(({ rule }) => rule));
  const moved = new Map(
    before.flatMap((rule) =>
      rule.id === undefined || paths.has(rule.rule) ? [] : [[rule.id, rule] as const],
    ),
  );
  const pairs = now.map((rule) => {
    const old = left.get(rule.rule) ?? (rule.id === undefined ? undefined : moved.get(rule.id));
    if (!old) return { now: rule };
    left.delete(old.rule);
    return { before: old, now: rule };
  });
  return [...pairs, ...[...left.values()].map((rule) => ({ before: rule }))];
}

function pairFiles(
  before: readonly FileAlerts[],
  now: readonly FileAlerts[],
): [path: string, before: FileAlerts, now: FileAlerts][] {
  const none = (path: string): FileAlerts => ({ path, alerts: 0, raised: [] });
  const left = new Map(before.map((file) => [file.path, file]));
  const pairs = now.map((file): [string, FileAlerts, FileAlerts] => {
    const old = left.get(file.path) ?? none(file.path);
    left.delete(file.path);
    return [file.path, old, file];
  });
  const gone = [...left.values()].map((file): [string, FileAlerts, FileAlerts] => [
    file.path,
    file,
    none(file.path),
  ]);
  return [...pairs, ...gone];
}

/** Alerts that only one of two reports has. */
interface Difference {
  readonly count: number;
  readonly raised: readonly RaisedEvents[];
}

/**
 * Compares alerts by their events if all are listed, else by their number. In a changed file, events have
 * other numbers.
 */
function differenceOf(
  before: FileAlerts,
  now: FileAlerts,
  hasSameEvents: boolean,
): { readonly gained: Difference; readonly lost: Difference } {
  const more = now.alerts - before.alerts;
  if (!hasSameEvents && before.alerts > 0 && now.alerts > 0) {
    const named: readonly RaisedEvents[] = [];
    return {
      gained: { count: Math.max(0, more), raised: named },
      lost: { count: Math.max(0, -more), raised: named },
    };
  }
  const gained = withoutThose(now.raised, before.raised);
  const lost = withoutThose(before.raised, now.raised);
  const areAllNamed = [before, now].every(({ alerts, raised }) => alerts === raised.length);
  return {
    gained: { count: areAllNamed ? gained.length : Math.max(0, more), raised: gained },
    lost: { count: areAllNamed ? lost.length : Math.max(0, -more), raised: lost },
  };
}

function withoutThose(raised: readonly RaisedEvents[], others: readonly RaisedEvents[]): RaisedEvents[] {
  const counts = new Map<string, number>();
  for (const events of others) counts.set(keyOf(events), (counts.get(keyOf(events)) ?? 0) + 1);
  return raised.filter((events) => {
    const count = counts.get(keyOf(events)) ?? 0;
    counts.set(keyOf(events), count - 1);
    return count <= 0;
  });
}

function keyOf(events: RaisedEvents): string {
  return events.map((event) => event?.index ?? '').join();
}

/** Notes that alerts may differ because the events do. */
function changeOf(
  path: string,
  before: ReadonlyMap<string, number>,
  now: ReadonlyMap<string, number>,
): string {
  const [old, current] = [before.get(path), now.get(path)];
  if (current === undefined) return '; the file is not among the events';
  if (old === undefined) return '; the file is new';
  return old === current ? '' : `; the file had ${old} events and has ${current}`;
}

function whyLost(now: RuleAlerts | undefined): string | undefined {
  if (!now) return '; the rule no longer exists';
  return now.notRun === undefined ? undefined : `; the rule did not run: ${now.notRun}`;
}
