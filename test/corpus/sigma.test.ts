import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { prepareRuleForEvents } from '../../server/src/evaluate/prepare/prepare-rule.js';
import { startRule } from '../../server/src/evaluate/run/run-rule.js';
import type { EventObject } from '../../server/src/evaluate/values/access.js';
import { format } from '../../server/src/ide/format.js';
import { readRule } from '../../server/src/rule/rule.js';
import { createConverter, type SigmaOutcome } from '../../server/src/sigma/convert-sigma.js';
import { readSigma, type SigmaDocument } from '../../server/src/sigma/parse/read-sigma.js';
import { refusalCodes } from '../../server/src/sigma/refusal.js';
import { readSampleInfo, sampleEvents } from '../../server/src/sigma/samples/regression.js';
import type { Sample } from '../../server/src/sigma/verify.js';
import { parseToml } from '../../server/src/toml/document.js';
import { referenceFolder, sharedMissing } from '../helpers/shared.js';
import { type NaiveEvent, naiveSigma } from '../naive/naive-sigma.js';

const folder = referenceFolder('sigma');

/** The Sysmon event codes of each Sigma category, as SigmaHQ configures them. */
const sysmonCodes: Readonly<Record<string, readonly string[]>> = {
  process_creation: ['1'],
  file_change: ['2'],
  network_connection: ['3'],
  sysmon_status: ['4', '16'],
  driver_load: ['6'],
  image_load: ['7'],
  create_remote_thread: ['8'],
  process_access: ['10'],
  file_event: ['11'],
  registry_event: ['12', '13', '14'],
  registry_set: ['13'],
  registry_delete: ['12'],
  pipe_created: ['17', '18'],
  wmi_event: ['19', '20', '21'],
  dns_query: ['22'],
  file_delete: ['23', '26'],
  create_stream_hash: ['15'],
};

const serviceChannels: Readonly<Record<string, string>> = {
  security: 'Security',
  sysmon: 'Microsoft-Windows-Sysmon/Operational',
  wmi: 'Microsoft-Windows-WMI-Activity/Operational',
};

interface RawEvent {
  readonly channel: string;
  readonly code: string;
  readonly fields: NaiveEvent;
}

/** Returns an event's fields under their Sigma names. */
function rawEvent(value: { Event: Record<string, Record<string, unknown>> }): RawEvent {
  const { System: system, EventData: data, UserData: user } = value.Event;
  const own = data ?? (Object.values(user ?? {})[0] as Record<string, unknown>);
  const { Channel: channel, EventID: code, Provider: provider } = system!;
  const fields = {
    ...own,
    EventID: code,
    Channel: channel,
    Provider_Name: (provider as unknown as { '#attributes': { Name: string } })['#attributes'].Name,
  } as unknown as NaiveEvent;
  return { channel: String(channel), code: String(code), fields };
}

function isOfSource({ product, category, service }: SigmaLogsource, event: RawEvent): boolean {
  if (product !== 'windows') return false;
  if (category !== undefined)
    return event.channel === serviceChannels.sysmon && sysmonCodes[category]?.includes(event.code) === true;
  return service === undefined || serviceChannels[service] === event.channel;
}

interface SigmaLogsource {
  readonly product?: string;
  readonly category?: string;
  readonly service?: string;
}

const yamlFiles = (part: string, wanted: (name: string) => boolean): string[] =>
  readdirSync(join(folder!, part), { recursive: true, encoding: 'utf8' })
    .filter(wanted)
    .sort()
    .map((name) => join(folder!, part, name));

describe.skipIf(folder === undefined)(
  `Sigma rules${folder === undefined ? ` (${sharedMissing})` : ''}`,
  () => {
    const found: { readonly path: string; readonly text: string; readonly document: SigmaDocument }[] = [];
    const samples = new Map<string, Sample[]>();
    const raw: RawEvent[] = [];
    const events: EventObject[] = [];
    let outcomes: readonly {
      readonly path: string;
      readonly text: string;
      readonly outcome: SigmaOutcome;
    }[] = [];

    beforeAll(() => {
      for (const path of yamlFiles('regression_data', (name) => name.endsWith('info.yml'))) {
        for (const info of readSampleInfo(readFileSync(path, 'utf8'))) {
          const text = readFileSync(join(dirname(path), info.fileName), 'utf8');
          const built = sampleEvents(text);
          if (!built.ok) throw new Error(`${path}: ${built.error}`);
          samples.set(info.ruleId, [...(samples.get(info.ruleId) ?? []), { ...info, events: built.events }]);
          events.push(...built.events);
          raw.push(...text.split(/^(?=\{)/m).map((one) => rawEvent(JSON.parse(one))));
        }
      }
      for (const path of yamlFiles('rules', (name) => name.endsWith('.yml'))) {
        const text = readFileSync(path, 'utf8');
        const file = readSigma(text);
        if (file.kind !== 'sigma') throw new Error(`${path} is no rule`);
        for (const document of file.documents) found.push({ path, text, document });
      }
      const converter = createConverter(
        found.map(({ document }) => document),
        { fields: 'auto', language: undefined },
      );
      const dates = { creation: '2026/01/01', updated: '2026/01/01' };
      outcomes = found.map(({ path, text, document }) => ({
        path,
        text,
        outcome: converter.convert(document, samples.get(document.id ?? '') ?? [], dates),
      }));
    }, 180_000);

    test('each is converted, or refused with a reason', () => {
      const failed = outcomes.flatMap(({ path, outcome }) =>
        outcome.status === 'failed' ? [`${path}: ${outcome.reason}`] : [],
      );
      expect(failed).toEqual([]);
      for (const { outcome } of outcomes)
        if (outcome.status === 'refused') expect(refusalCodes).toContain(outcome.code);
      const converted = outcomes.filter(({ outcome }) => outcome.status === 'converted').length;
      expect(converted / outcomes.length).toBeGreaterThan(0.9);
    });

    test('a rule with a sample is converted, and its tests pass', () => {
      const tested = outcomes.filter(
        ({ outcome }) => outcome.status === 'converted' && outcome.tests !== undefined,
      );
      expect(samples.size).toBeGreaterThan(100);
      expect(tested).toHaveLength(samples.size);
    });

    test('conversions are formatted', () => {
      const other = outcomes.flatMap(({ path, outcome }) =>
        outcome.status === 'converted' && format(outcome.text, { query: true }) !== outcome.text
          ? [path]
          : [],
      );
      expect(other).toEqual([]);
    });

    test('each conversion answers on all samples as a naive evaluator of the Sigma rule does', () => {
      expect(raw).toHaveLength(events.length);
      const differences: string[] = [];
      let alerts = 0;
      for (const { path, text, outcome } of outcomes) {
        if (outcome.status !== 'converted') continue;
        const { logsource, detection } = parse(text);
        if (logsource.product !== 'windows') continue;
        const expected = raw.flatMap((event, index) =>
          isOfSource(logsource, event) && naiveSigma(detection, event.fields) ? [index] : [],
        );
        const prepared = prepareRuleForEvents(
          readRule(parseToml(outcome.text)),
          events,
          '2026-12-01T00:00:00Z',
        );
        if (!prepared.ok) throw new Error(`${path}: ${prepared.problems[0]?.message}`);
        const run = startRule<number>(prepared);
        events.forEach((event, index) => {
          run.read(event, index);
        });
        const actual = run
          .finish()
          .alerts.slice()
          .flatMap((alert) => alert.events.filter((one) => one !== null));
        alerts += expected.length;
        if (actual.sort((a, b) => a - b).join() !== expected.join())
          differences.push(`${path}: expected ${expected.join()}, got ${actual.join()}`);
      }
      expect(differences).toEqual([]);
      expect(alerts).toBeGreaterThan(samples.size);
    }, 180_000);
  },
);
