import { cover } from '../../text/span.js';
import { tokenSpan } from '../token.js';
import { EqlExpressions } from './grammar-expressions.js';
import type { EventCategory, EventFilter } from './syntax.js';
import type { EqlToken, EqlTokenKind } from './tokens.js';
import { readPathPart } from './values.js';

const categoryKinds: readonly EqlTokenKind[] = [
  'identifier',
  'any',
  'string',
  'raw-string',
  'quoted-identifier',
];
const wantedCategory = 'an event category, [any], [sequence] or [sample]';
/** What shows that a condition begins here. */
const firstOfCondition: ReadonlySet<EqlTokenKind> = new Set([
  'identifier',
  'quoted-identifier',
  'not',
  'true',
  'false',
  '?',
]);

/** What ends a step, or cannot stand in one. */
const stepEnds: ReadonlySet<EqlTokenKind> = new Set([']', 'end', '|', 'until', '[', '![']);

/** The filter of one event: its category and the condition behind `where`. */
export class EqlEvents extends EqlExpressions {
  protected eventFilter(): EventFilter {
    const category = this.category();
    if (this.isMisspeltWhere()) this.reportMisspeltWhere();
    else this.expect('where', '[where] after the event category');
    this.isConnectiveGuessed = false;
    const condition = this.condition();
    return { category, condition, span: cover(category.span, condition.span) };
  }

  /** `process wher name == 1`: two words in a row where only `where` can stand. */
  private isMisspeltWhere(): boolean {
    return this.next.kind === 'identifier' && firstOfCondition.has(this.peek(1).kind);
  }

  private reportMisspeltWhere(): void {
    const word = this.advance();
    this.report(
      tokenSpan(word),
      `expected [where] after the event category, found [${word.image}]`,
      undefined,
      'where',
    );
  }

  /** Whether no event category starts here, which is reported then. */
  protected lacksCategory(): boolean {
    if (categoryKinds.includes(this.next.kind)) return false;
    this.reportAbsent(wantedCategory);
    return true;
  }

  private category(): EventCategory {
    const token = this.expectOneOf(categoryKinds, wantedCategory);
    const span = tokenSpan(token);
    if (token.image === '' || token.kind === 'any') return { name: 'any', any: true, span };
    if (token.kind === 'quoted-identifier') this.reportBackquotes(token);
    return { name: token.content?.value ?? readPathPart(token), any: false, span };
  }

  private reportBackquotes(token: EqlToken): void {
    const fixed = JSON.stringify(readPathPart(token));
    this.report(tokenSpan(token), 'an event category cannot stand in backquotes', `write ${fixed}`, fixed);
  }

  protected emptyFilter(): EventFilter {
    const missing = this.missingHere();
    const category = { name: 'any', any: true, span: missing.span };
    return { category, condition: missing, span: missing.span };
  }

  /** The bracket that ends a step; what stands before it is skipped when it follows later. */
  protected readStepEnd(isReported: boolean): void {
    if (this.take(']')) return;
    // What is absent before it can have kept the step from being read to its end.
    if (!isReported) this.reportAbsent('[]] at the end of the step');
    let distance = 0;
    while (!stepEnds.has(this.peek(distance).kind)) distance++;
    if (this.peek(distance).kind !== ']') return;
    for (; distance >= 0; distance--) this.advance();
  }
}
