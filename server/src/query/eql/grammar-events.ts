import { cover } from '../../text/span.js';
import { tokenSpan } from '../token.js';
import { tokenTypes } from '../token-types.js';
import { EqlExpressions } from './grammar-expressions.js';
import type { Kinds } from './grammar-operands.js';
import { levels } from './operators.js';
import type { EventCategory, EventFilter } from './syntax.js';
import type { EqlToken, EqlTokenKind } from './tokens.js';
import { readPathPart } from './values.js';

/** Tokens that can be an event category. */
export const categoryKinds: Kinds = new Set<EqlTokenKind>([
  'identifier',
  'any',
  'string',
  'raw-string',
  'quoted-identifier',
]);
/** Tokens that show that a condition begins. */
const firstOfCondition: Kinds = new Set<EqlTokenKind>([
  'identifier',
  'quoted-identifier',
  'not',
  'true',
  'false',
  '?',
]);

/** Tokens that end a step, or cannot be in one. */
const stepEnds: Kinds = new Set<EqlTokenKind>([']', 'end', '|', 'until', '[', '![']);

/** The filter of one event: its category and the condition after `where`. */
export class EqlEvents extends EqlExpressions {
  /** eventFilter := category "where" expression */
  protected readonly eventFilter = this.RULE('eventFilter', (): EventFilter => {
    const token =
      this.missingAll(categoryKinds, 'identifier', 'category') ??
      this.read(this.CONSUME(tokenTypes['event category']));
    const category = this.categoryOf(token);
    if (!this.skipMisspeltWhere()) this.missing('where') ?? this.CONSUME(tokenTypes.where);
    this.isConnectiveGuessed = false;
    const condition = this.SUBRULE(this.expression, { ARGS: [levels.condition] });
    if (this.RECORDING_PHASE) return this.emptyFilter();
    return { category, condition, span: cover(category.span, condition.span) };
  });

  /**
   * Skips the misspelt `where` of `process wher name == 1`: two words in a row where only `where` is allowed.
   */
  private skipMisspeltWhere(): boolean {
    if (this.next.kind !== 'identifier' || !firstOfCondition.has(this.peek(1).kind)) return false;
    const word = this.advance();
    this.report('misspelt-where', tokenSpan(word), word.image);
    return true;
  }

  private categoryOf(token: EqlToken): EventCategory {
    const span = tokenSpan(token);
    if (token.image === '' || token.kind === 'any') return { name: 'any', any: true, span };
    if (token.kind === 'quoted-identifier')
      this.report('quoted-category', span, JSON.stringify(readPathPart(token)));
    return { name: token.content?.value ?? readPathPart(token), any: false, span };
  }

  protected emptyFilter(): EventFilter {
    const missing = this.missingHere();
    const category = { name: 'any', any: true, span: missing.span };
    return { category, condition: missing, span: missing.span };
  }

  /** Reads the bracket that ends a step. If it comes later, skips the tokens before it. */
  protected stepEnd(isReported: boolean): void {
    if (this.RECORDING_PHASE || this.next.kind === ']') {
      this.CONSUME(tokenTypes[']']);
      return;
    }
    // An earlier missing token may be why the step was not read to its end.
    if (!isReported) this.reportMissing('step-end');
    let distance = 0;
    while (!stepEnds.has(this.peek(distance).kind)) distance++;
    if (this.peek(distance).kind !== ']') return;
    for (; distance >= 0; distance--) this.advance();
  }
}
