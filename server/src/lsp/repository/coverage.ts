import type { FieldCatalogue } from '../../fields/catalogue.js';
import { mutationSteps } from '../../prove/mutation/mutate-rule.js';
import { threatOf } from '../../site/threat.js';
import type { EventsReader } from '../../testing/case-events.js';
import { fileEventsReader, testFileOf } from '../../testing/files.js';
import { parseTestFile } from '../../testing/parse-test-file.js';
import { runTestFile } from '../../testing/run-test-file.js';
import type { TestFile } from '../../testing/test-file.js';
import type {
  CoveredTactic,
  CoveredTechnique,
  RuleProof,
  RuleWithProof,
  WorkspaceCoverage,
} from '../messages/repository.js';
import { isOutdated } from '../session/last-proofs.js';
import { inTurns } from '../session/turns.js';
import { readWorkspaceFile, type Workspace } from '../session/workspace.js';
import { projectOf } from '../session/workspace-folders.js';
import { type RepositoryRule, repositoryRules } from './repository-rules.js';

type Rules = RuleWithProof[];
interface Tactic {
  readonly name: string;
  readonly rules: Rules;
  readonly techniques: Map<string, { readonly name: string; readonly rules: Rules }>;
}

/** Returns the techniques that the workspace's rules cover. Yields to other work after each rule. */
export async function workspaceCoverage(
  prove: boolean,
  workspace: Workspace,
  stopped: () => boolean,
): Promise<WorkspaceCoverage> {
  const tactics = new Map<string, Tactic>();
  const others: Rules = [];
  for (const one of repositoryRules(workspace)) {
    await new Promise((resolve) => setImmediate(resolve));
    if (stopped()) break;
    const { file, rule } = one;
    const entry: RuleWithProof = {
      uri: file.uri,
      name: rule.name ?? file.path,
      proof: await proofOf(one, prove, workspace, stopped),
    };
    const named = threatOf(rule);
    if (named.length === 0) others.push(entry);
    for (const { id, name, techniques } of named) {
      const tactic: Tactic = tactics.get(id) ?? { name, rules: [], techniques: new Map() };
      tactics.set(id, tactic);
      if (techniques.length === 0) tactic.rules.push(entry);
      for (const technique of techniques) {
        const known = tactic.techniques.get(technique.id) ?? { name: technique.name, rules: [] as Rules };
        tactic.techniques.set(technique.id, known);
        known.rules.push(entry);
      }
    }
  }
  return { tactics: [...tactics].sort(byKey).map(tacticOf), others };
}

function tacticOf([id, { name, rules, techniques }]: readonly [string, Tactic]): CoveredTactic {
  return {
    id,
    name,
    rules,
    techniques: [...techniques]
      .sort(byKey)
      .map(([technique, found]): CoveredTechnique => ({ id: technique, ...found })),
  };
}

function byKey([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : 1;
}

async function proofOf(
  { file, rule }: RepositoryRule,
  prove: boolean,
  workspace: Workspace,
  stopped: () => boolean,
): Promise<RuleProof> {
  const testPath = testFileOf(file.path);
  const read = testPath === undefined ? undefined : readWorkspaceFile(testPath, workspace);
  if (!read?.ok) return 'untested';
  const tests = parseTestFile(read.text);
  if (tests.cases.length === 0) return 'untested';
  const known = workspace.lastProofs.get(file.key);
  const isKnown = known && !isOutdated(known, file.text, read.text);
  if (isKnown) return proofBy(known.report);
  const readEvents = fileEventsReader(read.path, projectOf(file.path, workspace));
  const fields = await workspace.checkouts.fieldsFor(rule.document, file.path);
  if (!prove) return isPassing(rule, tests, readEvents, fields) ? 'tested' : 'failing';
  const report = await inTurns(mutationSteps(rule, tests, readEvents, fields), stopped);
  if (!report) return isPassing(rule, tests, readEvents, fields) ? 'tested' : 'failing';
  workspace.lastProofs.set(file.key, { rule: file.text, tests: read.text, report });
  return proofBy(report);
}

function isPassing(
  rule: RepositoryRule['rule'],
  tests: TestFile,
  readEvents: EventsReader,
  fields: FieldCatalogue | undefined,
): boolean {
  const outcomes = runTestFile(rule, tests, readEvents, undefined, fields);
  return outcomes.every(({ status }) => status === 'passed' || status === 'todo');
}

function proofBy({
  failing,
  survivors,
  mutants,
  problem,
}: {
  readonly failing: readonly string[];
  readonly survivors: readonly unknown[];
  readonly mutants: number;
  readonly problem?: string;
}): RuleProof {
  if (failing.length > 0) return 'failing';
  return problem === undefined && mutants > 0 && survivors.length === 0 ? 'proved' : 'tested';
}
