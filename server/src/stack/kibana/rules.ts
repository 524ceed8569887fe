import { isJsonObject, isTooDeep, type JsonObject } from '../../exchange/json.js';
import { StackError } from '../stack-error.js';
import type { Kibana } from './client.js';

/** A rule as it is in Kibana. */
export interface RemoteRule {
  readonly ruleId: string;
  readonly name: string;
  /** Incremented by Kibana with each change of the rule. */
  readonly revision: number;
  /** Whether Elastic ships it; such rules are not changed. */
  readonly isPrebuilt: boolean;
  readonly payload: JsonObject;
}

const rulesPath = '/api/detection_engine/rules';
const pageSize = 100;
/** Limit of rules: Elasticsearch returns no hits beyond it. */
const mostRules = 10_000;

/**
 * Returns the space's rules that Elastic ships, or the others, in order of creation, and how many rules could
 * not be read. Throws {@link StackError}.
 */
export async function listRules(
  kibana: Kibana,
  which: 'custom' | 'prebuilt',
  signal?: AbortSignal,
): Promise<{ readonly rules: readonly RemoteRule[]; readonly unusable: number }> {
  const rules: RemoteRule[] = [];
  const seen = new Set<string>();
  let unusable = 0;
  for (let page = 1; ; page++) {
    const value = await kibana.value(
      {
        method: 'GET',
        path: `${rulesPath}/_find`,
        query: {
          page,
          per_page: pageSize,
          sort_field: 'created_at',
          sort_order: 'asc',
          filter: `alert.attributes.params.immutable: ${which === 'prebuilt'}`,
        },
      },
      signal,
    );
    const { data, total } = Object(value) as { data?: unknown; total?: unknown };
    if (!Array.isArray(data)) throw unexpected(kibana, 'a page of rules');
    const before = seen.size;
    for (const one of data) {
      const rule = remoteRule(one);
      if (!rule) unusable++;
      else if (!seen.has(rule.ruleId)) {
        seen.add(rule.ruleId);
        rules.push(rule);
      }
    }
    if (
      data.length < pageSize ||
      (seen.size === before && unusable < data.length * page) ||
      page * pageSize >= Number(total)
    )
      return { rules, unusable };
    if (page * pageSize >= mostRules)
      throw new StackError(
        'refused',
        `${kibana.host} has more than ${mostRules} ${which} rules, and does not list the rest.`,
        'Split the rules across several spaces.',
      );
  }
}

/** Returns a rule, or undefined if Kibana has no rule with this id. Throws {@link StackError}. */
export async function findRule(
  kibana: Kibana,
  ruleId: string,
  signal?: AbortSignal,
): Promise<RemoteRule | undefined> {
  try {
    const value = await kibana.value({ method: 'GET', path: rulesPath, query: { rule_id: ruleId } }, signal);
    return remoteRule(value);
  } catch (error) {
    if (error instanceof StackError && error.kind === 'not-found') return undefined;
    throw error;
  }
}

/** Creates a rule. Throws {@link StackError}. */
export async function createRule(
  kibana: Kibana,
  payload: JsonObject,
  signal?: AbortSignal,
): Promise<RemoteRule> {
  return written(kibana, await kibana.value({ method: 'POST', path: rulesPath, body: payload }, signal));
}

/** Replaces a rule as a whole; a missing `enabled` keeps its value. Throws {@link StackError}. */
export async function replaceRule(
  kibana: Kibana,
  payload: JsonObject,
  signal?: AbortSignal,
): Promise<RemoteRule> {
  return written(kibana, await kibana.value({ method: 'PUT', path: rulesPath, body: payload }, signal));
}

/** Deletes a rule. Throws {@link StackError}. */
export async function deleteRule(kibana: Kibana, ruleId: string, signal?: AbortSignal): Promise<void> {
  await kibana.value({ method: 'DELETE', path: rulesPath, query: { rule_id: ruleId } }, signal);
}

function written(kibana: Kibana, value: unknown): RemoteRule {
  const rule = remoteRule(value);
  if (!rule) throw unexpected(kibana, 'a rule');
  return rule;
}

function unexpected({ host }: Kibana, what: string): StackError {
  return new StackError('bad-answer', `${host} sent something other than ${what}.`);
}

function remoteRule(value: unknown): RemoteRule | undefined {
  if (!isJsonObject(value) || isTooDeep(value)) return undefined;
  const { rule_id: ruleId, name, revision, immutable, rule_source: source } = value;
  if (typeof ruleId !== 'string' || typeof name !== 'string') return undefined;
  return {
    ruleId,
    name,
    revision: typeof revision === 'number' ? revision : 0,
    isPrebuilt: immutable === true || (isJsonObject(source) && source.type === 'external'),
    payload: value,
  };
}
