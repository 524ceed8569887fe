import { createHash } from 'node:crypto';
import type { JsonObject } from '../../exchange/json.js';
import { ruleFileText } from '../../exchange/new-rule-file.js';
import type { Result } from '../../text/result.js';
import type { SigmaHeader } from '../syntax.js';
import type { SigmaProblem } from './target.js';
import { threatOf } from './threat.js';

/** A query with what a rule needs for it: its type and keys. */
export interface RuleQuery {
  readonly query: string;
  readonly type: 'eql' | 'query' | 'threshold' | 'esql';
  readonly language: 'eql' | 'kuery' | 'esql';
  /** Empty for ES|QL, whose queries name their own indexes. */
  readonly index: readonly string[];
  readonly integrations: readonly string[];
  readonly tags: readonly string[];
  readonly problems: readonly SigmaProblem[];
  /** Further keys of `[rule]`, such as `threshold` or `interval`. */
  readonly keys?: JsonObject;
}

/** Dates of an earlier conversion, for rules without dates. */
export interface RuleDates {
  readonly creation: string;
  readonly updated: string;
}

/** The text of a rule file with the problems to report. */
export interface RuleFile {
  readonly id: string;
  readonly text: string;
  readonly problems: readonly SigmaProblem[];
}

/** Severity and risk score by Sigma level. */
const levels: Readonly<Record<string, readonly [string, number]>> = {
  informational: ['low', 1],
  low: ['low', 21],
  medium: ['medium', 47],
  high: ['high', 73],
  critical: ['critical', 99],
};

/** The licence of SigmaHQ's rules, which is not in the rules themselves (docs/sigma.md#metadata). */
const usualLicense = 'DRL-1.1';

/** Returns the rule file for a query with its Sigma rule's header. */
export function ruleFile(header: SigmaHeader, query: RuleQuery, dates: RuleDates): Result<RuleFile> {
  const threat = threatOf(header.tags);
  const known = header.level !== undefined && Object.hasOwn(levels, header.level) ? header.level : 'medium';
  const [severity, risk] = levels[known]!;
  const id = ruleId(header);
  const created = dayOf(header.date) ?? dates.creation;
  const updated = dayOf(header.modified) ?? dayOf(header.date) ?? dates.updated;
  const metadata: JsonObject = {
    creation_date: created,
    ...(query.integrations.length === 0 ? {} : { integration: [...query.integrations] }),
    maturity: 'development',
    updated_date: [created, updated].sort()[1]!,
    ...extendedOf(header),
  };
  const author = authorsOf(header.author);
  const rule: JsonObject = {
    author: author.length === 0 ? ['Sigma'] : author,
    description: header.description?.trim() || header.title,
    ...(header.falsePositives.length === 0 ? {} : { false_positives: [...header.falsePositives] }),
    from: 'now-9m',
    ...(query.index.length === 0 ? {} : { index: [...query.index] }),
    language: query.language,
    license: header.license ?? usualLicense,
    name: header.title,
    query: `${query.query}\n`,
    ...(header.references.length === 0 ? {} : { references: [...new Set(header.references)] }),
    risk_score: risk,
    rule_id: id,
    severity,
    tags: [
      ...new Set([
        ...query.tags,
        'Use Case: Threat Detection',
        ...threat.tactics.map((name) => `Tactic: ${name}`),
      ]),
    ],
    ...(query.type === 'esql' ? {} : { timestamp_override: 'event.ingested' }),
    type: query.type,
    ...query.keys,
    ...(threat.entries.length === 0 ? {} : { threat: [...threat.entries] }),
  };
  const written = ruleFileText(metadata, rule);
  if (!written.ok) return written;
  const unknownLevel: SigmaProblem[] =
    header.level !== undefined && !Object.hasOwn(levels, header.level)
      ? [
          {
            code: 'unknown-level',
            severity: 'warning',
            message: `Unknown level "${header.level}": the severity is medium.`,
          },
        ]
      : [];
  return {
    ok: true,
    id,
    text: written.text,
    problems: [...query.problems, ...threat.problems, ...unknownLevel],
  };
}

/** Returns what an Elastic rule has no key for. */
function extendedOf({ id, status, level, tags }: SigmaHeader): JsonObject {
  const extended: JsonObject = {
    ...(id === undefined ? {} : { sigma_id: id }),
    ...(level === undefined ? {} : { sigma_level: level }),
    ...(status === undefined ? {} : { sigma_status: status }),
    ...(tags.length === 0 ? {} : { sigma_tags: [...tags] }),
  };
  return Object.keys(extended).length === 0 ? {} : { extended };
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/**
 * Returns the Sigma rule's id if it is a UUID, otherwise one derived from its id or title (RFC 9562, version
 * 5).
 */
export function ruleId({ id, title }: Pick<SigmaHeader, 'id' | 'title'>): string {
  if (id !== undefined && uuid.test(id)) return id.toLowerCase();
  const digest = createHash('sha1')
    .update(`sigma:${id ?? title}`)
    .digest();
  digest[6] = (digest[6]! & 0x0f) | 0x50;
  digest[8] = (digest[8]! & 0x3f) | 0x80;
  const hex = digest.toString('hex').slice(0, 32);
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** Returns a Sigma date in the format of rules. */
function dayOf(date: string | undefined): string | undefined {
  const parts = /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})$/.exec(date?.trim() ?? '');
  return parts ? [parts[1]!, parts[2]!.padStart(2, '0'), parts[3]!.padStart(2, '0')].join('/') : undefined;
}

/** Returns names separated by commas outside brackets. */
function authorsOf(author: string | undefined): string[] {
  return (author?.match(/(?:\([^()]*\)|[^,])+/g) ?? [])
    .map((name) => name.trim())
    .filter((name) => name !== '');
}
