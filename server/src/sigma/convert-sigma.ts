import { synthesize } from '../prove/synthesis/synthesize.js';
import { readRule } from '../rule/rule.js';
import { internalProblem } from '../text/internal-error.js';
import { parseToml } from '../toml/document.js';
import { correlationQuery } from './conversion/correlate.js';
import { type ConvertOptions, eventQuery } from './conversion/query.js';
import { type RuleDates, type RuleQuery, ruleFile, ruleId } from './conversion/rule-file.js';
import { logsourceText } from './conversion/source.js';
import type { SigmaProblem } from './conversion/target.js';
import type { SigmaDocument } from './parse/read-sigma.js';
import { Refusal, type RefusalCode, type UnmappedField } from './refusal.js';
import type { SigmaRule } from './syntax.js';
import { type Sample, type Verification, verify } from './verify.js';

/** The outcome of a Sigma rule. */
export type SigmaOutcome =
  | {
      readonly status: 'converted' | 'failed';
      readonly id: string;
      readonly text: string;
      /** The test file of its samples. */
      readonly tests: string | undefined;
      readonly problems: readonly SigmaProblem[];
      /** Why the conversion failed. */
      readonly reason?: string;
    }
  | {
      readonly status: 'refused';
      readonly code: RefusalCode;
      readonly reason: string;
      readonly unmapped: readonly UnmappedField[];
    };

/** A converter of the rules of one import, which correlations can refer to by name or id. */
export interface SigmaConverter {
  /**
   * Converts a document. Samples are events of Sysmon and Windows channels, so they are not run on rules for
   * only Elastic Defend.
   */
  convert(document: SigmaDocument, samples: readonly Sample[], dates: RuleDates): SigmaOutcome;
}

/** Returns a converter for these documents. */
export function createConverter(
  documents: readonly SigmaDocument[],
  options: ConvertOptions,
): SigmaConverter {
  const rules = new Map<string, SigmaRule>();
  const correlated = new Set<string>();
  for (const { content } of documents) {
    if (content instanceof Refusal) continue;
    if (content.kind === 'correlation') {
      if (!content.generate) for (const name of content.rules) correlated.add(name);
      continue;
    }
    for (const key of [content.header.id, content.header.name])
      if (key !== undefined) rules.set(key, content);
  }
  const ids = new Set<string>();

  function queryOf({ content }: SigmaDocument): RuleQuery {
    if (content instanceof Refusal) throw content;
    if (content.kind === 'correlation') return correlationQuery(content, (name) => rules.get(name), options);
    const { id, name } = content.header;
    if ([id, name].some((key) => key !== undefined && correlated.has(key)))
      throw new Refusal(
        'correlated-only',
        'the rule is only used by a correlation; set "generate: true" to convert it too',
      );
    return eventQuery(content, options);
  }

  function convert(document: SigmaDocument, samples: readonly Sample[], dates: RuleDates): SigmaOutcome {
    const query = queryOf(document);
    const { header } = document.content as SigmaRule;
    const id = ruleId(header);
    if (ids.has(id)) throw new Refusal('duplicate-id', `another imported rule has the id ${id}`);
    ids.add(id);
    const file = ruleFile(header, query, dates);
    if (!file.ok) throw new Refusal('invalid', file.error);
    const checked = verify(file.text, options.fields === 'defend' ? [] : samples);
    if (isImpossible(file.text, checked))
      throw new Refusal('contradiction', 'no Elastic event can satisfy the rule');
    return verified(file, checked);
  }

  return {
    convert(document, samples, dates) {
      try {
        return convert(document, samples, dates);
      } catch (error) {
        if (error instanceof Refusal) return refused(error);
        const { message } = internalProblem(error, { start: 0, end: 0 }, 'not done');
        return refused(new Refusal('internal', message));
      }
    },
  };
}

/** Returns whether a rule has contradictory conditions, so that no event that satisfies it can be created. */
function isImpossible(text: string, { problems }: Verification): boolean {
  if (!problems.some(({ code }) => code === 'clause-contradiction')) return false;
  const request = { match: true, nearMisses: false, eachValue: false, seed: 0 };
  return synthesize(readRule(parseToml(text)), request).cases.length === 0;
}

function verified(
  {
    id,
    text,
    problems,
  }: { readonly id: string; readonly text: string; readonly problems: readonly SigmaProblem[] },
  { problems: found, tests, failures }: Verification,
): SigmaOutcome {
  const errors = found
    .filter(({ severity }) => severity === 'error')
    .map(({ code, message }) => `${message} (${code})`);
  const reasons = [...errors, ...failures];
  return {
    status: reasons.length === 0 ? 'converted' : 'failed',
    id,
    text,
    tests,
    problems: [...problems, ...found],
    ...(reasons.length === 0 ? {} : { reason: reasons.join('; ') }),
  };
}

function refused({ code, message, unmapped }: Refusal): SigmaOutcome {
  return { status: 'refused', code, reason: message, unmapped };
}

/** Returns a document's log source for reports, or undefined. */
export function logsourceOf({ content }: SigmaDocument): string | undefined {
  return content instanceof Refusal || content.kind === 'correlation'
    ? undefined
    : logsourceText(content.logsource);
}
