import { createTwoFilesPatch } from 'diff';
import { describeChange, relationWords } from '../../prove/diff/describe-change.js';
import { eventText } from '../../prove/diff/event-text.js';
import type { Witness } from '../../prove/diff/find-witnesses.js';
import { append } from '../../text/append.js';
import { cell, code, fenced, html } from '../report/markdown.js';
import { plural } from '../report/source-lines.js';
import { isQuiet } from './is-quiet.js';
import type { RuleDiff } from './rule-diff.js';

/** Marker with which tools find the comment that they wrote earlier. */
const marker = '<!-- rulewright diff -->';

const mostEvents = 5;

/**
 * Returns the differences as a single pull request comment: a table first, then each rule whose alerts
 * change.
 */
export function diffMarkdown(diffs: readonly RuleDiff[]): string {
  if (diffs.length === 0) return `${marker}\n### Rules\n\nNo rule changed.\n`;
  const noisy = diffs.filter((diff) => !isQuiet(diff));
  const rows = diffs.map(
    (diff) => `| ${cell(diff.name)} | ${stateOf(diff)} | ${alertsOf(diff)} | ${cell(namesOf(diff))} |`,
  );
  const title = `### ${plural(diffs.length, 'rule')} changed, ${noisy.length} in ${noisy.length === 1 ? 'its' : 'their'} alerts`;
  return [
    marker,
    title,
    '',
    '| rule | | alerts | changed |',
    '|---|---|---|---|',
    ...rows,
    '',
    ...noisy.flatMap(detailsOf),
  ].join('\n');
}

function stateOf({ status, formattingOnly }: RuleDiff): string {
  return formattingOnly ? 'formatted' : status;
}

/** Returns, for example, `wider +2 −0`: what is proved, and the results of the runs. */
function alertsOf(diff: RuleDiff): string {
  if (isQuiet(diff)) return 'equal';
  const more = diff.tests.filter(({ before, after }) => after > before).length;
  const gained = diff.witnesses.gained.length + diff.events.gained.length + more;
  const lost = diff.witnesses.lost.length + diff.events.lost.length + diff.tests.length - more;
  const counted = gained + lost > 0 ? ` +${gained} −${lost}` : '';
  return diff.status === 'changed' ? `**${diff.logic}**${counted}` : counted.trim();
}

function namesOf({ structure }: RuleDiff): string {
  return structure
    .filter(({ formattingOnly }) => !formattingOnly)
    .map(({ key }) => key.replace(/^rule\./, ''))
    .join(', ');
}

function detailsOf(diff: RuleDiff): string[] {
  const lines = [`<details><summary>${html(diff.name)}</summary>`, ''];
  if (diff.status === 'changed')
    lines.push(
      diff.problem === undefined ? relationWords[diff.logic] : `not compared: ${code(diff.problem)}`,
      '',
    );
  if (diff.upstream) append(lines, [...upstreamOf(diff), '']);
  for (const change of diff.structure) lines.push(`- ${code(describeChange(change))}`);
  const query = diff.structure.find(({ key, formattingOnly }) => key === 'rule.query' && !formattingOnly);
  if (typeof query?.before === 'string' && typeof query.after === 'string')
    append(lines, ['', ...fenced(patchOf(query.before, query.after), 'diff')]);
  const found = [
    ...diff.witnesses.gained.map((witness) => `- raises an alert now: ${describe(witness)}`),
    ...diff.witnesses.lost.map((witness) => `- no longer raises an alert: ${describe(witness)}`),
    ...diff.tests.map(
      ({ name, before, after }) => `- test ${code(name)}: ${plural(before, 'alert')} → ${after}`,
    ),
    ...listed(diff.events.gained, 'raises an alert now'),
    ...listed(diff.events.lost, 'no longer raises an alert'),
  ];
  if (found.length > 0) append(lines, ['', ...found]);
  return [...lines, '', '</details>', ''];
}

function listed(events: readonly string[], words: string): string[] {
  const rest = events.length - mostEvents;
  return [
    ...events.slice(0, mostEvents).map((event) => `- ${words}: ${code(event)}`),
    ...(rest > 0 ? [`- … and ${rest} more`] : []),
  ];
}

function upstreamOf({ upstream }: RuleDiff): string[] {
  if (!upstream) return [];
  const { base, ours, theirs, conflicts } = upstream;
  if (base === undefined) return ['The base version was not found.'];
  const rows = [
    ['changed here', ours],
    ['changed by the update', theirs],
    ['changed by both', conflicts],
  ] as const;
  return rows.flatMap(([words, keys]) =>
    keys.length > 0 ? [`${words}: ${keys.map(code).join(', ')}  `] : [],
  );
}

function patchOf(before: string, after: string): string {
  const patch = createTwoFilesPatch('', '', `${before.trim()}\n`, `${after.trim()}\n`, undefined, undefined, {
    context: 2,
  });
  return patch.slice(patch.indexOf('@@')).trimEnd();
}

function describe({ case: one, decidedBy }: Witness): string {
  return `${code(eventText(one))}${decidedBy === undefined ? '' : ` (decided by ${code(decidedBy)})`}`;
}
