import { cover, type Span } from '../../text/span.js';
import { tokenSpan } from '../token.js';
import { EqlEvents } from './grammar-events.js';
import { conditionStarts } from './grammar-operands.js';
import type { EqlQuery, Expression, Field, Maxspan, Pipe, Step } from './syntax.js';
import type { EqlToken } from './tokens.js';
import { type RunsClause, readMaxspan, readRuns } from './values.js';

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
        keys = this.keyList();
        if (maxspan) {
          this.report(
            tokenSpan(by),
            'a sequence takes [by] before [with], not after it',
            'move the keys in front of `with maxspan`',
          );
        }
      } else if (this.next.kind === 'with') maxspan = this.maxspan();
      else if (this.next.kind === 'maxspan') maxspan = this.bareMaxspan();
      else return { keys, maxspan };
    }
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
    this.expectOneOf(['=', '==']);
    const amount = this.expectOneOf(['integer', 'decimal']);
    return readMaxspan(start, amount, this.take('identifier'), this.found);
  }

  private steps(): readonly Step[] {
    const steps: Step[] = [];
    while (this.nextIsStep()) steps.push(this.step());
    if (steps.length === 0) this.reportAbsent('a step in square brackets');
    return steps;
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
    const runs = this.next.kind === 'with' ? this.runs() : undefined;
    return {
      filter,
      keys,
      runs: runs?.count ?? 1,
      ...(runs ? { runsSpan: runs.span } : {}),
      missing: open.kind === '![',
      span: cover(open, tokenSpan(this.previous)),
    };
  }

  private runs(): RunsClause {
    const start = this.advance();
    const option = this.expectOneOf(['identifier', 'maxspan'], '[runs]');
    this.expectOneOf(['=', '==']);
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
