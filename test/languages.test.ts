import { readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { expect, test } from 'vitest';
import { root } from './helpers/shared.js';

/** Mentions of languages in code: quoted ids, and the names of values for a language. */
const mention = /'(?:eql|kuery|kql|esql|lucene)'|\b(?:eql|kql|esql|lucene)(?:Language|Planner)\b/g;

/** Files of one language, and checks about one. */
const home =
  /^server\/src\/(?:(?:query|evaluate|ide\/completion)\/(?:eql|kql|esql|lucene)\/|ide\/(?:hover|structure)\/(?:eql|esql)-|lint\/checks\/)/;

/**
 * Other files that may name languages, how often, and why. A new language needs a line in each registry and
 * in the schema of rules; the rest concerns one type of rule or one check.
 */
const allowed: Readonly<Record<string, { readonly count: number; readonly reason: string }>> = {
  'client/src/rules/new-rule.ts': { count: 2, reason: 'rule types to choose from' },
  'server/src/analysis/query-parts.ts': { count: 4, reason: 'parts for checks that are about one language' },
  'server/src/analysis/resolved-esql.ts': { count: 2, reason: 'columns for checks that are about ES|QL' },
  'server/src/authoring/draft/draft-query.ts': {
    count: 5,
    reason: 'a draft is written in one language or another',
  },
  'server/src/authoring/draft/draft-rule.ts': { count: 12, reason: 'the language of each type of draft' },
  'server/src/authoring/draft/draft-types.ts': { count: 3, reason: 'types of drafts' },
  'server/src/authoring/evidence/print-clause.ts': { count: 3, reason: 'registry' },
  'server/src/authoring/tune/exclude-from-query.ts': { count: 7, reason: 'registry' },
  'server/src/cli/commands/running.ts': { count: 5, reason: 'help names the languages without loading them' },
  'server/src/cli/commands/writing.ts': { count: 3, reason: 'help names the languages without loading them' },
  'server/src/cli/explain.ts': { count: 1, reason: 'events of rules of type esql are explained together' },
  'server/src/cli/new/init.ts': { count: 1, reason: 'a first rule' },
  'server/src/cli/run/subjects.ts': { count: 2, reason: 'the default of --query, and its other names' },
  'server/src/evaluate/anomalies/prepare-anomalies.ts': { count: 1, reason: 'an empty query of KQL' },
  'server/src/evaluate/engine/run-as-engine.ts': { count: 3, reason: 'rules of type eql keep the latest' },
  'server/src/evaluate/explain/explain-sequence.ts': { count: 1, reason: 'sequences are EQL' },
  'server/src/evaluate/plan/condition-planners.ts': { count: 6, reason: 'registry' },
  'server/src/evaluate/plan/planners.ts': { count: 2, reason: 'registry' },
  'server/src/evaluate/prepare/prepare-rule.ts': { count: 9, reason: 'the language of a rule type' },
  'server/src/evaluate/threat-match/explain-threat-match.ts': { count: 2, reason: 'the default language' },
  'server/src/evaluate/threat-match/prepare-threat-match.ts': { count: 3, reason: 'the default language' },
  'server/src/exchange/api-keys.ts': { count: 1, reason: 'the default language' },
  'server/src/exchange/related-integrations.ts': { count: 2, reason: 'as a build of detection-rules does' },
  'server/src/fields/checkout/field-plan.ts': { count: 1, reason: 'Endgame has schemas for EQL only' },
  'server/src/ide/in-words/rule-in-words.ts': { count: 6, reason: 'each language is said in words' },
  'server/src/ide/new-rule/new-rule.ts': { count: 3, reason: 'a query from an event' },
  'server/src/ide/new-rule/templates.ts': { count: 3, reason: 'a template for each rule type' },
  'server/src/index.ts': { count: 4, reason: 'type of the public library' },
  'server/src/lint/documentation.ts': { count: 1, reason: 'examples that are not TOML' },
  'server/src/logic/asks-twice.ts': { count: 2, reason: 'lists of KQL are written out in its tree' },
  'server/src/lsp/session/warm-up.ts': { count: 1, reason: 'a rule to warm up with' },
  'server/src/prove/mutation/table/expression-mutants.ts': { count: 1, reason: 'KQL within ES|QL' },
  'server/src/prove/synthesis/table/kql-fields.ts': { count: 1, reason: 'KQL within ES|QL' },
  'server/src/prove/synthesis/table/repair.ts': { count: 2, reason: 'KQL within ES|QL' },
  'server/src/query/languages.ts': { count: 8, reason: 'registry' },
  'server/src/rule/schema-check/check-combinations.ts': {
    count: 10,
    reason: 'names people write for languages',
  },
  'server/src/rule/schema-check/check-schema.ts': { count: 1, reason: 'ES|QL rules have no index' },
  'server/src/repository/search-rules.ts': { count: 2, reason: 'searches are in KQL' },
  'server/src/rule/rule.ts': { count: 2, reason: 'the default language of a rule type' },
  'server/src/rule/schema/rule-keys.ts': { count: 6, reason: 'schema' },
  'server/src/rule/schema/rule-types.ts': { count: 6, reason: 'schema' },
  'server/src/sigma/conversion/correlate.ts': { count: 10, reason: 'a correlation needs a language' },
  'server/src/sigma/conversion/query.ts': {
    count: 10,
    reason: 'a conversion is written in one language or another',
  },
  'server/src/sigma/conversion/rule-file.ts': { count: 6, reason: 'the type of a rule by its language' },
  'server/src/site/highlight.ts': { count: 1, reason: 'KQL has no comments' },
  'server/src/stack/compare/run-here.ts': { count: 1, reason: 'rows of ES|QL are compared by their columns' },
  'server/src/stack/explain-zero/conditions.ts': { count: 3, reason: 'each language splits its conditions' },
  'server/src/stack/explain-zero/count-conditions.ts': {
    count: 1,
    reason: 'a pipeline is counted by its prefixes',
  },
  'server/src/stack/requests/query-filter.ts': { count: 1, reason: 'KQL becomes a query, Lucene is sent' },
  'server/src/stack/requests/search-request.ts': { count: 4, reason: 'a kind of request for each endpoint' },
  'server/src/stack/search/eql-search.ts': { count: 1, reason: 'kinds of requests' },
  'server/src/stack/search/esql-query.ts': { count: 1, reason: 'kinds of requests' },
  'server/src/stack/search/indices.ts': { count: 1, reason: 'ES|QL names its indices itself' },
  'server/src/stack/search/run-on-stack.ts': { count: 1, reason: 'kinds of requests' },
  'server/src/stack/search/run-request.ts': { count: 2, reason: 'kinds of requests' },
  'server/src/testing/case-inputs.ts': { count: 2, reason: 'keys of a case for rules of type esql' },
};

test('a language is named at home, in registries and where a rule type is about it', () => {
  const found: Record<string, number> = {};
  for (const folder of ['server/src', 'client/src'])
    for (const name of readdirSync(join(root, folder), { recursive: true }) as string[]) {
      const file = join(folder, name).split(sep).join('/');
      if (!file.endsWith('.ts') || /\.(?:test|generated)\.ts$/.test(file) || home.test(file)) continue;
      const count = readFileSync(join(root, file), 'utf8').match(mention)?.length ?? 0;
      if (count > 0) found[file] = count;
    }
  const counts = Object.fromEntries(Object.entries(allowed).map(([file, { count }]) => [file, count]));
  expect(found).toEqual(counts);
});
