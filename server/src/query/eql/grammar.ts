import { cover } from '../../text/span.js';
import type { GrammarOptions } from '../recovering-parser.js';
import { tokenSpan } from '../token.js';
import { tokenTypes } from '../token-types.js';
import { categoryKinds, EqlEvents } from './grammar-events.js';
import { conditionStarts, type Kinds } from './grammar-operands.js';
import { levels } from './operators.js';
import type { EqlQuery, Expression, Field, Maxspan, Pipe, Step } from './syntax.js';
import type { EqlToken, EqlTokenKind } from './tokens.js';
import { type RunsClause, readMaxspan, readRuns } from './values.js';

/** Tokens after which no step follows. */
const stepsEnd: Kinds = new Set<EqlTokenKind>(['end', '|', 'until']);
const optionKinds: Kinds = new Set<EqlTokenKind>(['maxspan', 'identifier']);
const numberKinds: Kinds = new Set<EqlTokenKind>(['integer', 'decimal']);
const assignmentKinds: Kinds = new Set<EqlTokenKind>(['=', '==']);
interface Header {
  readonly keys: readonly Field[];
  readonly maxspan: Maxspan | undefined;
}

const queryStarts: Kinds = new Set<EqlTokenKind>([...categoryKinds, 'sequence', 'sample', 'join']);

/**
 * The queries of EQL (docs/semantics/eql.md#grammar): event queries, sequences, samples and joins, with their
 * pipes. An instance can parse several queries in turn.
 */
export class EqlGrammar extends EqlEvents {
  constructor(options?: GrammarOptions) {
    super(options);
    this.performSelfAnalysis();
  }

  /** Parses one query. The tree is undefined if nothing was recognised. Leftover tokens are not reported. */
  parse(tokens: readonly EqlToken[], textLength: number): EqlQuery | undefined {
    this.begin(tokens, textLength);
    this.openLists = 0;
    if (queryStarts.has(this.next.kind)) return this.complete(this.query());
    this.reportMissing('category');
    return undefined;
  }

  /** query := (sequence | eventFilter) pipe* */
  private readonly query = this.RULE('query', (): EqlQuery => {
    const query = this.OR([{ ALT: () => this.sequence() }, { ALT: () => this.eventQuery() }]);
    const pipes: Pipe[] = [];
    this.MANY(() => {
      pipes.push(this.SUBRULE(this.pipe));
    });
    if (this.RECORDING_PHASE || pipes.length === 0) return query;
    return { ...query, pipes, span: cover(query.span, pipes.at(-1)!.span) };
  });

  private eventQuery(): EqlQuery {
    const filter = this.SUBRULE(this.eventFilter);
    return { kind: 'event-query', filter, pipes: [], span: filter.span };
  }

  /** sequence := ("sequence" | "sample" | "join") ("by" keyList | timeLimit)* step* ("until" step)? */
  private sequence(): EqlQuery {
    const start = this.read(this.CONSUME(tokenTypes['sequence start']));
    const { keys, maxspan } = this.header(start);
    const steps = this.steps();
    const until = this.until();
    const span = cover(start, until?.span ?? steps.at(-1)?.span ?? start);
    switch (start.kind) {
      case 'sample':
        if (until) this.report('sample-with-until', until.span);
        return { kind: 'sample', keys, steps, pipes: [], span };
      case 'join':
        return { kind: 'join', keys, steps, ...(until ? { until } : {}), pipes: [], span };
      default:
        return {
          kind: 'sequence',
          keys,
          ...(maxspan ? { maxspan } : {}),
          steps,
          ...(until ? { until } : {}),
          pipes: [],
          span,
        };
    }
  }

  /** Reads what comes before the first step: join keys and, for a sequence, its time limit. */
  private header({ kind }: EqlToken): Header {
    const header: { keys: readonly Field[]; maxspan: Maxspan | undefined } = { keys: [], maxspan: undefined };
    const hasKeys = (): boolean => header.keys.length > 0;
    let read = 0;
    const readKeys = (): void => {
      const by = this.read(this.CONSUME(tokenTypes.by));
      if (hasKeys()) this.report('repeated', tokenSpan(by), by.image);
      header.keys = this.SUBRULE(this.keyList);
      if (header.maxspan) this.report('keys-after-maxspan', tokenSpan(by));
    };
    const readMaxspan = (): void => {
      if (header.maxspan) this.report('repeated', tokenSpan(this.next), this.next.image);
      header.maxspan = this.SUBRULE(this.timeLimit);
      if (kind === 'sample') this.report('sample-with-maxspan', header.maxspan.span);
    };
    const goesOn = (): boolean => {
      if (kind === 'sequence') return true;
      if (this.next.kind === 'by') return read === 0;
      return kind === 'sample' && this.next.kind === 'with' && !header.maxspan;
    };
    this.MANY1({
      GATE: goesOn,
      DEF: () => {
        read++;
        this.OR1([{ ALT: readKeys }, { ALT: readMaxspan }]);
      },
    });
    return header;
  }

  /** keyList := sum ("," sum)* */
  private readonly keyList = this.RULE('keyList', (): readonly Field[] => {
    const keys: Field[] = [];
    let isComplete = this.key(0, keys);
    this.MANY({
      GATE: () => isComplete,
      DEF: () => {
        this.CONSUME(tokenTypes[',']);
        isComplete = this.key(1, keys);
      },
    });
    return keys;
  });

  /** Adds a key. Returns false if none follows. */
  private key(index: number, keys: Field[]): boolean {
    // A sign shows that a calculation was meant: report that, not a missing field.
    const { kind } = this.next;
    if (!this.RECORDING_PHASE && (!conditionStarts.has(kind) || kind === 'not')) {
      this.reportMissing('field');
      return false;
    }
    const key = this.subrule(index, this.expression, { ARGS: [levels.sum] });
    if (this.RECORDING_PHASE) return true;
    if (key.kind === 'field') keys.push(key);
    else if (key.kind !== 'missing') this.report('key-not-a-field', key.span);
    return true;
  }

  /** timeLimit := "with" "maxspan" "=" number unit */
  private readonly timeLimit = this.RULE('timeLimit', (): Maxspan => {
    const start = this.read(this.CONSUME(tokenTypes['maxspan start']));
    if (this.RECORDING_PHASE || start.kind === 'with') {
      const option =
        this.missingAll(optionKinds, 'maxspan', 'maxspan') ?? this.read(this.CONSUME(tokenTypes.option));
      if (option.image === 'runs') return this.misplacedRuns(start, option);
      if (option.kind === 'identifier')
        this.report('unknown-sequence-option', tokenSpan(option), option.image);
    } else this.report('maxspan-without-with', tokenSpan(start));
    this.assign();
    const amount = this.number();
    const unit = this.take(0, 'identifier');
    return this.RECORDING_PHASE
      ? { milliseconds: 0, span: start }
      : readMaxspan(start, amount, unit, this.found);
  });

  private misplacedRuns(start: EqlToken, option: EqlToken): Maxspan {
    this.report('misplaced-runs', tokenSpan(option));
    this.assign();
    this.number();
    return { milliseconds: 0, span: cover(start, tokenSpan(this.previous)) };
  }

  private assign(): void {
    const token =
      this.missingAll(assignmentKinds, '=', '=') ?? this.read(this.CONSUME(tokenTypes.assignment));
    if (token.kind === '==') this.report('double-equals', tokenSpan(token));
  }

  private number(): EqlToken {
    return this.missingAll(numberKinds, 'integer', 'integer') ?? this.read(this.CONSUME(tokenTypes.number));
  }

  private steps(): readonly Step[] {
    const steps: Step[] = [];
    this.MANY2(() => {
      steps.push(this.SUBRULE(this.step));
      if (!this.RECORDING_PHASE && !this.nextIsStep()) this.skipToStep();
    });
    if (steps.length === 0) this.reportMissing('step');
    return steps;
  }

  /** If another step follows, reports and skips the tokens between the two. */
  private skipToStep(): void {
    let distance = 0;
    while (!stepsEnd.has(this.peek(distance).kind) || (distance === 0 && this.isPipeBeforeStep())) {
      if (this.peek(distance).kind === '[' || this.peek(distance).kind === '![') break;
      distance++;
    }
    const { kind } = this.peek(distance);
    if (distance === 0 || (kind !== '[' && kind !== '![')) return;
    if (distance === 1) this.report('between-steps', tokenSpan(this.next));
    else this.reportMissing('step');
    for (; distance > 0; distance--) this.advance();
  }

  private isPipeBeforeStep(): boolean {
    return this.next.kind === '|' && this.peek(1).kind === '[';
  }

  private nextIsStep(): boolean {
    return this.next.kind === '[' || this.next.kind === '![';
  }

  private until(): Step | undefined {
    return this.OPTION(() => {
      this.CONSUME(tokenTypes.until);
      if (this.RECORDING_PHASE || this.nextIsStep()) return this.SUBRULE1(this.step);
      this.reportMissing('step');
      const filter = this.emptyFilter();
      return { filter, keys: [], runs: 1, missing: false, span: filter.span };
    });
  }

  /** step := ("[" | "![") eventFilter "]" ("by" keyList)? ("with" "runs" "=" number)? */
  private readonly step = this.RULE('step', (): Step => {
    const open = this.read(this.CONSUME(tokenTypes['step start']));
    const missing = this.missingAt.length;
    const filter = this.SUBRULE(this.eventFilter);
    this.stepEnd(this.missingAt.length > missing);
    const keys =
      this.OPTION(() => {
        this.CONSUME(tokenTypes.by);
        return this.SUBRULE(this.keyList);
      }) ?? [];
    const isMaxspan = this.next.kind === 'with' && this.peek(1).kind === 'maxspan';
    const runs = this.OPTION1({
      GATE: () => !isMaxspan,
      DEF: () => this.SUBRULE(this.runs),
    });
    if (isMaxspan) this.report('misplaced-maxspan', this.SUBRULE(this.timeLimit).span);
    return {
      filter,
      keys,
      runs: runs?.count ?? 1,
      ...(runs ? { runsSpan: runs.span } : {}),
      missing: open.kind === '![',
      span: cover(open, tokenSpan(this.previous)),
    };
  });

  private readonly runs = this.RULE('runs', (): RunsClause => {
    const start = this.read(this.CONSUME(tokenTypes.with));
    const option =
      this.missingAll(optionKinds, 'identifier', 'runs') ?? this.read(this.CONSUME(tokenTypes.option));
    this.assign();
    const amount = this.number();
    return this.RECORDING_PHASE ? { count: 1, span: start } : readRuns(start, option, amount, this.found);
  });

  /** pipe := "|" name (expression ("," expression)*)? */
  private readonly pipe = this.RULE('pipe', (): Pipe => {
    const bar = this.read(this.CONSUME(tokenTypes['|']));
    const name = this.missing('identifier', 'pipe') ?? this.read(this.CONSUME(tokenTypes.identifier));
    const args: Expression[] = [];
    this.OPTION(() =>
      this.AT_LEAST_ONE_SEP({
        SEP: tokenTypes[','],
        DEF: () => {
          args.push(this.SUBRULE(this.expression, { ARGS: [levels.condition] }));
        },
      }),
    );
    return {
      name: name.image,
      nameSpan: tokenSpan(name),
      arguments: args,
      span: cover(bar, this.RECORDING_PHASE ? bar : (args.at(-1)?.span ?? tokenSpan(name))),
    };
  });
}
