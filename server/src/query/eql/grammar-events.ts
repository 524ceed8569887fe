import { type IToken, tokenMatcher } from 'chevrotain';
import { cover } from '../../text/span.js';
import { tokenSpan } from '../recovery.js';
import { EqlExpressions } from './grammar-expressions.js';
import type { StringPayload } from './strings.js';
import type { EventCategory, EventFilter } from './syntax.js';
import * as t from './tokens.js';
import { readPathPart } from './values.js';

/** The filter of one event: its category and the condition behind `where`. */
export class EqlEvents extends EqlExpressions {
  protected eventFilter = this.RULE(
    'eventFilter',
    (): EventFilter => {
      const category = this.SUBRULE(this.category);
      const misspelt = this.ACTION(() => this.isMisspeltWhere());
      if (misspelt) this.ACTION(() => this.reportMisspeltWhere());
      else
        this.ACTION(() => this.absent([t.Where], '[where] after the event category')) ??
          this.CONSUME(t.Where);
      const condition = this.SUBRULE(this.condition);
      return this.ACTION(() => ({ category, condition, span: cover(category.span, condition.span) }));
    },
    { recoveryValueFunc: () => this.emptyFilter() },
  );

  /** `process wher name == 1`: two words in a row where only `where` can stand. */
  private isMisspeltWhere(): boolean {
    const second = this.LA(2);
    const operands = [t.Identifier, t.QuotedIdentifier, t.Not, t.True, t.False, t.Question];
    return this.nextIs(t.Identifier) && operands.some((start) => tokenMatcher(second, start));
  }

  private reportMisspeltWhere(): void {
    const word = this.LA(1);
    this.report(
      tokenSpan(word),
      `expected [where] after the event category, found [${word.image}]`,
      undefined,
      'where',
    );
    this.SKIP_TOKEN();
  }

  private category = this.RULE(
    'category',
    (): EventCategory => {
      const wanted = 'an event category, [any], [sequence] or [sample]';
      const absent = this.ACTION(() =>
        this.absent([t.Identifier, t.Any, t.QuotedString, t.RawString, t.QuotedIdentifier], wanted),
      );
      if (absent) return { name: 'any', any: true, span: tokenSpan(absent) };
      return this.OR<EventCategory>([
        { ALT: () => ({ name: 'any', any: true, span: tokenSpan(this.CONSUME(t.Any)) }) },
        { ALT: () => namedCategory(this.CONSUME(t.Identifier)) },
        { ALT: () => quotedCategory(this.CONSUME(t.QuotedString)) },
        { ALT: () => quotedCategory(this.CONSUME(t.RawString)) },
        {
          ALT: () => {
            const token = this.CONSUME(t.QuotedIdentifier);
            return this.ACTION(() => {
              const name = readPathPart(token);
              const fixed = JSON.stringify(name);
              this.report(
                tokenSpan(token),
                'an event category cannot stand in backquotes',
                `write ${fixed}`,
                fixed,
              );
              return { name, any: false, span: tokenSpan(token) };
            });
          },
        },
      ]);
    },
    { recoveryValueFunc: () => this.emptyFilter().category },
  );
}

function namedCategory(token: IToken): EventCategory {
  return { name: token.image, any: false, span: tokenSpan(token) };
}

function quotedCategory(token: IToken): EventCategory {
  const payload = token.payload as StringPayload | undefined;
  return { name: payload?.value ?? '', any: false, span: tokenSpan(token) };
}
