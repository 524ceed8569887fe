import type { EventObject } from '../../evaluate/values/access.js';
import type { Severity } from '../../text/problem.js';
import type { Span } from '../../text/span.js';
import type { TomlTableValue } from '../../toml/path.js';

/** What the Markdown of a guide is rendered with. */
export interface GuideSettings {
  /** The table `[transform]` of the rule. */
  readonly transform: TomlTableValue;
  /** The event that fills in `{{field}}`. */
  readonly event: EventObject | undefined;
}

/** Something that Kibana does not show as it is written. Spans are in the text of the section. */
export interface GuideFault {
  /** `text`: shown as text; `lost`: left out; `note`: shown, with a part left out. */
  readonly effect: 'text' | 'lost' | 'note';
  readonly span: Span;
  readonly severity: Severity;
  readonly message: string;
}

/** The state of one rendering. */
export interface GuideEnvironment extends GuideSettings {
  /** The text of the section. */
  readonly text: string;
  /** The line in the file, from 0, of an offset in the section; undefined where that is not wanted or not known. */
  readonly lineAt: ((offset: number) => number | undefined) | undefined;
  readonly faults: GuideFault[];
  /** Fields of placeholders that the event has no value for, or that no event was given for. */
  readonly unresolved: Set<string>;
  /** The block whose inline text is being read. */
  block: { readonly parent: string; readonly start: number };
  /** Up to where faults were placed. */
  placedTo: number;
}

/** The environment of a rendering, as markdown-it hands it to its rules. */
export function environmentOf(env: unknown): GuideEnvironment {
  return (env as { readonly guide: GuideEnvironment }).guide;
}

/** The environment for one section. */
export function guideEnvironment(
  settings: GuideSettings,
  text: string,
  lineAt?: GuideEnvironment['lineAt'],
): GuideEnvironment {
  return {
    ...settings,
    text,
    lineAt,
    faults: [],
    unresolved: new Set(),
    block: { parent: '', start: 0 },
    placedTo: 0,
  };
}

/** Notes a fault at a text that stands in the block that is being read. */
export function addFault(
  env: GuideEnvironment,
  effect: GuideFault['effect'],
  written: string,
  severity: Severity,
  message: string,
): void {
  const [line = ''] = written.split('\n', 1);
  const at = env.text.indexOf(line, Math.max(env.block.start, env.placedTo));
  const start = at < 0 ? env.block.start : at;
  const span = { start, end: Math.min(env.text.length, start + line.length) };
  env.placedTo = span.end;
  env.faults.push({ effect, span, severity, message });
}
