import type { Analysis } from '../../../analysis/analysis.js';
import { severityRanges } from '../../../rule/schema/risk.js';
import { timelineTemplates } from '../../../rule/schema-check/check-combinations.js';
import type { TomlPath } from '../../../toml/path.js';
import type { CompletionItem } from '../../types.js';

/** Returns keys of `[rule]` that belong together as a single snippet. Skips groups with existing keys. */
export function pairSnippets({ rule }: Analysis, table: TomlPath): CompletionItem[] {
  if (table.length !== 1 || table[0] !== 'rule') return [];
  const lacks = (...keys: string[]): boolean => keys.every((key) => rule.table[key] === undefined);
  return [
    ...(lacks('severity', 'risk_score') ? severityRanges.map(severitySnippet) : []),
    ...(lacks('timeline_id', 'timeline_title') ? Object.entries(timelineTemplates).map(timelineSnippet) : []),
  ];
}

function severitySnippet({ severity, usual }: (typeof severityRanges)[number], rank: number): CompletionItem {
  return {
    label: `severity ${severity}`,
    kind: 'snippet',
    detail: `risk score ${usual}`,
    insert: `risk_score = ${usual}\nseverity = "${severity}"\n`,
    sort: `3${rank}`,
  };
}

function timelineSnippet([id, title]: readonly [string, string], rank: number): CompletionItem {
  return {
    label: `timeline ${title}`,
    kind: 'snippet',
    detail: 'Timeline template',
    insert: `timeline_id = "${id}"\ntimeline_title = "${title}"\n`,
    sort: `4${String(rank).padStart(2, '0')}`,
  };
}

/**
 * Returns ids or titles of Timeline templates for one of the two keys, matching the other one if it exists.
 */
export function timelineValues({ rule }: Analysis, key: string): CompletionItem[] | undefined {
  if (key !== 'timeline_id' && key !== 'timeline_title') return undefined;
  const { timeline_id: id, timeline_title: title } = rule.table;
  const all = Object.entries(timelineTemplates);
  const paired = all.filter((template) =>
    key === 'timeline_id' ? template[1] === title : template[0] === id,
  );
  return (paired.length > 0 ? paired : all).map(([ownId, ownTitle]) => {
    const [label, detail] = key === 'timeline_id' ? [ownId, ownTitle] : [ownTitle, ownId];
    return { label, kind: 'value', detail, filter: `${label} ${detail}` };
  });
}
