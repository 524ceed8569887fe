import type { PayloadOf } from '../../exchange/payload.js';
import { payloadOf } from '../../exchange/payload.js';
import { updateRule } from '../../exchange/update-rule.js';
import { pathBelow } from '../../files/path-below.js';
import { pathKey } from '../../files/path-key.js';
import { findRule } from '../../stack/kibana/rules.js';
import { askStates } from '../../stack/state/ask-states.js';
import { withoutKept } from '../../stack/state/comparable.js';
import type { LocalRule } from '../../stack/state/compare.js';
import { localRule } from '../../stack/state/local-rule.js';
import { lockFileOf, readLock } from '../../stack/state/read-lock.js';
import { isolated } from '../../text/internal-error.js';
import { parseToml } from '../../toml/document.js';
import type { RuleOnStack, StackParams, StackStates } from '../messages/stack.js';
import { analyseRule } from '../session/analyse-rule.js';
import type { OpenDocument } from '../session/documents.js';
import { uriOf } from '../session/uris.js';
import { readWorkspaceFile, type Workspace } from '../session/workspace.js';
import { messageOf, useStack } from './use-stack.js';

/** Number of rules to read before other requests are answered. */
const atOnce = 50;

/** Compares the rules below a profile's configuration with those in Kibana. */
export async function stackStates(
  params: StackParams,
  workspace: Workspace,
  signal: AbortSignal,
): Promise<StackStates> {
  try {
    return await useStack(params, async (stack, folder) => {
      const lock = readLock(lockFileOf(folder, stack.profile.name), stack.profile);
      /** Ids of incomplete files, which do not count as removed. */
      const broken = new Set<string>();
      const readHere = (version: string) => readRules(folder, version, workspace, broken);
      const { states } = await askStates(stack, { readHere, lock, isWhole: true }, signal);
      return {
        rules: states
          .filter(({ here, ruleId }) => here || !broken.has(ruleId))
          .map(({ here, name, status, changes }) => ({
            ...(here && { uri: uriOf(here.path) }),
            name,
            status,
            keys: changes.map(({ key }) => key),
          })),
      };
    });
  } catch (error) {
    return { rules: [], error: messageOf(error) };
  }
}

const writtenId = /^\s*rule_id\s*=\s*["']([^"']+)["']/gm;

/** Returns the rules in a folder as a version of Kibana receives them, with unsaved text. */
async function readRules(
  folder: string,
  version: string,
  workspace: Workspace,
  broken: Set<string>,
): Promise<LocalRule[]> {
  const root = pathKey(folder);
  const rules: LocalRule[] = [];
  const ids = new Set<string>();
  let count = 0;
  for (const { key } of [...workspace.rules.all()]) {
    if (pathBelow(root, key) === undefined) continue;
    if (++count % atOnce === 0) await new Promise((done) => setImmediate(done));
    const path = workspace.pathOfRule(key);
    const file = readWorkspaceFile(path, workspace);
    const rule = file.ok
      ? isolated(
          () => readOne(path, file.text, version, workspace),
          { start: 0, end: 0 },
          () => undefined,
        )
      : undefined;
    if (!rule && file.ok) for (const [, id] of file.text.matchAll(writtenId)) broken.add(id!);
    if (!rule || ids.has(rule.ruleId)) continue;
    ids.add(rule.ruleId);
    rules.push(rule);
  }
  return rules;
}

function readOne(path: string, text: string, version: string, workspace: Workspace): LocalRule | undefined {
  const document = parseToml(text);
  if (document.problems.length > 0) return undefined;
  const read = localRule(path, document, payloadReader(path, workspace), version);
  return 'rule' in read ? read.rule : undefined;
}

function payloadReader(path: string, workspace: Workspace): PayloadOf {
  return (document, stack) =>
    payloadOf(analyseRule(document.text, { path, key: pathKey(path) }, workspace), stack);
}

/** Returns an open rule as it is in Kibana: the file after a pull. */
export async function ruleOnStack(
  document: OpenDocument,
  params: StackParams,
  workspace: Workspace,
  signal: AbortSignal,
): Promise<RuleOnStack> {
  const { path = '' } = document;
  const file = parseToml(document.text);
  const reader = payloadReader(path, workspace);
  const here = reader(file).rule;
  const { rule_id: ruleId } = here;
  if (typeof ruleId !== 'string') return { error: 'The rule has no "rule_id".' };
  try {
    const there = await useStack(params, (stack) => findRule(stack.kibana(), ruleId, signal));
    if (!there) return {};
    const updated = updateRule(file, withoutKept(there.payload, here), reader);
    return updated.ok ? { text: updated.text } : { error: updated.error };
  } catch (error) {
    return { error: messageOf(error) };
  }
}
