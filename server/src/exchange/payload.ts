import type { Analysis } from '../analysis/analysis.js';
import { expandGuide } from '../guide/expand.js';
import type { TomlDocument } from '../toml/document.js';
import { isTable } from '../toml/path.js';
import { firstKeys } from './api-keys.js';
import { isJsonObject, type Json, type JsonObject, jsonOf, objectOf, own } from './json.js';
import { packageManifests } from './package-manifests.js';
import { attack19Of } from './read-attack-19.js';
import { relatedIntegrations } from './related-integrations.js';
import { requiredFields } from './required-fields.js';
import { changeForStack } from './stack-changes.js';

/** A rule as the payload for Kibana. */
export interface Payload {
  readonly rule: JsonObject;
  /** Features that the payload's stack does not support, in words. */
  readonly losses: readonly string[];
}

/** Returns the payload of a rule file, for a stack or as written. */
export type PayloadOf = (document: TomlDocument, stack?: string) => Payload;

/**
 * Returns the payload of a rule: its `[rule]` table with the searches of `[transform]` expanded in the guide,
 * and with required fields and related integrations filled in. It is adapted to a stack, such as `9.5`;
 * without a stack nothing is adapted. Accepts an unfinished rule.
 */
export function payloadOf(analysis: Analysis, stack?: string): Payload {
  const { rule, checkout } = analysis;
  const { threat_mappings: mappings, ...table } = jsonOf(rule.table) as JsonObject;
  const written = apiForm(table);
  const transform = rule.document.values.transform;
  if (typeof written.note === 'string' && isTable(transform))
    written.note = expandGuide(written.note, transform).text;
  fill(written, 'required_fields', () => requiredFields(analysis));
  fill(written, 'related_integrations', () =>
    relatedIntegrations(analysis, checkout && packageManifests(checkout)),
  );
  const changed = changeForStack(written, {
    stack,
    mappings,
    type: rule.type,
    attack19: () => checkout && attack19Of(checkout),
  });
  return { rule: ordered(changed.rule), losses: changed.losses };
}

/** Converts a rule file's keys and values to those of the API. */
function apiForm(table: JsonObject): JsonObject {
  const { new_terms: newTerms, ...rest } = table;
  const { threshold, machine_learning_job_id: job, actions } = rest;
  return {
    ...rest,
    ...(newTerms === undefined ? {} : newTermsKeys(newTerms)),
    ...(typeof job === 'string' ? { machine_learning_job_id: [job] } : {}),
    ...(isJsonObject(threshold) && typeof threshold.field === 'string'
      ? { threshold: { ...threshold, field: threshold.field === '' ? [] : [threshold.field] } }
      : {}),
    ...(Array.isArray(actions) ? { actions: actions.map(withThrottle) } : {}),
  };
}

function newTermsKeys(newTerms: Json): JsonObject {
  if (!isJsonObject(newTerms)) return {};
  const [start] = Array.isArray(newTerms.history_window_start) ? newTerms.history_window_start : [];
  const since = isJsonObject(start) ? own(start, 'value') : undefined;
  return {
    ...(newTerms.value === undefined ? {} : { new_terms_fields: newTerms.value }),
    ...(since === undefined ? {} : { history_window_start: since }),
  };
}

/** Adds the `throttle` key as null, which Kibana requires and TOML cannot represent. */
function withThrottle(action: Json): Json {
  if (!isJsonObject(action) || !isJsonObject(action.frequency) || 'throttle' in action.frequency)
    return action;
  return { ...action, frequency: { ...action.frequency, throttle: null } };
}

function fill(rule: JsonObject, key: string, value: () => Json[]): void {
  if (Object.hasOwn(rule, key)) return;
  const filled = value();
  if (filled.length > 0) rule[key] = filled;
}

function ordered(rule: JsonObject): JsonObject {
  const others = Object.keys(rule).filter((key) => !firstKeys.includes(key));
  const keys = [...firstKeys.filter((key) => Object.hasOwn(rule, key)), ...others.sort()];
  return objectOf(keys.map((key) => [key, rule[key]!]));
}
