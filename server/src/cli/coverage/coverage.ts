import {
  bestProof,
  type Coverage,
  type CoveringRule,
  coverageOf,
  type Proof,
} from '../../repository/coverage.js';
import { navigatorLayer } from '../../repository/navigator-layer.js';
import { bundledAttack } from '../../rule/attack/attack.js';
import { readRule } from '../../rule/rule.js';
import { visibleLine } from '../../text/visible.js';
import { parseToml } from '../../toml/document.js';
import { exitCodeOf } from '../exit-code.js';
import { openFileSink } from '../file-sink.js';
import { changesSince, folderOf } from '../lint/changes.js';
import { loadRules } from '../load-rules.js';
import { type ParsedOptions, UsageError } from '../options.js';
import type { Output } from '../output.js';
import { plural, renderFinding } from '../report/source-lines.js';
import { groupsOf } from './groups.js';
import { proofReader } from './proof-of-rule.js';
import { readTargets } from './targets.js';

/**
 * `rulewright coverage`: shows which techniques rules cover, and how well tests prove it. Returns the exit code.
 */
export async function coverageCommand(options: ParsedOptions, output: Output): Promise<number> {
  const targetFile = options.text('targets');
  if (options.flag('fail-on-gaps') && targetFile === undefined)
    throw new UsageError('--fail-on-gaps needs --targets FILE');
  const targets = targetFile === undefined ? [] : readTargets(targetFile);
  const { rules: loaded, unreadable } = loadRules(options.positionals, output);
  const proofOf = proofReader(output);
  const rules: CoveringRule[] = [];
  for (const one of loaded) {
    output.progress(`proving ${one.path}`);
    rules.push({ path: one.path, rule: one.rule, proof: await proofOf(one) });
  }
  const coverage = coverageOf(rules, bundledAttack);
  const covered = new Map(coverage.techniques.map((technique) => [technique.id, technique]));
  const gaps = targets.filter((id) => !covered.has(id));
  const navigator = options.text('navigator');
  if (navigator !== undefined) writeLayers(navigator, rules, options, output);
  const since = options.text('since');
  const change = since === undefined ? undefined : changeSince(since, rules, options.positionals);
  if (options.text('format') === 'json')
    output.report(
      `${JSON.stringify({ version: 1, ...coverage, gaps, ...(change && { change }) }, undefined, 2)}\n`,
    );
  else {
    writePretty(coverage, options.flag('verbose'), output);
    if (change) {
      output.write(
        `\nsince ${since}: ${change.gained.length} techniques gained, ${change.lost.length} lost\n`,
      );
      for (const id of change.gained) output.write(`  + ${describe(id)}\n`);
      for (const id of change.lost) output.write(`  - ${describe(id)}\n`);
    }
    for (const id of gaps) output.write(`gap: ${describe(id)}\n`);
    for (const finding of unreadable) output.message(renderFinding(finding, undefined, output.colors));
  }
  return exitCodeOf(unreadable, {
    unusable: unreadable.length > 0,
    findings: options.flag('fail-on-gaps') && gaps.length > 0,
  });
}

function describe(id: string): string {
  const name = bundledAttack.techniqueOf(id)?.name;
  return name === undefined ? id : `${id} ${name}`;
}

/** Returns the techniques that gained their first rule and those that lost their last one. */
function changeSince(
  ref: string,
  rules: readonly CoveringRule[],
  paths: readonly string[],
): { readonly gained: readonly string[]; readonly lost: readonly string[] } {
  const changes = changesSince(ref, folderOf(paths[0] ?? '.'), '--since');
  const earlier = (path: string, text: string): CoveringRule => ({
    path,
    rule: readRule(parseToml(text)),
    proof: 'untested',
  });
  const before = [
    ...rules.flatMap((one) => {
      if (!changes.has(one.path)) return [one];
      const text = changes.before(one.path);
      return text === undefined ? [] : [earlier(one.path, text)];
    }),
    ...changes.removed().map(({ path, text }) => earlier(path, text)),
  ];
  const idsOf = (all: readonly CoveringRule[]): Set<string> =>
    new Set(coverageOf(all, bundledAttack).techniques.map(({ id }) => id));
  const [was, is] = [idsOf(before), idsOf(rules)];
  return {
    gained: [...is].filter((id) => !was.has(id)),
    lost: [...was].filter((id) => !is.has(id)),
  };
}

function writeLayers(
  path: string,
  rules: readonly CoveringRule[],
  options: ParsedOptions,
  output: Output,
): void {
  const group = options.text('group');
  const layer = (name: string, members: readonly CoveringRule[]): object =>
    navigatorLayer(
      name,
      coverageOf(members, bundledAttack),
      bundledAttack,
      options.text('link-base')?.replace(/\/+$/, ''),
    );
  const layers =
    group === undefined
      ? layer('Rules', rules)
      : [...groupsOf(rules, group)].map(([name, members]) => layer(name, members));
  const sink = openFileSink(path);
  sink.write(`${JSON.stringify(layers, undefined, 2)}\n`);
  const failure = sink.close(true);
  if (failure !== undefined) throw new UsageError(failure);
  output.message(visibleLine(`wrote ${path}`));
}

const marks: Readonly<Record<Proof, string>> = { untested: '○', tested: '◐', proved: '●' };

function writePretty({ techniques, withoutTechnique }: Coverage, isVerbose: boolean, output: Output): void {
  const byTactic = new Map<string, Coverage['techniques'][number][]>();
  for (const technique of techniques)
    for (const tactic of technique.tactics.length > 0 ? technique.tactics : [''])
      byTactic.set(tactic, [...(byTactic.get(tactic) ?? []), technique]);
  for (const tactic of [...Object.keys(bundledAttack.tactics), ...byTactic.keys()]) {
    const own = byTactic.get(tactic);
    if (!own) continue;
    byTactic.delete(tactic);
    output.write(
      `${output.colors.bold(bundledAttack.tacticName(tactic) ?? (tactic || 'without a tactic'))}\n`,
    );
    for (const { id, name, rules } of own) {
      output.write(
        `  ${marks[bestProof(rules)]} ${id.padEnd(10)} ${visibleLine(name)}  ${output.colors.dim(plural(rules.length, 'rule'))}\n`,
      );
      if (isVerbose)
        for (const rule of rules) output.write(`      ${marks[rule.proof]} ${visibleLine(rule.rule)}\n`);
    }
  }
  const counts = (Object.keys(marks) as Proof[]).map(
    (proof) =>
      `${techniques.filter(({ rules }) => bestProof(rules) === proof).length} ${marks[proof]} ${proof}`,
  );
  output.write(`\n${plural(techniques.length, 'technique')}: ${counts.join(', ')}\n`);
  if (withoutTechnique.length > 0)
    output.write(`${plural(withoutTechnique.length, 'rule')} without a technique\n`);
}
