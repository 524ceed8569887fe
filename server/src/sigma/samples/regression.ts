import type { EventObject } from '../../evaluate/values/access.js';
import { openYaml } from '../../testing/yaml-values.js';
import { isObject } from '../../text/plain-objects.js';
import { failure, type Result } from '../../text/result.js';
import { readWindowsEvent } from './evtx.js';
import { readJsonValues } from './json-values.js';
import { toEcs } from './to-ecs.js';

/** A sample of a rule, from its `info.yml`. */
export interface SampleInfo {
  readonly ruleId: string;
  readonly name: string;
  /** The name of the JSON file with its events. */
  readonly fileName: string;
  /** The number of events that must match, according to the file. */
  readonly matches: number | undefined;
}

/** Returns the samples of a SigmaHQ `info.yml`, empty for other files. */
export function readSampleInfo(text: string): SampleInfo[] {
  const yaml = openYaml(text);
  if (yaml.faults.length > 0 || yaml.contents === null) return [];
  const { value } = yaml.valueOf(yaml.contents);
  if (!isObject(value) || !Array.isArray(value.rule_metadata) || !Array.isArray(value.regression_tests_info))
    return [];
  const [rule] = value.rule_metadata;
  const ruleId = isObject(rule) ? rule.id : undefined;
  if (typeof ruleId !== 'string') return [];
  return value.regression_tests_info.flatMap((one): SampleInfo[] => {
    if (!isObject(one) || typeof one.path !== 'string') return [];
    const fileName = one.path
      .split(/[\\/]/)
      .at(-1)!
      .replace(/\.evtx$/i, '.json');
    const matches = typeof one.match_count === 'number' ? one.match_count : undefined;
    return [{ ruleId, name: typeof one.name === 'string' ? one.name : 'Sample', fileName, matches }];
  });
}

/** Returns a sample's events as Elastic's pipelines write them; the error says why there are none. */
export function sampleEvents(text: string): Result<{ readonly events: readonly EventObject[] }> {
  let values: unknown[];
  try {
    values = readJsonValues(text);
  } catch (error) {
    return failure(`the sample is not JSON: ${(error as Error).message}`);
  }
  const events = values.map(readWindowsEvent);
  if (events.length === 0 || events.includes(undefined)) return failure('the sample is not a Windows event');
  return { ok: true, events: events.map((event) => toEcs(event!)) };
}
