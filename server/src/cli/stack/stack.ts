import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { withSlashes } from '../../files/path-below.js';
import { findConfiguration } from '../../lint/files.js';
import { describeStack } from '../../stack/describe-stack.js';
import { keyOfEnvironment, keyVariable } from '../../stack/profiles/environment.js';
import type { StackProfile } from '../../stack/profiles/profile.js';
import { approvalDigest, approve, forget, isApproved } from '../../stack/profiles/read-approvals.js';
import { readCertificates } from '../../stack/profiles/read-certificates.js';
import { StackError } from '../../stack/stack-error.js';
import { indexLines } from '../../text/lines.js';
import { exitCodes } from '../exit-code.js';
import { toFileFinding } from '../findings.js';
import { listenForInterrupt } from '../interrupt.js';
import { type ParsedOptions, table, UsageError } from '../options.js';
import type { Output } from '../output.js';
import { renderFinding } from '../report/source-lines.js';
import { findProfile, type KnownProfile, knownProfiles, withStack } from './access.js';

const usage = 'rulewright stack list, or rulewright stack approve|forget|check PROFILE';

/** `rulewright stack`: shows, approves and tests the profiles of stacks. Returns the exit code. */
export async function stackCommand(options: ParsedOptions, output: Output): Promise<number> {
  const [action = 'list', name, ...rest] = options.positionals;
  if (rest.length > 0) throw new UsageError('stack takes an action and a profile', usage);
  if (action === 'list' && name === undefined) return listProfiles(output);
  if (!['approve', 'check', 'forget'].includes(action))
    throw new UsageError(`unknown action "${action}"`, usage);
  if (name === undefined) throw new UsageError(`stack ${action} needs a profile`, usage);
  if (action === 'check') return checkProfile(name, output);
  const known = findProfile(name, '.');
  if (known.profile.source === 'environment')
    throw new UsageError('the profile of the environment needs no approval');
  const digest = approvalDigest(known.profile, readCertificates(known));
  if (action === 'forget') {
    forget(digest);
    output.write(`${name} is no longer used until you approve it again\n`);
    return exitCodes.done;
  }
  output.write(describe(known));
  if (!options.flag('yes') && !(await confirmed(name, output))) return exitCodes.findings;
  approve(digest, addressesOf(known.profile).join(' '));
  output.write(`\n${name} may be used on this machine; changing these values needs a new approval\n`);
  return exitCodes.done;
}

/** Asks for confirmation; scripts use `--yes`. */
async function confirmed(name: string, output: Output): Promise<boolean> {
  if (process.stdin.isTTY !== true)
    throw new UsageError('approval needs a person', `check these values, then pass --yes to approve ${name}`);
  output.message('Your API key is sent to these addresses. Approve? [y/N]');
  const lines = createInterface({ input: process.stdin });
  const [answer = ''] = (await Promise.race([once(lines, 'line'), once(lines, 'close')])) as [string?];
  lines.close();
  return /^y(?:es)?$/i.test(answer.trim());
}

function addressesOf({ elasticsearch, kibana }: StackProfile): string[] {
  return [elasticsearch, kibana].filter((address) => address !== undefined);
}

function listProfiles(output: Output): number {
  const { path, text, problems } = findConfiguration('.');
  const lines = indexLines(text);
  for (const problem of problems)
    output.message(
      renderFinding(toFileFinding(problem, withSlashes(path ?? '.'), lines), lines, output.colors),
    );
  const known = knownProfiles('.');
  if (known.length === 0)
    output.write('no profiles: define one under "stacks" in .rulewright.yaml, see docs/stack.md\n');
  output.write(known.map(describe).join('\n'));
  return exitCodes.done;
}

function describe(known: KnownProfile): string {
  const { profile, path } = known;
  const rows: [string, string | undefined][] = [
    ['from', path === undefined ? 'environment' : withSlashes(path)],
    ['elasticsearch', profile.elasticsearch],
    ['kibana', profile.kibana],
    ['space', profile.kibana && profile.space],
    ['index', profile.index?.join(', ')],
    ['certificates', profile.certificates],
    ['approved', approval(known)],
    [
      'API key',
      keyOfEnvironment(profile.name, process.env) ? 'set' : `not set (${keyVariable(profile.name)})`,
    ],
  ];
  return `${profile.name}\n${table(rows.flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const])))}`;
}

function approval(known: KnownProfile): string {
  if (known.profile.source === 'environment') return 'not needed';
  try {
    return isApproved(approvalDigest(known.profile, readCertificates(known))) ? 'yes' : 'no';
  } catch (error) {
    if (error instanceof StackError) return `no: ${error.message}`;
    throw error;
  }
}

async function checkProfile(name: string, output: Output): Promise<number> {
  const interrupt = listenForInterrupt();
  try {
    const lines = await withStack(name, '.', output, (stack) => describeStack(stack, interrupt.signal));
    output.write(table(lines));
    return exitCodes.done;
  } finally {
    interrupt.end();
  }
}
