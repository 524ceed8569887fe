import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { EventObject } from '../../evaluate/values/access.js';
import { withSlashes } from '../../files/path-below.js';
import { type NewRule, type NewRuleOptions, newRule } from '../../ide/new-rule/new-rule.js';
import { ruleTemplates } from '../../ide/new-rule/templates.js';
import type { RuleType } from '../../rule/schema/rule-types.js';
import { today } from '../../rule/schema-check/today.js';
import { type EventAddress, readAddress } from '../event-address.js';
import { readEvents } from '../event-files.js';
import { type ParsedOptions, UsageError } from '../options.js';
import type { Output } from '../output.js';
import { readThreat } from './threat.js';
import { writeNewFiles } from './write-new-files.js';

/** `rulewright new`: writes a rule and its tests. Returns the exit code. */
export async function newCommand(options: ParsedOptions, output: Output): Promise<number> {
  const [name, ...rest] = options.positionals;
  if (name === undefined || name.trim() === '' || rest.length > 0)
    throw new UsageError(
      'new takes the name of one rule',
      'put it in quotes: rulewright new "Shell Started by a Web Server"',
    );
  const threat = readThreat(options);
  const type = readType(options.text('type') ?? Object.keys(ruleTemplates)[0]!);
  const address = readAddress(options.text('event'));
  const event = address && (await readEvent(address, output));
  const rule = beginRule({
    type,
    name: name.trim(),
    ...threat,
    ...(event === undefined ? {} : { event }),
    author: options.text('author') ?? 'Your name',
  });
  const folder = options.text('folder') ?? (existsSync('rules') ? 'rules' : '.');
  const at = (file: string): string => withSlashes(join(folder, file));
  return writeNewFiles(
    [
      { path: at(rule.fileName), text: rule.text },
      { path: at(rule.testFileName), text: rule.testText },
    ],
    output,
    { keep: false },
  );
}

/** Returns the files of a new rule with today's date and a new ID. */
export function beginRule(options: Omit<NewRuleOptions, 'today' | 'id'>): NewRule {
  return newRule({ ...options, today: today(), id: globalThis.crypto.randomUUID() });
}

function readType(given: string): RuleType {
  if (Object.hasOwn(ruleTemplates, given)) return given as RuleType;
  throw new UsageError(`--type takes ${Object.keys(ruleTemplates).join(', ')}, not "${given}"`);
}

async function readEvent({ text, path, isAt }: EventAddress, output: Output): Promise<EventObject> {
  if (path === undefined) throw new UsageError(`--event takes FILE:LINE, not "${text}"`);
  let found: EventObject | undefined;
  const { problems } = await readEvents(
    [path],
    (event, _number, index, line) => {
      if (isAt(index, line)) found ??= event;
    },
    output,
  );
  if (found) return found;
  throw new UsageError(`there is no event ${text}`, problems[0]?.message);
}
