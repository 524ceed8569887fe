import { type IToken, tokenMatcher } from 'chevrotain';
import { RecoveringParser } from '../recovery.js';
import { describeFound, describeToken, messageProvider } from './messages.js';
import type { EventFilter } from './syntax.js';
import * as t from './tokens.js';

/** Recovery where it depends on the shape of EQL: event filters and the brackets around steps. */
export class EqlRecovery extends RecoveringParser {
  constructor(skipValidations: boolean) {
    const words = { code: 'eql-syntax', messages: messageProvider, describeToken, describeFound };
    super(t.allTokens, words, skipValidations);
  }

  protected emptyFilter(): EventFilter {
    const missing = this.missingHere();
    return {
      category: { name: 'any', any: true, span: missing.span },
      condition: missing,
      span: missing.span,
    };
  }

  /** Like `absent` for the bracket that ends a step; what stands between is skipped when the bracket follows later. */
  protected absentStepEnd(): IToken | undefined {
    if (this.nextIs(t.RightBracket)) return undefined;
    this.reportAbsent('[]] at the end of the step');
    let depth = 0;
    for (let distance = 1; ; distance++) {
      const token = this.LA(distance);
      if (token.tokenType.name === 'EOF' || tokenMatcher(token, t.Pipe) || tokenMatcher(token, t.Until))
        break;
      if (tokenMatcher(token, t.LeftBracket) || tokenMatcher(token, t.MissingBracket)) break;
      if (tokenMatcher(token, t.RightBracket) && depth-- === 0) {
        for (let skipped = 1; skipped < distance; skipped++) this.SKIP_TOKEN();
        return undefined;
      }
    }
    return this.getTokenToInsert(t.RightBracket);
  }
}
