/**
 * Drives a headless Neovim through the language server. Its client, like those of other editors, waits for
 * diagnostics instead of pulling them. Prints one last line with the result.
 */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { installedProgram, rootFolder, writeReport } from '../setup.mjs';

const neovim = installedProgram({ package: 'neovim', programs: ['nvim'] });
if (!neovim) {
  writeReport({ passed: 0, failed: 0, needs: 'neovim' });
  console.log('Neovim tests: NOT RUN, needs: neovim');
  process.exit(process.env.RULEWRIGHT_REQUIRE_EDITOR === '1' ? 1 : 0);
}

const rule = `[metadata]
creation_date = "2026/01/05"
maturity = "development"
updated_date = "2026/01/05"

[rule]
author = ["Rulewright"]
description = "An example."
from = "now-9m"
index = ["logs-endpoint.events.process-*"]
language = "eql"
license = "Apache-2.0"
name = "Example"
risk_score = 47
rule_id = "8f3b1f0a-6f0e-4b5e-9a55-0d5b4f0a2f11"
severity = "medium"
timestamp_override = "event.ingested"
type = "eql"
query = '''
process where event.type == "start" and proces.name : "sh" and process.parent.name : "nginx"
'''
`;

const folder = mkdtempSync(join(tmpdir(), 'rulewright-neovim-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
const result = join(folder, 'result.json');
writeFileSync(join(folder, 'example.toml'), rule);
const { status, stdout, stderr, error } = spawnSync(
  neovim,
  [
    '--headless',
    '-u',
    'NONE',
    '-i',
    'NONE',
    '-c',
    `luafile ${fileURLToPath(new URL('session.lua', import.meta.url))}`,
  ],
  {
    cwd: folder,
    encoding: 'utf8',
    timeout: 90_000,
    env: {
      ...process.env,
      HOME: folder,
      XDG_STATE_HOME: folder,
      NODE: process.execPath,
      CLI: join(rootFolder, 'server/dist/cli.js'),
      RULE: join(folder, 'example.toml'),
      RESULT: result,
    },
  },
);
assert.equal(status, 0, error?.message ?? `${stdout}\n${stderr}`);

const { steps, failure, exit } = JSON.parse(readFileSync(result, 'utf8'));
assert.equal(failure, undefined);
const lines = rule.split('\n');
const line = lines.findIndex((text) => text.startsWith('process where'));
assert.deepEqual(
  steps.opened.map(({ code, line: at, column }) => [code, at, column]),
  [['field-unknown', line, lines[line].indexOf('proces.name')]],
);
assert.match(steps.hover, /process\.parent\.name/);
assert.equal(steps.completion[0], 'process.name');
assert.deepEqual(steps.fixed, []);
assert.match(steps.line, / process\.name : "sh"/);
assert.deepEqual(
  steps.typed.map(({ code, line: at }) => [code, at]),
  [['key-unknown', lines.length - 1]],
);
assert.equal(exit, 0);
console.log('Neovim tests: PASSED');
