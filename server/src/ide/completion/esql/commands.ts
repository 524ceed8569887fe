import { type CommandFacts, commands } from '../../../query/esql/commands.js';
import type { CompletionItem } from '../../types.js';
import { type Casing, tabStop, type Word, wordItems } from './words.js';

/** Snippets for commands where more than the name is useful. */
const snippets: Readonly<Record<string, string>> = {
  GROK: `GROK ${tabStop(1, 'message')} "%{${tabStop(2, 'WORD')}:${tabStop(3, 'name')}}"`,
  DISSECT: `DISSECT ${tabStop(1, 'message')} "%{${tabStop(2, 'name')}} %{${tabStop(3, 'rest')}}"`,
  RENAME: `RENAME ${tabStop(1, 'old')} AS ${tabStop(2, 'new')}`,
  'LOOKUP JOIN': `LOOKUP JOIN ${tabStop(1, 'index')} ON ${tabStop(2, 'column')}`,
  ENRICH: `ENRICH ${tabStop(1, 'policy')} ON ${tabStop(2, 'column')}`,
  FORK: 'FORK ($1) ($0)',
  LIMIT: `LIMIT ${tabStop(1, '100')}`,
  SAMPLE: `SAMPLE ${tabStop(1, '0.1')}`,
  COMPLETION: `COMPLETION ${tabStop(1, 'answer')} = ${tabStop(2, 'prompt')} WITH {"inference_id": "$3"}`,
  DEDUP: 'DEDUP',
  'SHOW INFO': 'SHOW INFO',
};

const count = `STATS ${tabStop(3, 'Esql.event_count')} = COUNT(*) BY ${tabStop(4, 'host.id')}`;

/** Templates for starts of queries, and commands that are usually used together. */
const templates: Readonly<Record<'source' | 'processing', readonly Word[]>> = {
  source: [
    ['FROM … WHERE', `FROM ${tabStop(1, 'logs-*')} METADATA _id, _version, _index\n| WHERE $0`],
    ['FROM … STATS', `FROM ${tabStop(1, 'logs-*')}\n| WHERE $2\n| ${count}`],
  ],
  processing: [['STATS … BY', count]],
};

/** Returns the commands that can start a query, or those that can follow a pipe. */
export function commandItems(isSource: boolean, casing: Casing): CompletionItem[] {
  const offered = commands.filter(
    (command) =>
      command.isSource === isSource && command.maturity !== 'snapshot' && !isForTimeSeries(command),
  );
  const items = offered.map((command, index): CompletionItem => {
    const label = command.name === 'SHOW' ? 'SHOW INFO' : command.name;
    const [item] = wordItems([[label, snippets[label] ?? `${label} $0`]], casing);
    return {
      ...item!,
      sort: `4${String(index).padStart(2, '0')}`,
      detail: command.maturity === 'preview' ? 'technical preview' : '',
      documentation: `\`${command.usage}\`\n\n${command.summary}`,
    };
  });
  return [...items, ...wordItems(templates[isSource ? 'source' : 'processing'], casing, '6')];
}

/** Returns whether a command is for metrics, which no rule reads. */
function isForTimeSeries({ name }: CommandFacts): boolean {
  return name === 'TS' || name === 'PROMQL' || name === 'METRICS_INFO' || name.startsWith('TS_');
}
