/**
 * Measures patterns that take exponential time in other engines, on strings of doubling length: the time
 * should double, too.
 */
import { evaluate } from '../../server/dist/index.js';
import { median, printTable } from './measure.mjs';

const lengths = [20_000, 40_000, 80_000, 160_000];
const patterns = {
  ': "*a*a*a*a*b*"': 'any where f : "*a*a*a*a*b*"',
  'like "*a?b*a?a*b*"': 'any where f like "*a?b*a?a*b*"',
  'regex "(a*)*b"': 'any where f regex "(a*)*b"',
  'regex "(a|aa)+&.*b"': 'any where f regex "(a|aa)+&.*b"',
  'regex~ "(a+a+)+b"': 'any where f regex~ "(a+a+)+b"',
  'script regex "(a|a)*b"': 'any where substring(f, 0) regex "(a|a)*b"',
};

printTable(
  'Milliseconds by length of the text',
  Object.entries(patterns).map(([name, query]) => {
    const row = { pattern: name.replaceAll('|', '\\|') };
    for (const length of lengths) {
      const events = [{ f: 'a'.repeat(length) }];
      evaluate({ language: 'eql', query, events });
      const times = Array.from({ length: 5 }, () => {
        const start = performance.now();
        evaluate({ language: 'eql', query, events });
        return performance.now() - start;
      });
      row[length] = median(times).toFixed(2);
    }
    return row;
  }),
);
