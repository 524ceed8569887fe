import { describe, expect, it } from 'vitest';
import { EqlGrammar } from './eql/grammar.js';
import { EsqlGrammar } from './esql/grammar.js';
import { KqlGrammar } from './kql/grammar.js';

describe('Chevrotain finds no ambiguity, left recursion or repeated index', () => {
  it('in the grammar of EQL', () => {
    expect(() => new EqlGrammar({ validates: true })).not.toThrow();
  });

  it('in the grammar of ES|QL', () => {
    expect(() => new EsqlGrammar({ validates: true })).not.toThrow();
  });

  it('in the grammar of KQL', () => {
    expect(() => new KqlGrammar({ validates: true })).not.toThrow();
  });
});
