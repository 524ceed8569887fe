import type { EventObject } from '../../evaluate/values/access.js';
import { openYaml } from '../../testing/yaml-values.js';
import { isObject } from '../../text/plain-objects.js';
import { failure, type Result } from '../../text/result.js';
import { readWindowsEvent } from './evtx.js';
import { readJsonValues } from './json-values.js';
import { toEcs } from './to-ecs.js';

/** A sample of a rule, as its `info.yml` describes it. */
export interface SampleInfo {
  readonly ruleId: string;
  readonly name: string;
  /** The file with its events in JSON, by its name. */
  readonly fileName: string;
  /** How many events must match, as the file says. */
  readonly matches: number | undefined;
}

/** Returns the samples that an `info.yml` of SigmaHQ describes; none for other files. */
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

/** Returns the events of a sample as the pipelines of Elastic write them; the error says why there are none. */
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
