import { readFileSync } from 'node:fs';
import { createTwoFilesPatch } from 'diff';
import { lintPaths } from '../../lint/lint-files.js';
import { silentOutput } from '../silent-output.js';
import type { Tool } from '../tool.js';

/** A tool that applies the fixes of findings, as `rulewright lint --fix` does. */
export const fixRule: Tool = {
  name: 'fix_rule',
  title: 'Apply the fixes of findings',
  description:
    'Applies the fixes that check_rule has for a rule or test file, and says what changed. It changes the file.',
  writes: true,
  input: (z) => ({ rule: z.string().min(1).max(1000).describe('path of the rule or test file') }),
  async run({ rule }, { files }) {
    const path = files.file(String(rule));
    const before = readFileSync(path, 'utf8');
    const options = {
      fix: 'write',
      isShown: () => true,
      profile: undefined,
      changedSince: undefined,
    } as const;
    const { fixed, findings } = await lintPaths([files.shown(path)], options, silentOutput);
    const shown = files.shown(path);
    return {
      fixed: fixed.map(({ code, title }) => ({ code, title })),
      left: findings.map(({ code, message }) => ({ code, message })),
      patch: fixed.length === 0 ? '' : createTwoFilesPatch(shown, shown, before, readFileSync(path, 'utf8')),
    };
  },
};
