import { type IToken, tokenMatcher } from 'chevrotain';
import { cover, type Span } from '../../text/span.js';
import { tokenSpan } from '../recovery.js';
import { EqlEvents } from './grammar-events.js';
import type { EqlQuery, EventFilter, Expression, Field, Maxspan, Pipe, Step } from './syntax.js';
import * as t from './tokens.js';
import { type RunsClause, readMaxspan, readRuns } from './values.js';

interface StepParts {
  readonly filter: EventFilter;
  readonly keys: readonly Field[];
  readonly runs: RunsClause | undefined;
}

const stepStarts = [t.LeftBracket, t.MissingBracket];

/** The queries of EQL (spec/EQL.md section 2): event queries, sequences, samples and joins, with their pipes. */
export class EqlGrammar extends EqlEvents {
  constructor(skipValidations: boolean) {
    super(skipValidations);
    this.performSelfAnalysis();
  }

  /** Parses one query of `textLength` code units; the tree is undefined when nothing was understood. */
  parse(tokens: IToken[], textLength: number): EqlQuery | undefined {
    this.start(tokens, textLength);
    this.openLists = 0;
    return this.query();
  }

  private query = this.RULE('query', (): EqlQuery | undefined =>
    this.OR<EqlQuery | undefined>([
      { ALT: () => this.SUBRULE(this.sequence) },
      { ALT: () => this.SUBRULE(this.sample) },
      { ALT: () => this.SUBRULE(this.join) },
      { ALT: () => this.SUBRULE(this.eventQuery) },
    ]),
  );

  private eventQuery = this.RULE('eventQuery', (): EqlQuery => {
    const filter = this.SUBRULE(this.eventFilter);
    const pipes = this.SUBRULE(this.pipes);
    return this.ACTION(() => ({
      kind: 'event-query',
      filter,
      pipes,
      span: spanWithPipes(filter.span, pipes),
    }));
  });

  private sequence = this.RULE('sequence', (): EqlQuery => {
    const start = this.CONSUME(t.Sequence);
    let keys: readonly Field[] = [];
    let maxspan: Maxspan | undefined;
    this.MANY(() => {
      this.OR([
        {
          ALT: () => {
            const by = this.CONSUME(t.By);
            keys = this.SUBRULE(this.keyList);
            this.ACTION(() => {
              if (!maxspan) return;
              this.report(
                tokenSpan(by),
                'a sequence takes [by] before [with], not after it',
                'move the keys in front of `with maxspan`',
              );
            });
          },
        },
        {
          ALT: () => {
            maxspan = this.SUBRULE(this.maxspan);
          },
        },
        {
          ALT: () => {
            maxspan = this.SUBRULE(this.bareMaxspan);
          },
        },
      ]);
    });
    const steps = this.SUBRULE(this.steps);
    const until = this.OPTION(() => this.SUBRULE(this.until));
    const pipes = this.SUBRULE(this.pipes);
    return this.ACTION(() => ({
      kind: 'sequence',
      keys,
      ...(maxspan ? { maxspan } : {}),
      steps,
      ...(until ? { until } : {}),
      pipes,
      span: spanWithPipes(cover(tokenSpan(start), lastSpan(start, steps, until)), pipes),
    }));
  });

  private sample = this.RULE('sample', (): EqlQuery => {
    const start = this.CONSUME(t.Sample);
    const keys = this.SUBRULE(this.optionalKeys);
    this.OPTION(() => {
      const maxspan = this.SUBRULE(this.maxspan);
      this.ACTION(() =>
        this.report(maxspan.span, 'a sample takes no `with maxspan`: its events have no order'),
      );
    });
    const steps = this.SUBRULE(this.steps);
    const until = this.OPTION1(() => this.SUBRULE(this.until));
    const pipes = this.SUBRULE(this.pipes);
    return this.ACTION(() => {
      if (until) this.report(until.span, 'a sample takes no `until`: its events have no order');
      const span = spanWithPipes(cover(tokenSpan(start), lastSpan(start, steps, until)), pipes);
      return { kind: 'sample', keys, steps, pipes, span };
    });
  });

  private join = this.RULE('join', (): EqlQuery => {
    const start = this.CONSUME(t.Join);
    const keys = this.SUBRULE(this.optionalKeys);
    const steps = this.SUBRULE(this.steps);
    const until = this.OPTION(() => this.SUBRULE(this.until));
    const pipes = this.SUBRULE(this.pipes);
    return this.ACTION(() => ({
      kind: 'join',
      keys,
      steps,
      ...(until ? { until } : {}),
      pipes,
      span: spanWithPipes(cover(tokenSpan(start), lastSpan(start, steps, until)), pipes),
    }));
  });

  private optionalKeys = this.RULE(
    'optionalKeys',
    (): readonly Field[] => {
      const keys = this.OPTION(() => {
        this.CONSUME(t.By);
        return this.SUBRULE(this.keyList);
      });
      return this.ACTION(() => keys ?? []);
    },
    { recoveryValueFunc: () => [] },
  );

  private keyList = this.RULE(
    'keyList',
    (): readonly Field[] => {
      const keys: Field[] = [];
      this.AT_LEAST_ONE_SEP({
        SEP: t.Comma,
        DEF: () => {
          const key = this.SUBRULE(this.sum);
          this.ACTION(() => {
            if (key.kind === 'field') keys.push(key);
            else if (key.kind !== 'missing') {
              this.report(key.span, 'only fields can be join keys', 'name a field that holds the value');
            }
          });
        },
      });
      return keys;
    },
    { recoveryValueFunc: () => [] },
  );

  private maxspan = this.RULE(
    'maxspan',
    (): Maxspan => {
      const start = this.CONSUME(t.With);
      const option =
        this.ACTION(() => this.absent([t.MaxspanWord, t.Identifier], '[maxspan]')) ??
        this.OR([{ ALT: () => this.CONSUME(t.MaxspanWord) }, { ALT: () => this.CONSUME(t.Identifier) }]);
      this.ACTION(() => {
        if (!tokenMatcher(option, t.Identifier)) return;
        this.report(
          tokenSpan(option),
          `unknown option [${option.image}]; a sequence takes [maxspan] here`,
          undefined,
          'maxspan',
        );
      });
      this.SUBRULE(this.assign);
      const amount = this.SUBRULE(this.unsignedNumber);
      const unit = this.OPTION(() => this.CONSUME1(t.Identifier));
      return this.ACTION(() => readMaxspan(start, amount, unit, this.found));
    },
    { recoveryValueFunc: () => ({ milliseconds: 0, span: this.missingHere().span }) },
  );

  /** `maxspan=5m`, which lacks the word before it. */
  private bareMaxspan = this.RULE(
    'bareMaxspan',
    (): Maxspan => {
      const start = this.CONSUME(t.MaxspanWord);
      this.ACTION(() =>
        this.report(
          tokenSpan(start),
          'the time of a sequence begins with [with]',
          'write `with maxspan`',
          'with maxspan',
        ),
      );
      this.SUBRULE(this.assign);
      const amount = this.SUBRULE(this.unsignedNumber);
      const unit = this.OPTION(() => this.CONSUME(t.Identifier));
      return this.ACTION(() => readMaxspan(start, amount, unit, this.found));
    },
    { recoveryValueFunc: () => ({ milliseconds: 0, span: this.missingHere().span }) },
  );

  private assign = this.RULE('assign', (): void => {
    this.ACTION(() => this.absent([t.Assign, t.Equal])) ??
      this.OR([{ ALT: () => this.CONSUME(t.Assign) }, { ALT: () => this.CONSUME(t.Equal) }]);
  });

  private unsignedNumber = this.RULE(
    'unsignedNumber',
    (): IToken =>
      this.ACTION(() => this.absent([t.Integer, t.Decimal])) ??
      this.OR([{ ALT: () => this.CONSUME(t.Integer) }, { ALT: () => this.CONSUME(t.Decimal) }]),
    { recoveryValueFunc: () => this.getTokenToInsert(t.Integer) },
  );

  private steps = this.RULE(
    'steps',
    (): readonly Step[] => {
      const steps: Step[] = [];
      this.MANY(() => {
        const step = this.SUBRULE(this.step);
        this.ACTION(() => steps.push(step));
      });
      this.ACTION(() => {
        if (steps.length === 0) this.reportAbsent('a step in square brackets');
      });
      return steps;
    },
    { recoveryValueFunc: () => [] },
  );

  private until = this.RULE(
    'until',
    (): Step => {
      this.CONSUME(t.Until);
      const absent = this.ACTION(() => this.absent(stepStarts, 'a step in square brackets'));
      if (absent) return this.emptyStep();
      return this.SUBRULE(this.step);
    },
    { recoveryValueFunc: () => this.emptyStep() },
  );

  private emptyStep(): Step {
    const filter = this.emptyFilter();
    return { filter, keys: [], runs: 1, missing: false, span: filter.span };
  }

  private step = this.RULE(
    'step',
    (): Step => {
      const open = this.OR([
        { ALT: () => this.CONSUME(t.LeftBracket) },
        { ALT: () => this.CONSUME(t.MissingBracket) },
      ]);
      const parts = this.SUBRULE(this.stepBody);
      return this.ACTION(() => {
        const last = this.LA(0);
        return {
          filter: parts.filter,
          keys: parts.keys,
          runs: parts.runs?.count ?? 1,
          ...(parts.runs ? { runsSpan: parts.runs.span } : {}),
          missing: tokenMatcher(open, t.MissingBracket),
          span: cover(tokenSpan(open), tokenSpan(last)),
        };
      });
    },
    { recoveryValueFunc: () => this.emptyStep() },
  );

  private stepBody = this.RULE(
    'stepBody',
    (): StepParts => {
      const filter = this.SUBRULE(this.eventFilter);
      this.ACTION(() => this.absentStepEnd()) ?? this.CONSUME(t.RightBracket);
      const keys = this.SUBRULE(this.optionalKeys);
      const runs = this.OPTION(() => this.SUBRULE(this.runs));
      return this.ACTION(() => ({ filter, keys, runs }));
    },
    { recoveryValueFunc: () => ({ filter: this.emptyFilter(), keys: [], runs: undefined }) },
  );

  private runs = this.RULE(
    'runs',
    (): RunsClause => {
      const start = this.CONSUME(t.With);
      const option =
        this.ACTION(() => this.absent([t.Identifier, t.MaxspanWord], '[runs]')) ??
        this.OR([{ ALT: () => this.CONSUME(t.Identifier) }, { ALT: () => this.CONSUME(t.MaxspanWord) }]);
      this.SUBRULE(this.assign);
      const amount = this.SUBRULE(this.unsignedNumber);
      return this.ACTION(() => readRuns(start, option, amount, this.found));
    },
    { recoveryValueFunc: () => ({ count: 1, span: this.missingHere().span }) },
  );

  private pipes = this.RULE(
    'pipes',
    (): readonly Pipe[] => {
      const pipes: Pipe[] = [];
      this.MANY(() => {
        const pipe = this.SUBRULE(this.pipe);
        this.ACTION(() => pipes.push(pipe));
      });
      return pipes;
    },
    { recoveryValueFunc: () => [] },
  );

  private pipe = this.RULE(
    'pipe',
    (): Pipe => {
      const bar = this.CONSUME(t.Pipe);
      const name =
        this.ACTION(() => this.absent([t.Identifier], '[head] or [tail]')) ?? this.CONSUME(t.Identifier);
      const args: Expression[] = [];
      this.MANY_SEP({
        SEP: t.Comma,
        DEF: () => {
          const argument = this.SUBRULE(this.condition);
          this.ACTION(() => args.push(argument));
        },
      });
      return this.ACTION(() => ({
        name: name.image,
        nameSpan: tokenSpan(name),
        arguments: args,
        span: cover(tokenSpan(bar), args.at(-1)?.span ?? tokenSpan(name)),
      }));
    },
    {
      recoveryValueFunc: () => {
        const { span } = this.missingHere();
        return { name: '', nameSpan: span, arguments: [], span };
      },
    },
  );
}

function spanWithPipes(first: Span, pipes: readonly Pipe[]): Span {
  return pipes.length === 0 ? first : cover(first, pipes.at(-1)!.span);
}

function lastSpan(start: IToken, steps: readonly Step[], until: Step | undefined): Span {
  return until?.span ?? steps.at(-1)?.span ?? tokenSpan(start);
}
