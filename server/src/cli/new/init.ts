import { join } from 'node:path';
import { withSlashes } from '../../files/path-below.js';
import { exitCodes } from '../exit-code.js';
import { type ParsedOptions, UsageError } from '../options.js';
import type { Output } from '../output.js';
import { beginRule } from './new.js';
import { writeNewFiles } from './write-new-files.js';

const configuration = `# How Rulewright checks the rules in this folder and below.
profile: default        # or elastic: also the conventions of Elastic's repository
# checks:
#   field-unknown: error  # error, warning, information, hint, off
# ignore:
#   - drafts/**
`;

/** An event that the first rule matches. */
const exampleEvent = {
  '@timestamp': '2026-01-12T09:00:00Z',
  event: { category: 'process', type: 'start' },
  host: { os: { type: 'linux' } },
  process: { name: 'sh', parent: { name: 'nginx' } },
};

/**
 * `rulewright init`: creates a rules folder with a configuration, a rule, its tests and events. Returns the
 * exit code.
 */
export function initCommand(options: ParsedOptions, output: Output): number {
  const [folder = '.', ...rest] = options.positionals;
  if (rest.length > 0) throw new UsageError('init takes one folder', 'rulewright init [FOLDER]');
  const rule = beginRule({
    type: 'eql',
    name: 'Shell Started by a Web Server',
    tactic: 'TA0002',
    technique: 'T1059',
    event: exampleEvent,
    author: options.text('author') ?? 'Your name',
  });
  const at = (file: string): string => withSlashes(join(folder, file));
  const code = writeNewFiles(
    [
      { path: at('.rulewright.yaml'), text: configuration },
      { path: at(`rules/${rule.fileName}`), text: rule.text },
      { path: at(`rules/${rule.testFileName}`), text: rule.testText },
      { path: at('rules/fixtures/example.ndjson'), text: `${JSON.stringify(exampleEvent)}\n` },
    ],
    output,
    { keep: true },
  );
  if (code === exitCodes.done) {
    const rules = at('rules');
    output.write(`\nNext: rulewright lint ${rules}, rulewright test ${rules}, rulewright run ${rules}\n`);
  }
  return code;
}
