import { cover, type Span } from '../../text/span.js';
import { tokenSpan } from '../token.js';
import { EqlEvents } from './grammar-events.js';
import { conditionStarts } from './grammar-operands.js';
import type { EqlQuery, Expression, Field, Maxspan, Pipe, Step } from './syntax.js';
import type { EqlToken, EqlTokenKind } from './tokens.js';
import { type RunsClause, readMaxspan, readRuns } from './values.js';

/** What no step follows on. */
const stepsEnd: ReadonlySet<EqlTokenKind> = new Set(['end', '|', 'until']);

/** The queries of EQL (spec/EQL.md section 2): event queries, sequences, samples and joins, with their pipes. */
export class EqlGrammar extends EqlEvents {
  /** Parses one query; the tree is undefined when nothing was understood. What is left over is not reported. */
  parse(): EqlQuery | undefined {
    switch (this.next.kind) {
      case 'sequence':
        return this.sequence();
      case 'sample':
        return this.sample();
      case 'join':
        return this.join();
      default:
        return this.eventQuery();
    }
  }

  private eventQuery(): EqlQuery | undefined {
    if (this.lacksCategory()) return undefined;
    const filter = this.eventFilter();
    const pipes = this.pipes();
    return { kind: 'event-query', filter, pipes, span: spanWithPipes(filter.span, pipes) };
  }

  private sequence(): EqlQuery {
    const start = this.advance();
    const { keys, maxspan } = this.sequenceHeader();
    const steps = this.steps();
    const until = this.until();
    const pipes = this.pipes();
    return {
      kind: 'sequence',
      keys,
      ...(maxspan ? { maxspan } : {}),
      steps,
      ...(until ? { until } : {}),
      pipes,
      span: spanWithPipes(cover(start, lastSpan(start, steps, until)), pipes),
    };
  }

  private sequenceHeader(): { readonly keys: readonly Field[]; readonly maxspan: Maxspan | undefined } {
    let keys: readonly Field[] = [];
    let maxspan: Maxspan | undefined;
    for (;;) {
      const by = this.take('by');
      if (by) {
        if (keys.length > 0) this.reportRepeated(by);
        keys = this.keyList();
        if (maxspan) {
          this.report(
            tokenSpan(by),
            'a sequence takes [by] before [with], not after it',
            'move the keys in front of `with maxspan`',
          );
        }
      } else if (this.next.kind === 'with' || this.next.kind === 'maxspan') {
        if (maxspan) this.reportRepeated(this.next);
        maxspan = this.next.kind === 'with' ? this.maxspan() : this.bareMaxspan();
      } else return { keys, maxspan };
    }
  }

  private reportRepeated(token: EqlToken): void {
    this.report(tokenSpan(token), `a sequence takes [${token.image}] once`, 'remove one of the two');
  }

  private sample(): EqlQuery {
    const start = this.advance();
    const keys = this.optionalKeys();
    if (this.next.kind === 'with') {
      const { span } = this.maxspan();
      this.report(span, 'a sample takes no `with maxspan`: its events have no order');
    }
    const steps = this.steps();
    const until = this.until();
    if (until) this.report(until.span, 'a sample takes no `until`: its events have no order');
    const pipes = this.pipes();
    const span = spanWithPipes(cover(start, lastSpan(start, steps, until)), pipes);
    return { kind: 'sample', keys, steps, pipes, span };
  }

  private join(): EqlQuery {
    const start = this.advance();
    const keys = this.optionalKeys();
    const steps = this.steps();
    const until = this.until();
    const pipes = this.pipes();
    return {
      kind: 'join',
      keys,
      steps,
      ...(until ? { until } : {}),
      pipes,
      span: spanWithPipes(cover(start, lastSpan(start, steps, until)), pipes),
    };
  }

  private optionalKeys(): readonly Field[] {
    return this.take('by') ? this.keyList() : [];
  }

  private keyList(): readonly Field[] {
    const keys: Field[] = [];
    do {
      // A sign shows that a calculation was meant, which is told better than that a field is absent.
      if (!conditionStarts.has(this.next.kind) || this.next.kind === 'not') {
        this.reportAbsent('a field');
        break;
      }
      const key = this.sum();
      if (key.kind === 'field') keys.push(key);
      else if (key.kind !== 'missing')
        this.report(key.span, 'only fields can be join keys', 'name a field that holds the value');
    } while (this.take(','));
    return keys;
  }

  private maxspan(): Maxspan {
    const start = this.advance();
    const option = this.expectOneOf(['maxspan', 'identifier'], '[maxspan]');
    if (option.image === 'runs') {
      const help = 'move it behind that step';
      this.report(tokenSpan(option), '`with runs` stands behind the step that it counts', help);
      this.assign();
      this.expectOneOf(['integer', 'decimal']);
      return { milliseconds: 0, span: cover(start, tokenSpan(this.previous)) };
    }
    if (option.kind === 'identifier') {
      this.report(
        tokenSpan(option),
        `unknown option [${option.image}]; a sequence takes [maxspan] here`,
        undefined,
        'maxspan',
      );
    }
    return this.maxspanValue(start);
  }

  /** `maxspan=5m`, which lacks the word before it. */
  private bareMaxspan(): Maxspan {
    const start = this.advance();
    this.report(
      tokenSpan(start),
      'the time of a sequence begins with [with]',
      'write `with maxspan`',
      'with maxspan',
    );
    return this.maxspanValue(start);
  }

  private maxspanValue(start: EqlToken): Maxspan {
    this.assign();
    const amount = this.expectOneOf(['integer', 'decimal']);
    return readMaxspan(start, amount, this.take('identifier'), this.found);
  }

  private assign(): void {
    const token = this.expectOneOf(['=', '==']);
    if (token.kind === '==')
      this.report(tokenSpan(token), '[==] compares, [=] is meant here', 'write =', '=');
  }

  private steps(): readonly Step[] {
    const steps: Step[] = [];
    while (this.nextIsStep() || (steps.length > 0 && this.skipToStep())) steps.push(this.step());
    if (steps.length === 0) this.reportAbsent('a step in square brackets');
    return steps;
  }

  /** Whether another step follows on what cannot stand between two; that is reported and left out. */
  private skipToStep(): boolean {
    let distance = 0;
    while (!stepsEnd.has(this.peek(distance).kind) || (distance === 0 && this.isPipeBeforeStep())) {
      if (this.peek(distance).kind === '[' || this.peek(distance).kind === '![') break;
      distance++;
    }
    const { kind } = this.peek(distance);
    if (distance === 0 || (kind !== '[' && kind !== '![')) return false;
    if (distance === 1)
      this.report(tokenSpan(this.next), 'nothing stands between two steps', 'remove it', '');
    else this.reportAbsent('a step in square brackets');
    for (; distance > 0; distance--) this.advance();
    return true;
  }

  private isPipeBeforeStep(): boolean {
    return this.next.kind === '|' && this.peek(1).kind === '[';
  }

  private nextIsStep(): boolean {
    return this.next.kind === '[' || this.next.kind === '![';
  }

  private until(): Step | undefined {
    if (!this.take('until')) return undefined;
    if (this.nextIsStep()) return this.step();
    this.reportAbsent('a step in square brackets');
    const filter = this.emptyFilter();
    return { filter, keys: [], runs: 1, missing: false, span: filter.span };
  }

  private step(): Step {
    const open = this.advance();
    const absences = this.absences.length;
    const filter = this.eventFilter();
    this.readStepEnd(this.absences.length > absences);
    const keys = this.optionalKeys();
    const isMaxspan = this.next.kind === 'with' && this.peek(1).kind === 'maxspan';
    const runs = this.next.kind === 'with' && !isMaxspan ? this.runs() : undefined;
    if (isMaxspan) this.misplacedMaxspan();
    return {
      filter,
      keys,
      runs: runs?.count ?? 1,
      ...(runs ? { runsSpan: runs.span } : {}),
      missing: open.kind === '![',
      span: cover(open, tokenSpan(this.previous)),
    };
  }

  private misplacedMaxspan(): void {
    const { span } = this.maxspan();
    this.report(span, 'the time of a sequence stands before its first step', 'move it in front of the steps');
  }

  private runs(): RunsClause {
    const start = this.advance();
    const option = this.expectOneOf(['identifier', 'maxspan'], '[runs]');
    this.assign();
    const amount = this.expectOneOf(['integer', 'decimal']);
    return readRuns(start, option, amount, this.found);
  }

  private pipes(): readonly Pipe[] {
    const pipes: Pipe[] = [];
    while (this.next.kind === '|') pipes.push(this.pipe());
    return pipes;
  }

  private pipe(): Pipe {
    const bar = this.advance();
    const name = this.expect('identifier', '[head] or [tail]');
    const args: Expression[] = [];
    if (conditionStarts.has(this.next.kind)) {
      do args.push(this.condition());
      while (this.take(','));
    }
    return {
      name: name.image,
      nameSpan: tokenSpan(name),
      arguments: args,
      span: cover(bar, args.at(-1)?.span ?? tokenSpan(name)),
    };
  }
}

function spanWithPipes(first: Span, pipes: readonly Pipe[]): Span {
  return pipes.length === 0 ? first : cover(first, pipes.at(-1)!.span);
}

function lastSpan(start: EqlToken, steps: readonly Step[], until: Step | undefined): Span {
  return until?.span ?? steps.at(-1)?.span ?? start;
}
