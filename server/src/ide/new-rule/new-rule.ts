import { stringify } from 'yaml';
import { accessField, type EventObject } from '../../evaluate/values/access.js';
import { sourceEvent } from '../../exchange/source-event.js';
import { synthesize } from '../../prove/synthesis/synthesize.js';
import type { SynthesizedCase } from '../../prove/synthesis/synthesized.js';
import { writtenCase } from '../../prove/synthesis/written-case.js';
import { referenceOf, tacticName, techniqueOf } from '../../rule/attack/attack.js';
import { fileStem } from '../../rule/file-stem.js';
import { readRule } from '../../rule/rule.js';
import { severityRanges } from '../../rule/schema/risk.js';
import type { RuleType } from '../../rule/schema/rule-types.js';
import { quoted } from '../../rule/schema-check/key-edits.js';
import type { WrittenCase } from '../../testing/add-case.js';
import { parseToml } from '../../toml/document.js';
import { encodeString } from '../../toml/encode.js';
import { format } from '../format.js';
import { eqlFromEvent, indexOf, kqlFromEvent } from './query-from-event.js';
import { type ExampleTests, type RuleTemplate, ruleTemplates, thresholdSize } from './templates.js';

export interface NewRuleOptions {
  readonly type: RuleType;
  readonly name: string;
  /** Id of a tactic, such as `TA0002`. */
  readonly tactic?: string;
  /** Id of a technique or subtechnique, such as `T1059` or `T1059.001`. */
  readonly technique?: string;
  /**
   * An event that the rule must match: the query uses its distinctive values, and it becomes the first test.
   * For an alert, the source event is used.
   */
  readonly event?: EventObject;
  readonly author: string;
  /** In the date format of rules: `2026/01/31`. */
  readonly today: string;
  /** A UUID. */
  readonly id: string;
}

/** The files of a new rule. */
export interface NewRule {
  /** By the convention of detection-rules: tactic, then name. */
  readonly fileName: string;
  readonly text: string;
  readonly testFileName: string;
  readonly testText: string;
}

/** Creates a rule with everything it needs, so that only name, query and description must be written. */
export function newRule(options: NewRuleOptions): NewRule {
  const { name, type } = options;
  const event = options.event && sourceEvent(options.event);
  const template = withEvent(ruleTemplates[type] ?? ruleTemplates.eql!, type, event);
  const { base, text } = ruleOf(options, template);
  const tests = event ? testsOfEvent(text, options, event) : exampleTests(text, name, template.tests);
  return {
    fileName: `${base}.toml`,
    text,
    testFileName: `${base}.tests.yaml`,
    testText: stringify(tests, { lineWidth: 0, aliasDuplicateObjects: false }),
  };
}

/** Returns a rule from a template, with the name of its files without extension. */
export function ruleOf(
  options: Omit<NewRuleOptions, 'event'>,
  template: Omit<RuleTemplate, 'tests'>,
): { readonly base: string; readonly text: string } {
  const { name, tactic } = options;
  const tacticWritten = tactic === undefined ? undefined : tacticName(tactic);
  const stem = fileStem([tacticWritten ?? '', name]);
  return { base: stem === '' ? 'new_rule' : stem, text: format(ruleText(options, template, tacticWritten)) };
}

function withEvent(template: RuleTemplate, type: RuleType, event: EventObject | undefined): RuleTemplate {
  if (!event || template.query === undefined || type === 'esql') return template;
  const query = template.language === 'eql' ? eqlFromEvent(event) : kqlFromEvent(event);
  return { ...template, query, index: [indexOf(event)] };
}

function ruleText(
  { name, type, author, today, id, tactic, technique }: Omit<NewRuleOptions, 'event'>,
  { language, query, index, keys, tables }: Omit<RuleTemplate, 'tests'>,
  tacticWritten: string | undefined,
): string {
  const medium = severityRanges.find(({ severity }) => severity === 'medium')!;
  const all: Readonly<Record<string, string>> = {
    author: `[${quoted(author)}]`,
    description: `"""\n${encodeString(`What ${name} finds, and why it matters.`, 'multiline-basic')}\n"""`,
    from: '"now-9m"',
    ...(index ? { index: `[${index.map(quoted).join(', ')}]` } : {}),
    ...(language === undefined ? {} : { language: quoted(language) }),
    license: '"Apache-2.0"',
    name: quoted(name),
    risk_score: String(medium.usual),
    rule_id: quoted(id),
    severity: quoted(medium.severity),
    ...(tacticWritten === undefined ? {} : { tags: `[${quoted(`Tactic: ${tacticWritten}`)}]` }),
    ...(language === 'esql' || language === undefined ? {} : { timestamp_override: '"event.ingested"' }),
    type: quoted(type),
    ...keys,
  };
  const lines = Object.keys(all)
    .sort()
    .map((key) => `${key} = ${all[key]!}`);
  const threat =
    tactic === undefined || tacticWritten === undefined
      ? ''
      : `\n[[rule.threat]]\nframework = "MITRE ATT&CK"\n${techniqueText(technique)}\n[rule.threat.tactic]\n${threatKeys(tactic, tacticWritten)}`;
  return (
    `[metadata]\ncreation_date = "${today}"\nmaturity = "development"\nupdated_date = "${today}"\n\n` +
    `[rule]\n${lines.join('\n')}\n` +
    (query === undefined ? '' : `${queryText(query)}\n`) +
    threat +
    (tables === '' ? '' : `\n${tables}`)
  );
}

function queryText(query: string): string {
  const content = encodeString(`${query}\n`, 'multiline-literal');
  return content === undefined
    ? `query = """\n${encodeString(`${query}\n`, 'multiline-basic')}"""`
    : `query = '''\n${content}'''`;
}

/** Returns the tables of a technique, or of a subtechnique below its technique; empty for an unknown id. */
function techniqueText(id: string | undefined): string {
  const parent = id?.split('.')[0];
  const [whole, part] = [parent, id].map((one) => one && techniqueOf(one)?.name);
  if (id === undefined || parent === undefined || whole === undefined || part === undefined) return '';
  const table = `\n[[rule.threat.technique]]\n${threatKeys(parent, whole)}`;
  return parent === id ? table : `${table}\n[[rule.threat.technique.subtechnique]]\n${threatKeys(id, part)}`;
}

function threatKeys(id: string, name: string): string {
  return `id = ${quoted(id)}\nname = ${quoted(name)}\nreference = ${quoted(referenceOf(id))}\n`;
}

/** Returns a case in which the event raises an alert, and one that fails a condition of the query. */
function testsOfEvent(text: string, { type, name }: NewRuleOptions, event: EventObject): object {
  const [miss] = casesOf(text, 'near-miss');
  const events = Array(type === 'threshold' ? thresholdSize : 1).fill(event);
  return { tests: [{ name, events, expect: 'alert' }, ...(miss ? [miss] : [])] };
}

/** Returns a synthesised case that raises an alert, and another that nearly does. */
function exampleTests(
  text: string,
  name: string,
  { defaults, given = {}, noAlert, key = 'events' }: ExampleTests,
): object {
  const [match] = casesOf(text, 'match');
  return {
    ...(defaults && { defaults }),
    tests: [
      ...(match ? [{ ...caseBeside(match, defaults), name }] : []),
      { name: 'near miss', ...given, [key]: noAlert, expect: 'no alert' },
    ],
  };
}

/** Returns a case without the defaults of its file, and without events if anomalies replace them. */
function caseBeside(
  { events, ...rest }: WrittenCase,
  defaults: EventObject = {},
): Omit<WrittenCase, 'events'> {
  const own = events.map((event) =>
    Object.fromEntries(
      Object.entries(event).filter(
        ([name, value]) => !accessField(name).some(defaults, (own) => own === value),
      ),
    ),
  );
  const { name, ...beside } = rest;
  return { name, ...(rest.anomalies ? {} : { events: own }), ...beside };
}

function casesOf(text: string, kind: SynthesizedCase['kind']): readonly WrittenCase[] {
  const request = { match: kind === 'match', nearMisses: kind === 'near-miss', eachValue: false, seed: 0 };
  return synthesize(readRule(parseToml(text)), request).cases.map(writtenCase);
}
