import { cover, type Span } from '../../text/span.js';
import { tokenSpan } from '../token.js';
import { tokenTypes } from '../token-types.js';
import { EsqlExpressions, levels } from './grammar-expressions.js';
import { type Kinds, nameOf } from './grammar-operands.js';
import type {
  Aggregate,
  Assignment,
  Command,
  CommandOption,
  EnrichCommand,
  Expression,
  IndexPattern,
  MetadataClause,
  Name,
  NamePattern,
  OptionMap,
  RenameClause,
  SortKey,
  StringLiteral,
} from './syntax.js';
import type { EsqlToken, EsqlTokenKind } from './tokens.js';

type Kind = Command['kind'];
/** A command as the grammar reads it. The common fields are added when its end is known. */
export type CommandBody = Command extends infer One
  ? One extends { readonly kind: Kind }
    ? Omit<One, 'name' | 'nameSpan' | 'span'>
    : never
  : never;

const textKinds: Kinds = new Set<EsqlTokenKind>(['string', 'raw-string']);
const indexKinds: Kinds = new Set<EsqlTokenKind>(['index', 'string', 'raw-string', 'quoted-identifier']);

type EnrichField = EnrichCommand['fields'][number];

/** The commands of ES|QL except FROM and FORK, which contain pipelines (docs/semantics/esql.md#grammar). */
export abstract class EsqlCommands extends EsqlExpressions {
  /** field := (name "=")? expression */
  protected readonly field = this.RULE('field', (): Assignment => {
    const name = this.assignedName();
    const value = this.SUBRULE(this.expression, { ARGS: [levels.condition] });
    return {
      name,
      value,
      span: this.RECORDING_PHASE ? value : name ? cover(name.span, value.span) : value.span,
    } as Assignment;
  });

  /** Reads `name =` if it is next. */
  protected assignedName(): Name | undefined {
    if (!this.RECORDING_PHASE && !this.isAssignmentAt(0)) return undefined;
    return this.OPTION8({
      GATE: () => this.isAssignmentAt(0),
      DEF: () => {
        const name = this.SUBRULE8(this.columnName);
        this.CONSUME8(tokenTypes.assignment);
        return name;
      },
    });
  }

  /** fields := field ("," field)* */
  protected readonly fields = this.RULE('fields', (): readonly Assignment[] => {
    const fields = [this.SUBRULE(this.field)];
    this.MANY(() => {
      const comma = this.read(this.CONSUME(tokenTypes[',']));
      if (this.endsList(comma)) return;
      fields.push(this.SUBRULE1(this.field));
    });
    return fields;
  });

  /** Returns whether a comma is the last token of its list, which is reported. */
  private endsList(comma: EsqlToken): boolean {
    const { kind } = this.next;
    if (this.RECORDING_PHASE || (kind !== '|' && kind !== 'end' && kind !== 'pipeline-end' && kind !== 'by'))
      return false;
    this.report('trailing-comma', tokenSpan(comma));
    return true;
  }

  protected readonly where = this.RULE('whereArguments', (): CommandBody => {
    this.inCondition = true;
    const condition = this.SUBRULE(this.expression, { ARGS: [levels.condition] });
    this.inCondition = false;
    return { kind: 'where', condition };
  });

  protected readonly evaluation = this.RULE(
    'evaluation',
    (): CommandBody => ({
      kind: 'eval',
      fields: this.SUBRULE(this.fields),
    }),
  );

  protected readonly row = this.RULE(
    'row',
    (): CommandBody => ({
      kind: 'row',
      fields: this.SUBRULE(this.fields),
    }),
  );

  /** stats := (aggregate ("," aggregate)*)? ("by" fields)? */
  protected readonly stats = this.RULE('stats', (kind: 'stats' | 'inline-stats', at: Span): CommandBody => {
    const aggregates: Aggregate[] = [];
    const { next } = this;
    this.OPTION({
      GATE: () => next.kind !== 'by',
      DEF: () => {
        aggregates.push(this.SUBRULE(this.aggregate));
        this.MANY(() => {
          const comma = this.read(this.CONSUME(tokenTypes[',']));
          if (!this.endsList(comma)) aggregates.push(this.SUBRULE1(this.aggregate));
        });
      },
    });
    const groups =
      this.OPTION1(() => {
        this.CONSUME(tokenTypes.by);
        return this.SUBRULE(this.fields);
      }) ?? [];
    if (!this.RECORDING_PHASE && aggregates.length + groups.length === 0) this.report('stats-empty', at);
    return { kind, aggregates, groups };
  });

  /** aggregate := field ("where" expression)? */
  private readonly aggregate = this.RULE('aggregate', (): Aggregate => {
    const { name, value, span } = this.SUBRULE(this.field);
    const filter = this.OPTION(() => {
      this.CONSUME(tokenTypes.where);
      return this.SUBRULE(this.expression, { ARGS: [levels.condition] });
    });
    return { name, value, filter, span: filter && !this.RECORDING_PHASE ? cover(span, filter.span) : span };
  });

  /** namePattern := part ("." part)*, where `*` matches any characters */
  private readonly namePattern = this.RULE('namePattern', (): NamePattern => {
    const tokens = [this.read(this.CONSUME(tokenTypes['name-pattern']))];
    this.MANY(() => {
      this.CONSUME(tokenTypes['.']);
      tokens.push(
        this.missing('name-pattern', 'path-part') ?? this.read(this.CONSUME1(tokenTypes['name-pattern'])),
      );
    });
    return patternOf(tokens);
  });

  private patternHere(index: number): NamePattern {
    if (this.RECORDING_PHASE || this.next.kind === 'name-pattern')
      return this.subrule(index, this.namePattern);
    this.reportMissing('column');
    const { start } = this.next;
    return { text: '', isPattern: false, literalStars: [], span: { start, end: start } };
  }

  /** names := namePattern ("," namePattern)* */
  protected readonly names = this.RULE('names', (kind: 'keep' | 'drop'): CommandBody => {
    const patterns = [this.patternHere(0)];
    this.MANY(() => {
      const comma = this.read(this.CONSUME(tokenTypes[',']));
      if (!this.endsList(comma)) patterns.push(this.patternHere(1));
    });
    return { kind, patterns: patterns.filter(({ text }) => text !== '') };
  });

  /** rename := clause ("," clause)* */
  protected readonly rename = this.RULE('rename', (): CommandBody => {
    const clauses = [this.SUBRULE(this.renameClause)];
    this.MANY(() => {
      const comma = this.read(this.CONSUME(tokenTypes[',']));
      if (!this.endsList(comma)) clauses.push(this.SUBRULE1(this.renameClause));
    });
    return { kind: 'rename', clauses };
  });

  /** renameClause := old "as" new | new "=" old */
  private readonly renameClause = this.RULE('renameClause', (): RenameClause => {
    const first = this.patternHere(0);
    const isAssignment = this.next.kind === '=';
    if (!this.RECORDING_PHASE && !isAssignment && this.next.kind !== 'as') {
      this.reportMissing('AS');
      return { from: first, to: first, span: first.span };
    }
    this.OR([{ ALT: () => this.CONSUME(tokenTypes.as) }, { ALT: () => this.CONSUME(tokenTypes.assignment) }]);
    const second = this.patternHere(1);
    const span = this.RECORDING_PHASE ? first.span : cover(first.span, second.span);
    return isAssignment ? { from: second, to: first, span } : { from: first, to: second, span };
  });

  /** sort := key ("," key)* */
  protected readonly sort = this.RULE('sort', (): CommandBody => {
    const keys = [this.SUBRULE(this.sortKey)];
    this.MANY(() => {
      const comma = this.read(this.CONSUME(tokenTypes[',']));
      if (!this.endsList(comma)) keys.push(this.SUBRULE1(this.sortKey));
    });
    return { kind: 'sort', keys };
  });

  /** sortKey := expression ("asc" | "desc")? ("nulls" ("first" | "last"))? */
  private readonly sortKey = this.RULE('sortKey', (): SortKey => {
    const value = this.SUBRULE(this.expression, { ARGS: [levels.condition] });
    const ascending = this.take(0, 'asc');
    const descending = this.take(1, 'desc');
    const nulls = this.OPTION2(() => {
      this.CONSUME(tokenTypes.nulls);
      if (!this.RECORDING_PHASE && this.next.kind !== 'first' && this.next.kind !== 'last') {
        this.reportMissing('FIRST');
        return undefined;
      }
      return this.OR([
        { ALT: () => this.read(this.CONSUME(tokenTypes.first)) },
        { ALT: () => this.read(this.CONSUME(tokenTypes.last)) },
      ]);
    });
    const last = nulls ?? descending ?? ascending;
    return {
      value,
      isDescending: descending !== undefined,
      nulls: nulls && (nulls.kind === 'first' ? 'first' : 'last'),
      span: this.RECORDING_PHASE ? value.span : last ? cover(value.span, last) : value.span,
    };
  });

  /** expressions := expression ("," expression)* */
  private readonly expressions = this.RULE('expressions', (): readonly Expression[] => {
    const found = [this.SUBRULE(this.expression, { ARGS: [levels.condition] })];
    this.MANY(() => {
      const comma = this.read(this.CONSUME(tokenTypes[',']));
      if (!this.endsList(comma)) found.push(this.SUBRULE1(this.expression, { ARGS: [levels.condition] }));
    });
    return found;
  });

  private groups(index: number): readonly Expression[] {
    return (
      this.option(index, () => {
        this.consume(index, tokenTypes.by);
        return this.subrule(index, this.expressions);
      }) ?? []
    );
  }

  protected readonly limit = this.RULE('limit', (): CommandBody => {
    const count = this.SUBRULE(this.expression, { ARGS: [levels.sum] });
    return { kind: 'limit', count, groups: this.groups(0) };
  });

  /** Reads a string. Reports and returns undefined if none follows. */
  private stringHere(index: number, wanted: string): StringLiteral | undefined {
    if (!this.RECORDING_PHASE && !textKinds.has(this.next.kind)) {
      this.reportMissing(wanted);
      return undefined;
    }
    const token = this.read(this.consume(index, tokenTypes.text));
    return this.RECORDING_PHASE ? undefined : this.stringOf(token);
  }

  /** dissect := primary string (name "=" constant)* */
  protected readonly dissect = this.RULE('dissect', (): CommandBody => {
    const input = this.SUBRULE(this.operand, { ARGS: [levels.signed] });
    const pattern = this.stringHere(0, 'pattern');
    const options: CommandOption[] = [];
    this.MANY(() => {
      const name = this.SUBRULE(this.columnName);
      this.missing('=') ?? this.CONSUME(tokenTypes.assignment);
      const value = this.SUBRULE1(this.operand, { ARGS: [levels.signed] });
      options.push({ name, value });
    });
    return { kind: 'dissect', input, pattern, options };
  });

  /** grok := primary string ("," string)* */
  protected readonly grok = this.RULE('grok', (): CommandBody => {
    const input = this.SUBRULE(this.operand, { ARGS: [levels.signed] });
    const patterns = [this.stringHere(0, 'pattern')];
    this.MANY(() => {
      const comma = this.read(this.CONSUME(tokenTypes[',']));
      if (!this.endsList(comma)) patterns.push(this.stringHere(1, 'pattern'));
    });
    return { kind: 'grok', input, patterns: patterns.filter((pattern) => pattern !== undefined) };
  });

  protected readonly mvExpand = this.RULE(
    'mvExpand',
    (): CommandBody => ({
      kind: 'mv-expand',
      column: this.nameHere(0),
    }),
  );

  protected indexHere(index: number): IndexPattern | undefined {
    if (!this.RECORDING_PHASE && !indexKinds.has(this.next.kind)) {
      this.reportMissing('index');
      return undefined;
    }
    return this.subrule(index, this.indexPattern);
  }

  /** indexPattern := (cluster ":")? index ("::" selector)? */
  private readonly indexPattern = this.RULE('indexPattern', (): IndexPattern => {
    const tokens = [this.read(this.CONSUME(tokenTypes['index or text']))];
    this.OPTION(() => {
      this.CONSUME(tokenTypes[':']);
      tokens.push(
        this.missingAll(indexKinds, 'index', 'index') ??
          this.read(this.CONSUME1(tokenTypes['index or text'])),
      );
    });
    const selector = this.OPTION1(() => {
      this.CONSUME(tokenTypes['::']);
      return (
        this.missingAll(indexKinds, 'index', 'index') ?? this.read(this.CONSUME2(tokenTypes['index or text']))
      );
    });
    const last = tokens.at(-1)!;
    return {
      text: nameOf(last),
      cluster: tokens.length > 1 ? nameOf(tokens[0]!) : undefined,
      selector: selector && nameOf(selector),
      isQuoted: last.kind !== 'index',
      span: cover(tokens[0]!, selector ?? last),
    };
  });

  /** enrich := policy ("on" name)? ("with" (name "=")? name ("," …)*)? */
  protected readonly enrich = this.RULE('enrich', (at: Span): CommandBody => {
    const policy = this.policy(at);
    const on = this.OPTION(() => {
      this.CONSUME(tokenTypes.on);
      return this.patternHere(0);
    });
    const fields: EnrichField[] = [];
    this.OPTION1(() => {
      this.CONSUME(tokenTypes.with);
      fields.push(this.SUBRULE(this.enrichField));
      this.MANY(() => {
        const comma = this.read(this.CONSUME(tokenTypes[',']));
        if (!this.endsList(comma)) fields.push(this.SUBRULE1(this.enrichField));
      });
    });
    return { kind: 'enrich', ...policy, on, fields };
  });

  private readonly enrichField = this.RULE('enrichField', (): EnrichField => {
    const first = this.patternHere(1);
    const field = this.OPTION(() => {
      this.CONSUME(tokenTypes.assignment);
      return this.patternHere(2);
    });
    return field ? { name: first, field } : { name: undefined, field: first };
  });

  private policy(at: Span): { policy: Name; mode: Name | undefined } {
    const found = this.indexHere(3);
    if (!found || this.RECORDING_PHASE) return { policy: { text: '', span: at }, mode: undefined };
    const { text, cluster, span } = found;
    if (cluster === undefined) return { policy: { text, span }, mode: undefined };
    const modeSpan = { start: span.start, end: span.start + cluster.length };
    return { policy: { text, span }, mode: { text: cluster, span: modeSpan } };
  }

  /** lookupJoin := index ("as" name)? "on" expression ("," expression)* */
  protected readonly lookupJoin = this.RULE('lookupJoin', (type: Name): CommandBody => {
    const index = this.indexHere(0);
    this.OPTION(() => {
      this.CONSUME(tokenTypes.as);
      this.missing('index') ?? this.CONSUME(tokenTypes.index);
    });
    if (!this.RECORDING_PHASE && this.next.kind !== 'on') this.reportMissing('ON');
    const conditions =
      this.OPTION1(() => {
        this.CONSUME(tokenTypes.on);
        return this.SUBRULE(this.expressions);
      }) ?? [];
    const { start } = this.next;
    const none = {
      text: '',
      cluster: undefined,
      selector: undefined,
      isQuoted: false,
      span: { start, end: start },
    };
    return { kind: 'lookup-join', type, index: index ?? none, conditions };
  });

  /** changePoint := name ("on" name)? ("as" name "," name)? ("by" expressions)? */
  protected readonly changePoint = this.RULE('changePoint', (): CommandBody => {
    const value = this.nameHere(0);
    const on = this.OPTION(() => {
      this.CONSUME(tokenTypes.on);
      return this.nameHere(1);
    });
    const names = this.OPTION1({
      GATE: () => this.next.image.toLowerCase() === 'as',
      DEF: () => {
        this.CONSUME(tokenTypes['any name']);
        const type = this.nameHere(2);
        this.missing(',') ?? this.CONSUME(tokenTypes[',']);
        return { type, probability: this.nameHere(3) };
      },
    });
    return {
      kind: 'change-point',
      value,
      on,
      type: names?.type,
      probability: names?.probability,
      groups: this.groups(4),
    };
  });

  /** completion := (name "=")? operand ("with" options)? */
  protected readonly completion = this.RULE('completion', (): CommandBody => {
    const target = this.assignedName();
    const input = this.SUBRULE(this.operand, { ARGS: [levels.signed] });
    return { kind: 'completion', target, input, fields: [], options: this.optionsBehindWith() };
  });

  /** rerank := (name "=")? constant "on" fields ("with" options)? */
  protected readonly rerank = this.RULE('rerank', (): CommandBody => {
    const target = this.assignedName();
    const input = this.SUBRULE(this.operand, { ARGS: [levels.signed] });
    const fields = this.OPTION(() => {
      this.CONSUME(tokenTypes.on);
      return this.SUBRULE(this.fields);
    });
    return { kind: 'rerank', target, input, fields: fields ?? [], options: this.optionsBehindWith() };
  });

  private optionsBehindWith(): OptionMap | undefined {
    return this.OPTION5(() => {
      this.CONSUME(tokenTypes.with);
      if (!this.RECORDING_PHASE && this.next.kind !== '{') {
        this.reportMissing('{');
        return undefined;
      }
      return this.SUBRULE(this.optionMap);
    });
  }

  protected readonly sample = this.RULE(
    'sampleArguments',
    (): CommandBody => ({
      kind: 'sample',
      probability: this.SUBRULE(this.expression, { ARGS: [levels.sum] }),
    }),
  );

  /** parts := name "=" operand ("with" options)? */
  protected readonly parts = this.RULE('parts', (): CommandBody => {
    const prefix = this.nameHere(0);
    if (!this.RECORDING_PHASE && this.next.kind !== '=') {
      this.reportMissing('=');
      const { start } = this.next;
      return {
        kind: 'parts',
        prefix,
        input: { kind: 'missing', span: { start, end: start } },
        options: undefined,
      };
    }
    this.CONSUME(tokenTypes.assignment);
    const input = this.SUBRULE(this.operand, { ARGS: [levels.signed] });
    return { kind: 'parts', prefix, input, options: this.optionsBehindWith() };
  });

  /** metadata := "metadata" "["? name ("," name)* "]"? */
  protected readonly metadata = this.RULE('metadataArguments', (): MetadataClause => {
    const keyword = this.read(this.CONSUME(tokenTypes.metadata));
    const open = this.take(0, '[');
    const names: Name[] = [];
    if (!this.RECORDING_PHASE && !this.nextIsName()) this.reportMissing('name');
    this.OPTION1(() => {
      names.push(this.SUBRULE(this.columnName));
      this.MANY(() => {
        const comma = this.read(this.CONSUME(tokenTypes[',']));
        if (!this.endsList(comma)) names.push(this.nameHere(1, 'name'));
      });
    });
    if (open) this.missing(']');
    this.take(2, ']');
    const first = names[0]?.span;
    const { end } = keyword;
    const span = this.RECORDING_PHASE || !first ? { start: end, end } : cover(first, names.at(-1)!.span);
    return { names: names.filter(({ text }) => text !== ''), span, isBracketed: open !== undefined };
  });
}

function patternOf(tokens: readonly EsqlToken[]): NamePattern {
  let text = '';
  let isPattern = false;
  const literalStars: number[] = [];
  for (const [index, token] of tokens.entries()) {
    if (index > 0) text += '.';
    for (const offset of token.content?.literalStars ?? []) literalStars.push(text.length + offset);
    if (token.content?.isPattern) isPattern = true;
    text += nameOf(token);
  }
  return { text, isPattern, literalStars, span: cover(tokens[0]!, tokens.at(-1)!) };
}
