import type { FieldCatalogue } from '../../../fields/catalogue.js';
import { doubleCommands } from '../../../query/esql/commands.js';
import { esqlFunction } from '../../../query/esql/functions/functions.js';
import { metadataTypes } from '../../../query/esql/metadata-fields.js';
import type { EsqlToken } from '../../../query/esql/tokens.js';
import type { EsqlType } from '../../../query/esql/types.js';
import type { CompletionItem } from '../../types.js';
import { commonFields } from '../eql/common-fields.js';
import type { QueryCompletion } from '../query-completion.js';
import type { ValuesInUse } from '../query-values.js';
import { usualTexts } from '../toml/known-values.js';
import { type ColumnList, columnItems } from './columns.js';
import { commandItems } from './commands.js';
import { type Allowed, expressionItems, type Place } from './expressions.js';
import { type EsqlPosition, esqlPositionAt } from './position.js';
import { stringItems } from './strings.js';
import { surroundingsOf } from './surroundings.js';
import { type Casing, tabStop, valueItems, type Word, wordItems } from './words.js';

/** Returns completions at the end of `before`, the query up to the cursor. `behind` is the text after it. */
export function esqlCompletion(
  before: string,
  behind: string,
  catalogue: FieldCatalogue,
  valuesInUse: ValuesInUse = () => [],
): QueryCompletion | undefined {
  const position = esqlPositionAt(before);
  if (!position) return undefined;
  const casing = casingOf(position.tokens);
  const { start, string, command, prefix } = position;
  if (!command && !string)
    return { start, behind: rest(behind, prefix), ...commandsAt(position, casing), incomplete: false };
  const place: Place = {
    position,
    around: surroundingsOf(before, position, catalogue),
    catalogue,
    valuesInUse,
    casing,
    category: /\bevent\.category\s*(?:==|:|in\s*\()\s*"(\w+)"/i.exec(before)?.[1],
  };
  if (string) return inString(before, behind, place);
  const { items, incomplete } = command ? itemsOf(command, place) : { items: [], incomplete: false };
  return { start, behind: rest(behind, prefix), items, incomplete };
}

/** Returns how many characters after the cursor belong to the word at the cursor. */
function rest(behind: string, prefix: string): number {
  return prefix === '' ? 0 : /^[\w@.*-]*/.exec(behind)![0].replace(/-+$/, '').length;
}

function inString(before: string, behind: string, place: Place): QueryCompletion {
  const { start, items, isWhole } = stringItems(before, place);
  const line = /^[^\r\n]*/.exec(behind)![0].replace(/\\./g, '');
  const isClosed = line.split('"').length % 2 === 0;
  if (isWhole && !isClosed) {
    const quotes = place.position.string!.image.startsWith('"""') ? '"""' : '"';
    const closed = items.map((item) => ({ ...item, insert: `${item.insert ?? item.label}${quotes}` }));
    return { start, behind: 0, items: closed, incomplete: false };
  }
  const length = isClosed ? (isWhole ? /^[^\s"\\]*(?=")/ : /^\w*/).exec(behind)?.[0].length : 0;
  return { start, behind: length ?? 0, items, incomplete: false };
}

/** Returns the case for words: upper case, unless the query uses lower case. */
function casingOf(tokens: readonly EsqlToken[]): Casing {
  const command = tokens.find(({ kind }) => kind.startsWith('command-'));
  const call = tokens.find(
    ({ kind, image }, index) =>
      kind === 'identifier' && tokens[index + 1]?.kind === '(' && esqlFunction(image) !== undefined,
  );
  const isLower = (token: EsqlToken | undefined): boolean =>
    token !== undefined && token.image === token.image.toLowerCase();
  const lowerKeywords = isLower(command);
  const lowerCalls = isLower(call ?? command);
  return {
    keyword: (word) => (lowerKeywords ? word.toLowerCase() : word),
    call: (name) => (lowerCalls ? name : name.toUpperCase()),
  };
}

function commandsAt(
  { isSource, segment }: EsqlPosition,
  casing: Casing,
): { readonly items: CompletionItem[] } {
  return { items: segment.length > 0 ? [] : commandItems(isSource, casing) };
}

const strings: ReadonlySet<EsqlType> = new Set(['keyword', 'text']);
const numbers: ReadonlySet<EsqlType> = new Set(['integer', 'long', 'double', 'unsigned_long']);
const assignment: Word = ['name = ', `${tabStop(1, 'Esql.name')} = $0`];

const condition: Allowed = { kinds: ['scalar', 'full-text'], columns: true, start: [], end: [] };
const groups: Allowed = {
  kinds: ['scalar', 'grouping'],
  columns: true,
  start: [assignment],
  end: [],
};

function itemsOf({ kind, image }: EsqlToken, place: Place): ColumnList {
  const { position, casing } = place;
  const { segment, clause } = position;
  const isEmpty = segment.length === 0;
  const words = (list: readonly Word[]): ColumnList => ({
    items: wordItems(list, casing),
    incomplete: false,
  });
  const isNamed = segment.some((token) => token.kind === '=');
  const start = isNamed ? [] : [assignment];
  switch (kind) {
    case 'command-from':
      return sourceItems(place);
    case 'command-where':
      return expressionItems(place, condition);
    case 'command-eval':
    case 'command-row':
      return expressionItems(place, { kinds: ['scalar'], columns: true, start, end: [] });
    case 'command-stats':
    case 'command-inline-stats':
      return statsItems(place, isNamed);
    case 'command-names':
      return isEmpty ? nameItems(place) : words([]);
    case 'command-rename':
      if (clause === 'as') return words([]);
      return isEmpty ? nameItems(place) : words([['AS', 'AS $0']]);
    case 'command-sort':
      return expressionItems(place, {
        ...condition,
        kinds: ['scalar'],
        end: ['ASC', 'DESC', 'NULLS FIRST', 'NULLS LAST'],
        noOperators: true,
      });
    case 'command-limit':
      if (clause === 'by') return expressionItems(place, { ...condition, kinds: ['scalar'] });
      if (!isEmpty) return words([['BY', 'BY $0']]);
      return { items: valueItems(['10', '100', '1000']), incomplete: false };
    case 'command-grok':
    case 'command-dissect':
      return extractItems(kind === 'command-grok', place);
    case 'command-mv-expand':
      return isEmpty ? nameItems(place) : words([]);
    case 'command-lookup-join':
      if (clause === 'on') return expressionItems(place, { ...condition, kinds: [] });
      return isEmpty ? words([]) : words([['ON', 'ON $0']]);
    case 'command-enrich':
      if (clause === 'main')
        return isEmpty
          ? words([])
          : words([
              ['ON', 'ON $0'],
              ['WITH', 'WITH $0'],
            ]);
      if (clause === 'on' && isEmpty) return nameItems(place);
      return clause === 'on' ? words([['WITH', 'WITH $0']]) : words([]);
    case 'command-fork':
      return words([['( … )', '($0)']]);
    case 'command-completion':
      if (clause === 'with') return isEmpty ? words([['{ … }', '{"inference_id": "$0"}']]) : words([]);
      return expressionItems(place, {
        kinds: ['scalar'],
        columns: true,
        start,
        end: [['WITH', 'WITH {"inference_id": "$0"}']],
        wanted: strings,
        noOperators: true,
      });
    case 'command-change-point':
      if (clause === 'as') return words([]);
      if (!isEmpty)
        return words([
          ['ON', 'ON $0'],
          ['AS', 'AS $0'],
        ]);
      return nameItems(place, clause === 'main' ? numbers : undefined);
    case 'command-parts':
      return isNamed
        ? expressionItems(place, { kinds: ['scalar'], columns: true, start: [], end: [], noOperators: true })
        : words(isEmpty ? [['name = ', `${tabStop(1, 'name')} = $0`]] : []);
    case 'unknown-command': {
      const second = doubleCommands.get(image.toUpperCase());
      return words(isEmpty && second !== undefined && !/^(?:left|right)$/i.test(image) ? [second] : []);
    }
    default:
      return words([]);
  }
}

function sourceItems({ position, casing }: Place): ColumnList {
  const { clause, segment, clauseTokens } = position;
  const complete = (items: CompletionItem[]): ColumnList => ({ items, incomplete: false });
  const used = new Set(clauseTokens.map(({ image }) => image));
  if (clause === 'metadata') {
    if (segment.length > 0) return complete([]);
    return complete(valueItems([...metadataTypes.keys()].filter((name) => !used.has(name))));
  }
  if (segment.length > 0)
    return complete(
      wordItems(
        [
          ['METADATA _id, _version, _index', 'METADATA _id, _version, _index'],
          ['METADATA', 'METADATA $0'],
        ],
        casing,
      ),
    );
  return complete(valueItems(usualTexts('rule.index').filter((name) => !used.has(name))));
}

function statsItems(place: Place, isNamed: boolean): ColumnList {
  const { clause } = place.position;
  const by: Word = ['BY', 'BY $0'];
  if (clause === 'by') return expressionItems(place, isNamed ? { ...groups, start: [] } : groups);
  if (clause === 'where') return expressionItems(place, { ...condition, end: [by] });
  return expressionItems(place, {
    kinds: ['aggregate', 'scalar'],
    columns: false,
    start: isNamed ? [] : [assignment, by],
    end: [['WHERE', 'WHERE $0'], by],
  });
}

/** Returns column names only; after KEEP also patterns for all columns with the prefix of computed ones. */
function nameItems(place: Place, wanted?: ReadonlySet<EsqlType>): ColumnList {
  const { position, around, catalogue, category } = place;
  const named = namesIn(position.clauseTokens);
  const { items, incomplete } = columnItems(
    position.prefix,
    around.frame,
    catalogue,
    wanted,
    commonFields(category),
    named,
  );
  const isList = position.command?.kind === 'command-names';
  const computed = [...around.frame.known.keys()].filter((name) => name.startsWith(computedPrefix));
  if (isList && computed.length > 1 && !named.has(`${computedPrefix}*`))
    items.push({ label: `${computedPrefix}*`, kind: 'field', detail: 'all of them', sort: '1 000' });
  return { items, incomplete };
}

/** Returns the names of a list, whose segments are tokens. */
function namesIn(tokens: readonly EsqlToken[]): ReadonlySet<string> {
  const names = [''];
  for (const { kind, content, image } of tokens)
    if (kind === ',') names.push('');
    else names[names.length - 1] += content?.value ?? image;
  return new Set(names);
}

/** Prefix of computed columns in detection-rules. */
const computedPrefix = 'Esql.';

function extractItems(isGrok: boolean, place: Place): ColumnList {
  const { segment } = place.position;
  const hasPattern = segment.some(({ kind }) => kind === 'string' || kind === 'raw-string');
  if (hasPattern) {
    const option: Word = ['APPEND_SEPARATOR', 'APPEND_SEPARATOR = "$0"'];
    return { items: wordItems(isGrok ? [] : [option], place.casing), incomplete: false };
  }
  const pattern: Word = isGrok
    ? ['"%{…}"', `"%{${tabStop(1, 'WORD')}:${tabStop(2, 'name')}}"`]
    : ['"%{…}"', `"%{${tabStop(1, 'name')}} %{${tabStop(2, 'rest')}}"`];
  return expressionItems(place, {
    kinds: ['scalar'],
    columns: true,
    start: [],
    end: [pattern],
    wanted: strings,
    noOperators: true,
  });
}
