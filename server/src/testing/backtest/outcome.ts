/** An event of an alert. */
export interface RaisedEvent {
  /** Index of the event in the file, from 0. */
  readonly index: number;
  /** One-based. */
  readonly line: number;
}

/** The events of one alert in step order; null for a missing event. */
export type RaisedEvents = readonly (RaisedEvent | null)[];

/** The alerts of one rule on the events of one file. */
export interface FileAlerts {
  readonly path: string;
  readonly alerts: number;
  /** The first alerts, at most {@link mostRaised}. */
  readonly raised: readonly RaisedEvents[];
}

/** The alerts of one rule on all files. */
export interface RuleAlerts {
  /** The rule's path. */
  readonly rule: string;
  /** Its `rule_id`. */
  readonly id: string | undefined;
  readonly name: string | undefined;
  /** Why the rule did not run; undefined if it did. */
  readonly notRun: string | undefined;
  readonly alerts: number;
  /** The files with alerts, in file order. */
  readonly files: readonly FileAlerts[];
}

/** Limit of alerts to list for one rule on one file. */
export const mostRaised = 1_000;

/** Limit of events to list for one alert. */
export const mostEvents = 100;

/** How many alerts a rule may raise. */
export interface Bounds {
  readonly exactly?: number;
  readonly at_least?: number;
  readonly at_most?: number;
}

/** A position in a file, one-based. */
export interface Place {
  readonly path: string;
  readonly line: number;
  readonly column: number;
}

/** Alerts that differ from the expectation. */
export interface Deviation {
  /** The rule's path. */
  readonly rule: string;
  /** The file, or the pattern of files, of the expectation; undefined for all files. */
  readonly path: string | undefined;
  readonly alerts: number;
  /** Undefined if there was no expectation for the rule in this file. */
  readonly expected: Bounds | undefined;
  /** A warning does not fail the backtest. */
  readonly severity: 'error' | 'warning';
  readonly message: string;
  /** The position of the expectation. */
  readonly place: Place | undefined;
  /** The events of alerts that explain it, as `path:line`. */
  readonly events: readonly string[];
}

/** Deviations by kind: more alerts than expected, or fewer. */
export interface Deviations {
  readonly unexpected: readonly Deviation[];
  readonly missing: readonly Deviation[];
}

/** The effect of unexpected alerts: fail the backtest, be reported, or none. */
export type UnexpectedPolicy = 'fail' | 'warn' | 'ignore';

/** The names of the policies. */
export const unexpectedPolicies: readonly UnexpectedPolicy[] = ['fail', 'warn', 'ignore'];

/** Describes bounds: `exactly 2`, `1 to 3`, `at least 1`. */
export function describeBounds({ exactly, at_least: least, at_most: most }: Bounds): string {
  if (exactly !== undefined) return `exactly ${exactly}`;
  if (least !== undefined && most !== undefined) return `${least} to ${most}`;
  return least === undefined ? `at most ${most}` : `at least ${least}`;
}

const mostAddresses = 20;

/** Returns the events of alerts as `path:line`, with the event's number if it differs from the line. */
export function addressesOf(path: string, raised: readonly RaisedEvents[]): string[] {
  return raised.slice(0, mostAddresses).map((events) =>
    events
      .filter((event) => event !== null)
      .map(({ index, line }) => `${path}:${line}${index === line - 1 ? '' : ` (event ${index})`}`)
      .join(', '),
  );
}
