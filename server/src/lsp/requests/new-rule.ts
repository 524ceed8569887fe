import type { EventObject } from '../../evaluate/values/access.js';
import { newRule } from '../../ide/new-rule/new-rule.js';
import { techniques } from '../../rule/attack/attack.js';
import { isRuleType } from '../../rule/schema/rule-types.js';
import { today } from '../../rule/schema-check/today.js';
import { failure, type Result } from '../../text/result.js';
import type { BegunRule, NewRuleChoice, TechniqueChoice } from '../messages.js';
import type { Workspace } from '../session/workspace.js';
import { findEvent } from './find-events.js';
import { readEventText } from './run-files.js';

/** Returns the files of a new rule, for the client to write. */
export async function beginRule(choice: NewRuleChoice, workspace: Workspace): Promise<BegunRule> {
  const { type, name, tactic, technique } = choice;
  if (!isRuleType(type)) return failed(`unknown rule type "${type}"`);
  const found = choice.event && (await eventOf(choice.event, workspace));
  if (found && !found.ok) return failed(found.error);
  return newRule({
    type,
    name,
    ...(tactic === undefined ? {} : { tactic }),
    ...(technique === undefined ? {} : { technique }),
    ...(found ? { event: found.event } : {}),
    author: 'Your name',
    today: today(),
    id: globalThis.crypto.randomUUID(),
  });
}

/** Returns the techniques of a tactic, in id order. */
export function techniquesOf(tactic: string): TechniqueChoice[] {
  return Object.entries(techniques)
    .filter(([, technique]) => technique.tactics.includes(tactic))
    .map(([id, { name }]) => ({ id, name }))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}

async function eventOf(
  event: NonNullable<NewRuleChoice['event']>,
  workspace: Workspace,
): Promise<Result<{ readonly event: EventObject }>> {
  if (!('text' in event)) return findEvent(event, workspace);
  const found = eventAtLine(event.text, event.line);
  return found ? { ok: true, event: found } : failure('no event in this text');
}

/** Returns the event at a zero-based line, or the last one before it. */
function eventAtLine(text: string, line: number): EventObject | undefined {
  let found: EventObject | undefined;
  readEventText(text, {
    event(event, _index, at) {
      if (!found || at - 1 <= line) found = event;
    },
    problem: () => {},
  });
  return found;
}

function failed(error: string): BegunRule {
  return { fileName: '', text: '', testFileName: '', testText: '', error };
}
