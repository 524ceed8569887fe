import type { Analysis } from '../analysis/analysis.js';
import type { QueryStep } from '../query/language.js';
import type { Rule } from '../rule/rule.js';
import { cover, type Span } from '../text/span.js';
import { isTable, type TomlPath, type TomlValue, valueAt } from '../toml/path.js';
import type { Place } from '../toml/places.js';
import { headings } from './headings.js';
import type { DocumentSymbol } from './types.js';

const longestDetail = 80;

/**
 * Returns a rule's outline: its tables with their keys, the steps of an EQL sequence, the headings of the
 * investigation guide, and the tactics with their techniques.
 */
export function symbols(analysis: Analysis): DocumentSymbol[] {
  const { rule } = analysis;
  const steps = querySteps(analysis);
  const places = rule.document.places();
  const below = placesBelow(places);
  const found: DocumentSymbol[] = [];
  for (const place of places) {
    if (!place.header) continue;
    if (isThreat(place.path)) found.push(tacticSymbol(place, below, rule));
    else if (place.path[0] !== 'rule' || place.path[1] !== 'threat') {
      found.push(tableSymbol(place, below, rule, steps));
    }
  }
  return found;
}

/** Returns the entries directly below a path. */
type PlacesBelow = (path: TomlPath) => readonly Place[];

function placesBelow(places: readonly Place[]): PlacesBelow {
  const byParent = new Map<string, Place[]>();
  for (const place of places) {
    const parent = JSON.stringify(place.path.slice(0, -1));
    const siblings = byParent.get(parent);
    if (siblings) siblings.push(place);
    else byParent.set(parent, [place]);
  }
  return (path) => byParent.get(JSON.stringify(path)) ?? [];
}

function isThreat(path: TomlPath): boolean {
  return path.length === 3 && path[0] === 'rule' && path[1] === 'threat' && typeof path[2] === 'number';
}

function tableSymbol(
  table: Place,
  below: PlacesBelow,
  rule: Rule,
  steps: readonly QueryStep[],
): DocumentSymbol {
  const children = below(table.path)
    .filter(({ kind, key, header }) => key && !header && kind !== 'array-table')
    .map((place) => keySymbol(place, rule, steps));
  const name = table.path.filter((key) => typeof key === 'string').join('.');
  const detail = summary(valueAt(rule.document.values, [...table.path, name === 'rule' ? 'name' : 'label']));
  return {
    name,
    ...(detail !== undefined && { detail }),
    kind: 'table',
    span: children.reduce((span, child) => cover(span, child.span), table.entry),
    selection: table.header ?? table.entry,
    children,
  };
}

function keySymbol(place: Place, rule: Rule, steps: readonly QueryStep[]): DocumentSymbol {
  const name = String(place.path.at(-1));
  const isKey = (key: string) => place.path.length === 2 && place.path[0] === 'rule' && name === key;
  const detail = summary(valueAt(rule.document.values, place.path));
  return {
    name,
    ...(detail !== undefined && { detail }),
    kind: isKey('query') ? 'query' : 'key',
    span: place.entry,
    selection: place.key ?? place.entry,
    children: isKey('query') ? stepSymbols(rule, steps) : isKey('note') ? headingSymbols(rule) : [],
  };
}

/** Summarises a value: a scalar as it is, a multi-line string by its first line, a list by its length. */
function summary(value: TomlValue | undefined): string | undefined {
  if (value === undefined || isTable(value)) return undefined;
  if (Array.isArray(value)) {
    const texts = value.filter((element) => typeof element === 'string').join(', ');
    return shortened(texts === '' ? `${value.length} entries` : texts);
  }
  return shortened(value instanceof Date ? value.toISOString() : String(value).trim());
}

function shortened(text: string): string {
  const [line = ''] = text.split(/[\r\n]/, 1);
  return line.length > longestDetail ? `${line.slice(0, longestDetail)}…` : line;
}

function stepSymbols(rule: Rule, steps: readonly QueryStep[]): DocumentSymbol[] {
  const string = rule.query?.string();
  if (!string) return [];
  return steps.map(({ name, span: inQuery, conditionSpan }) => {
    const span = string.spanToDocument(inQuery);
    const detail = string.value.slice(conditionSpan.start, conditionSpan.end).replace(/\s+/g, ' ').trim();
    return { name, detail: shortened(detail), kind: 'step', span, selection: span, children: [] };
  });
}

function querySteps({ query }: Analysis): readonly QueryStep[] {
  return query?.parsed.tree ? (query.language.steps?.(query.parsed.tree)?.steps ?? []) : [];
}

function headingSymbols(rule: Rule): DocumentSymbol[] {
  const string = rule.document.stringAt(['rule', 'note']);
  if (!string) return [];
  const all = headings(string.value);
  const nest = (from: number, to: number): DocumentSymbol[] => {
    const nested: DocumentSymbol[] = [];
    for (let index = from; index < to; ) {
      const heading = all[index]!;
      let next = index + 1;
      while (next < to && all[next]!.level > heading.level) next++;
      const end = all[next]?.span.start ?? string.value.length;
      nested.push({
        name: heading.text,
        kind: 'heading',
        span: string.spanToDocument({ start: heading.span.start, end }),
        selection: string.spanToDocument(heading.span),
        children: nest(index + 1, next),
      });
      index = next;
    }
    return nested;
  };
  return nest(0, all.length);
}

function tacticSymbol(threat: Place, below: PlacesBelow, rule: Rule): DocumentSymbol {
  const value = valueAt(rule.document.values, [...threat.path, 'tactic']);
  return {
    ...named(value, 'threat'),
    kind: 'tactic',
    span: wholeSpan(threat, below),
    selection: threat.header ?? threat.entry,
    children: techniqueSymbols([...threat.path, 'technique'], 'subtechnique', below, rule),
  };
}

function techniqueSymbols(
  list: TomlPath,
  inner: string | undefined,
  below: PlacesBelow,
  rule: Rule,
): DocumentSymbol[] {
  return below(list).map((place) => ({
    ...named(valueAt(rule.document.values, place.path), 'technique'),
    kind: 'technique',
    span: wholeSpan(place, below),
    selection: place.header ?? place.value ?? place.entry,
    children: inner ? techniqueSymbols([...place.path, inner], undefined, below, rule) : [],
  }));
}

/** Returns the name and id of a tactic or technique. */
function named(value: TomlValue | undefined, fallback: string): { name: string; detail?: string } {
  const { name, id } = isTable(value) ? value : {};
  const detail = typeof id === 'string' ? { detail: id } : {};
  return { name: typeof name === 'string' && name !== '' ? name : fallback, ...detail };
}

/** Returns the span of a table and of all tables below it that have their own headers. */
function wholeSpan(table: Place, below: PlacesBelow): Span {
  return below(table.path).reduce((span, place) => cover(span, wholeSpan(place, below)), table.entry);
}
