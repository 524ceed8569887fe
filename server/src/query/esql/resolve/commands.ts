import type { Span } from '../../../text/span.js';
import { commandFacts } from '../commands.js';
import { metadataTypes } from '../metadata-fields.js';
import { readDissectPattern } from '../patterns/dissect.js';
import { grokCaptures, grokTypes } from '../patterns/grok.js';
import { spanWithin } from '../structure/grok.js';
import type {
  Assignment,
  Command,
  DissectCommand,
  Expression,
  FromCommand,
  GrokCommand,
  LookupJoinCommand,
  Name,
  NamePattern,
  Pipeline,
  ProjectCommand,
  RenameCommand,
  SortCommand,
} from '../syntax.js';
import { type EsqlType, isText } from '../types.js';
import { conjunctsOf } from '../walk.js';
import { checkCondition, checkStorable, columnOfExpression, computed, nameOfAssignment } from './assign.js';
import { type Column, type Frame, hasField, nameTest, withColumns } from './columns.js';
import { areComparable, isOpen } from './comparisons.js';
import { KeptColumns } from './kept.js';
import { columnIn, reportMissingColumn } from './lookup.js';
import type { TableColumn } from './schema.js';
import { type Scope, writtenAs } from './scope.js';
import { frameBehindStats } from './stats.js';
import type { Typed } from './typed.js';

type Branch = (pipeline: Pipeline) => Frame;

/** Returns the columns after a command. Reports the problems in it. */
export function frameBehind(command: Command, scope: Scope, branch: Branch): Frame {
  const { frame } = scope;
  switch (command.kind) {
    case 'from':
      return frameOfSources(command, scope);
    case 'row':
      return { ...assign(command.fields, scope), isOpenFor: undefined };
    case 'where':
      checkCondition(command.condition, scope);
      return frame;
    case 'eval':
      return assign(command.fields, scope);
    case 'stats':
    case 'inline-stats':
      return frameBehindStats(command, scope);
    case 'keep':
      return keep(command, scope);
    case 'drop':
      return drop(command, scope);
    case 'rename':
      return rename(command, scope);
    case 'sort':
      checkSort(command, scope);
      return frame;
    case 'limit':
      for (const group of command.groups) scope.typeOf(group, scope);
      return frame;
    case 'dissect':
      return withColumns(frame, dissected(command, scope));
    case 'grok':
      return withColumns(frame, captured(command, scope));
    case 'mv-expand':
      return expand(command.column, scope);
    case 'enrich': {
      if (command.on && command.on.text !== '') use(command.on, scope);
      const table = scope.schema.table?.(command.policy.text);
      const typeOf = (name: string): EsqlType =>
        table?.find((column) => column.name === name)?.type ?? 'unknown';
      if (command.fields.length > 0)
        return withColumns(
          frame,
          command.fields.map(({ name, field }) => computed(name ?? field, typeOf(field.text), scope)),
        );
      // Without WITH all fields of the policy are added.
      return table ? withTable(frame, table, [command.on?.text ?? ''], scope) : opened(frame);
    }
    case 'lookup-join':
      return joined(command, scope);
    case 'change-point': {
      use(command.value, scope);
      if (command.on) use(command.on, scope);
      const { start } = command.nameSpan;
      const unnamed = (text: string): Name => ({ text, span: { start, end: start } });
      return withColumns(frame, [
        computed(command.type ?? unnamed('type'), 'keyword', scope),
        computed(command.probability ?? unnamed('pvalue'), 'double', scope),
      ]);
    }
    case 'fork': {
      const frames = command.branches.map(branch);
      const name = { text: '_fork', span: command.nameSpan };
      return withColumns(united(frames, frame), [computed(name, 'keyword', scope)]);
    }
    case 'completion': {
      scope.typeOf(command.input, scope);
      const target = command.target ?? { text: 'completion', span: command.nameSpan };
      return withColumns(frame, [computed(target, 'keyword', scope)]);
    }
    case 'rerank': {
      scope.typeOf(command.input, scope);
      for (const { value } of command.fields) scope.typeOf(value, scope);
      const target = command.target ?? { text: '_score', span: command.nameSpan };
      return withColumns(frame, [computed(target, 'double', scope)]);
    }
    case 'sample':
      return frame;
    case 'parts':
      scope.typeOf(command.input, scope);
      return withColumns(frame, partColumns(command.name, command.prefix, scope));
    case 'other':
    case 'unknown':
      // The effect of such a command on columns is unknown.
      return commandFacts(command.name)?.shape === 'bare' ? frame : opened(frame);
  }
}

/** Returns the columns after a join: those of the table replace others, except the keys. */
function joined({ conditions, index }: LookupJoinCommand, scope: Scope): Frame {
  const table = scope.schema.table?.(index.text);
  const keys = conditions.flatMap((condition) => {
    if (condition.kind !== 'column') return [];
    const { type } = scope.typeOf(condition, scope);
    const other = table?.find(({ name, isGuessed }) => name === condition.name && !isGuessed)?.type;
    if (other !== undefined && !isOpen(type) && !isOpen(other) && !areComparable(type, other))
      scope.report('join-key', condition.span, condition.name, type, index.text, other);
    return [condition.name];
  });
  if (!table) return opened(scope.frame);
  const both: Scope = { ...scope, frame: withTable(scope.frame, table, [], scope) };
  for (const condition of conditions.flatMap(conjunctsOf))
    if (condition.kind !== 'column') scope.typeOf(condition, both);
  return withTable(scope.frame, table, keys, scope);
}

function withTable(
  frame: Frame,
  table: readonly TableColumn[],
  keys: readonly string[],
  scope: Scope,
): Frame {
  const { start } = scope.command.nameSpan;
  const columns = table.filter(({ name }) => !keys.includes(name));
  return withColumns(
    frame,
    columns.map(({ name, type }) => computed({ text: name, span: { start, end: start } }, type, scope)),
  );
}

/** Returns a frame that may have any further column. */
function opened(frame: Frame): Frame {
  return { ...frame, isOpenFor: () => true, hasUnknown: true };
}

function frameOfSources({ sources, metadata, name }: FromCommand, scope: Scope): Frame {
  const columns = (metadata?.names ?? []).map((field): Column => {
    const type = metadataTypes.get(field.text) ?? 'unknown';
    return {
      ...computed(field, type, scope),
      origin: 'metadata',
      lists: field.text === '_ignored' ? 'maybe' : 'no',
      isNullable: field.text === '_ignored',
    };
  });
  const inner = sources.flatMap((source) => ('kind' in source ? [scope.subquery(source.pipeline)] : []));
  const hasIndex = sources.length > inner.length || sources.length === 0 || name === 'TS';
  const own: Frame = { ...scope.frame, known: new Map(), isOpenFor: hasIndex ? () => true : undefined };
  return withColumns(united(hasIndex ? [own, ...inner] : inner, own), columns);
}

/** Returns the columns of several concatenated results. */
function united(frames: readonly Frame[], fallback: Frame): Frame {
  const [first, ...others] = frames;
  if (!first) return fallback;
  if (others.length === 0) return first;
  const known = new Map<string, Column>();
  for (const frame of frames)
    for (const [name, column] of frame.known) {
      const other = known.get(name);
      const type = other && other.type !== column.type ? 'unknown' : column.type;
      // Each pipeline may set it to a different constant, or not at all.
      known.set(name, { ...column, type, isNullable: true, isConstant: false, literal: undefined });
    }
  const open = frames.filter(({ isOpenFor }) => isOpenFor);
  return {
    known,
    isOpenFor: open.length > 0 ? (name) => open.some((frame) => hasField(frame, name)) : undefined,
    hasUnknown: frames.some(({ hasUnknown }) => hasUnknown),
    gone: new Map(),
    closedBy: undefined,
    before: undefined,
  };
}

/** Adds columns from left to right: later ones see earlier ones. */
function assign(fields: readonly Assignment[], scope: Scope): Frame {
  // One copy for all fields: otherwise many fields would be copied once for each.
  const known = new Map(scope.frame.known);
  const gone = new Map(scope.frame.gone);
  const frame: Frame = { ...scope.frame, known, gone };
  const own: Scope = { ...scope, frame };
  for (const field of fields) {
    const typed = own.typeOf(field.value, own);
    checkStorable(field.value, typed, scope.command.name, own);
    // A bare column is an alias of itself.
    if (!field.name && field.value.kind === 'column') continue;
    const column = columnOfExpression(nameOfAssignment(field, scope), typed, own);
    // It moves to the end.
    known.delete(column.name);
    known.set(column.name, column);
    gone.delete(column.name);
  }
  return frame;
}

/** Reports a column that does not exist, or whose values cannot be read. */
function use({ text, span }: Name, scope: Scope): Typed {
  return scope.typeOf({ kind: 'column', name: text, span }, scope);
}

function keep({ patterns }: ProjectCommand, scope: Scope): Frame {
  const { frame, schema, command } = scope;
  const kept = new KeptColumns<Column>();
  const tests: ((name: string) => boolean)[] = [];
  for (const pattern of patterns) {
    if (!pattern.isPattern) {
      const column = columnIn(frame, pattern.text, schema);
      if (!column) reportMissingColumn(pattern, scope);
      // A column that does not exist is reported where it is kept, and not again later.
      if (pattern.text !== '') kept.add(column ?? computed(pattern, 'unknown', scope), pattern);
      if (column)
        scope.use({ kind: 'column', name: pattern.text, span: pattern.span }, { ...column, column });
      continue;
    }
    const test = nameTest(pattern.text, pattern.literalStars);
    const found = [...frame.known.values()].filter(({ name }) => test(name));
    for (const column of found) kept.add(column, pattern);
    if (frame.isOpenFor) tests.push(test);
    else if (found.length === 0) scope.report('no-match-pattern', pattern.span, pattern.text);
    checkPattern(pattern, test, found.length, scope);
  }
  const isOpenFor =
    tests.length > 0
      ? (name: string) => hasField(frame, name) && tests.some((test) => test(name))
      : undefined;
  return {
    known: new Map(kept.list().map((column) => [column.name, column])),
    isOpenFor,
    hasUnknown: frame.hasUnknown,
    gone: new Map(),
    closedBy: command,
    before: frame,
  };
}

/** Reports a pattern that matches no field of a complete schema. */
function checkPattern(
  pattern: NamePattern,
  test: (name: string) => boolean,
  found: number,
  { frame, schema, report }: Scope,
): void {
  if (found > 0 || !frame.isOpenFor || frame.hasUnknown || !schema.isComplete || !schema.names) return;
  for (const name of schema.names()) if (test(name) && hasField(frame, name)) return;
  report('no-match-pattern', pattern.span, pattern.text);
}

function drop({ patterns }: ProjectCommand, scope: Scope): Frame {
  const { frame, schema, command } = scope;
  const known = new Map(frame.known);
  const gone = new Map(frame.gone);
  const tests: ((name: string) => boolean)[] = [];
  for (const pattern of patterns) {
    if (pattern.isPattern) {
      const test = nameTest(pattern.text, pattern.literalStars);
      const found = [...known.keys()].filter(test);
      for (const name of found) {
        known.delete(name);
        gone.set(name, command);
      }
      if (frame.isOpenFor) tests.push(test);
      else if (found.length === 0) scope.report('no-match-pattern', pattern.span, pattern.text);
      checkPattern(pattern, test, found.length, scope);
      continue;
    }
    if (!columnIn({ ...frame, known, gone }, pattern.text, schema)) reportMissingColumn(pattern, scope);
    known.delete(pattern.text);
    gone.set(pattern.text, command);
  }
  const { isOpenFor } = frame;
  return {
    ...frame,
    known,
    gone,
    isOpenFor: isOpenFor && ((name) => isOpenFor(name) && !tests.some((test) => test(name))),
  };
}

function rename({ clauses }: RenameCommand, scope: Scope): Frame {
  // One copy for all clauses, as in `assign`.
  const known = new Map(scope.frame.known);
  const gone = new Map(scope.frame.gone);
  const frame: Frame = { ...scope.frame, known, gone };
  const own: Scope = { ...scope, frame };
  const positions = new Map([...known.keys()].map((name, index) => [name, index]));
  let end = positions.size;
  for (const { from, to } of clauses) {
    if (from.text === '' || to.text === '' || from.isPattern || to.isPattern) continue;
    const column = columnIn(frame, from.text, scope.schema);
    if (!column) reportMissingColumn(from, own);
    else use(from, own);
    if (from.text === to.text) continue;
    known.set(
      to.text,
      column
        ? { ...column, name: to.text, command: scope.command, nameSpan: to.span }
        : computed(to, 'unknown', scope),
    );
    positions.set(to.text, known.delete(from.text) ? positions.get(from.text)! : end++);
    gone.delete(to.text);
    gone.set(from.text, scope.command);
  }
  const inOrder = [...known].sort(([a], [b]) => positions.get(a)! - positions.get(b)!);
  return { ...frame, known: new Map(inOrder) };
}

function checkSort({ keys }: SortCommand, scope: Scope): void {
  for (const { value } of keys) {
    const { type } = scope.typeOf(value, scope);
    if (type === 'geo_point' || type === 'source')
      scope.report('sort-type', value.span, writtenAs(scope, value.span), type);
  }
}

function checkInput(input: Expression, scope: Scope): void {
  const { type } = scope.typeOf(input, scope);
  if (!isText(type) && type !== 'null' && type !== 'unknown' && type !== 'unsupported')
    scope.report('extract-type', input.span, scope.command.name, writtenAs(scope, input.span), type);
}

function dissected({ input, pattern }: DissectCommand, scope: Scope): Column[] {
  checkInput(input, scope);
  const read = pattern && readDissectPattern(pattern.value);
  if (!read?.ok) return [];
  const names = new Map<string, Span>();
  for (const { name, nameStart } of read.pattern.keys)
    if (name !== '') names.set(name, spanWithin(pattern!, nameStart, nameStart + name.length));
  return [...names].map(([text, span]) => computed({ text, span }, 'keyword', scope));
}

function captured({ input, patterns }: GrokCommand, scope: Scope): Column[] {
  checkInput(input, scope);
  const columns = new Map<string, Column>();
  for (const pattern of patterns)
    for (const { name, type, nameStart } of grokCaptures(pattern.value)) {
      if (name === undefined || name === '') continue;
      const span = spanWithin(pattern, nameStart, nameStart + name.length);
      columns.set(name, computed({ text: name, span }, grokTypes.get(type ?? '') ?? 'keyword', scope));
    }
  return [...columns.values()];
}

function expand(name: Name, scope: Scope): Frame {
  if (name.text === '') return scope.frame;
  const { column } = use(name, scope);
  if (!column) return scope.frame;
  // It keeps its position.
  const known = new Map(scope.frame.known);
  known.set(name.text, {
    ...column,
    lists: 'no',
    field: column.field,
    command: scope.command,
    nameSpan: name.span,
  });
  return { ...scope.frame, known };
}

/**
 * The columns that URI_PARTS and similar commands add after their prefix (docs/semantics/esql.md#commands).
 */
const parts: Readonly<Record<string, readonly string[]>> = {
  URI_PARTS: [
    'domain',
    'fragment',
    'path',
    'extension',
    'port',
    'query',
    'scheme',
    'user_info',
    'username',
    'password',
  ],
  REGISTERED_DOMAIN: ['domain', 'registered_domain', 'top_level_domain', 'subdomain'],
  USER_AGENT: ['name', 'version', 'os.name', 'os.version', 'os.full', 'device.name', 'device.type'],
  IP_LOCATION: [
    'country_iso_code',
    'country_name',
    'continent_name',
    'region_iso_code',
    'region_name',
    'city_name',
    'location',
  ],
};

function partColumns(command: string, { text, span }: Name, scope: Scope): Column[] {
  return (parts[command] ?? []).map((part) => {
    const type = part === 'port' ? 'integer' : part === 'location' ? 'geo_point' : 'keyword';
    return computed({ text: `${text}.${part}`, span }, type, scope);
  });
}
