import type { EventObject } from '../../evaluate/values/access.js';
import { newRule } from '../../ide/new-rule/new-rule.js';
import { isRuleType } from '../../rule/schema/rule-types.js';
import { today } from '../../rule/schema-check/today.js';
import type { BegunRule, NewRuleChoice } from '../messages.js';
import type { Workspace } from '../session/workspace.js';
import { findEvent } from './find-events.js';
import { readEventText } from './run-files.js';

/** The files of a new rule, for the client to write. */
export async function beginRule(choice: NewRuleChoice, workspace: Workspace): Promise<BegunRule> {
  const { type, name, tactic } = choice;
  if (!isRuleType(type)) return failed(`there is no rule type "${type}"`);
  const found = choice.event && (await eventOf(choice.event, workspace));
  if (found && 'error' in found) return failed(found.error);
  return newRule({
    type,
    name,
    ...(tactic === undefined ? {} : { tactic }),
    ...(found ? { event: found.event } : {}),
    author: 'Your name',
    today: today(),
    id: globalThis.crypto.randomUUID(),
  });
}

async function eventOf(
  event: NonNullable<NewRuleChoice['event']>,
  workspace: Workspace,
): Promise<{ event: EventObject } | { error: string }> {
  if (!('text' in event)) return findEvent(event, workspace);
  const found = eventAtLine(event.text, event.line);
  return found ? { event: found } : { error: 'there is no event in this text' };
}

/** The event that stands at a zero-based line, or the last one before it. */
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
