import type { Random } from './random.js';

/** Strings that have broken parsers before. */
const pieces = [
  '"',
  "'",
  '"""',
  "'''",
  '`',
  '\\',
  '\\\\',
  '\\u{',
  '\\q',
  '\n',
  '\r',
  '\r\n',
  '\t',
  ' ',
  '',
  '\0',
  '\u0007',
  '\u2028',
  '\ufeff',
  '\ud800',
  '\u{1f600}',
  'é',
  '\u212a',
  '(',
  ')',
  '[',
  ']',
  '{',
  '}',
  '{{',
  '}}',
  '[[',
  ']]',
  '<',
  '>',
  '<!--',
  '![',
  '!{osquery{',
  '!{investigate{',
  '$osquery_0',
  '*',
  '?',
  '!',
  '-',
  '+',
  '^',
  '~',
  '%',
  '|',
  '||',
  '&&',
  ',',
  ';',
  ':',
  '=',
  '==',
  '#',
  '//',
  '/*',
  '*/',
  '.',
  '..',
  ' and ',
  ' or ',
  ' not ',
  ' AND ',
  ' where ',
  ' by ',
  ' in ',
  'null',
  'true',
  '0',
  '-1',
  '1e400',
  '99999999999999999999',
  'nan',
  'inf',
  '2026-13-99',
  'now-999999999999d',
  '__proto__',
  'constructor',
  'toString',
  '&a ',
  '*a',
  '<<: *a',
  '? ',
  '- ',
  '!!binary x',
  '---\n',
  '%YAML 1.1\n',
  '@timestamp',
  '::ffff:0x1.2.3.4',
  '10.0.0.0/99',
  '[metadata]\n',
  '[rule]\n',
  '[[rule.threat]]\n',
  'query = ',
];

/**
 * Returns a text with a few changes: characters replaced, or sections removed, moved, repeated or mixed with
 * another text.
 */
export function mutate(text: string, random: Random, other: () => string): string {
  let changed = text;
  for (let count = 1 + random.below(4); count > 0; count--) changed = mutateOnce(changed, random, other);
  return changed;
}

const longest = 20_000;

function mutateOnce(text: string, random: Random, other: () => string): string {
  const at = random.below(text.length + 1);
  const length = random.once(3) ? random.below(text.length - at + 1) : random.below(12);
  const part = text.slice(at, at + length);
  switch (random.below(7)) {
    case 0:
      return text.slice(0, at) + text.slice(at + length);
    case 1:
    case 2:
      return text.slice(0, at) + random.pick(pieces) + text.slice(at);
    case 3:
      return text.slice(0, at) + random.pick(pieces) + text.slice(at + length);
    case 4: {
      const times = random.once(4) ? 2 + random.below(300) : 2;
      return (text.slice(0, at) + part.repeat(times) + text.slice(at + length)).slice(0, longest);
    }
    case 5: {
      const to = random.below(text.length + 1);
      return text.slice(0, to) + part + text.slice(to);
    }
    default: {
      const written = other();
      const from = random.below(written.length + 1);
      return (text.slice(0, at) + written.slice(from, from + random.below(200)) + text.slice(at)).slice(
        0,
        longest,
      );
    }
  }
}

/** Returns a shorter text that still fails, by removing sections, large ones first. */
export function shrink(text: string, stillFails: (text: string) => boolean, mostRuns: number): string {
  let least = text;
  let runs = 0;
  for (
    let size = Math.ceil(text.length / 2);
    size >= 1 && runs < mostRuns;
    size = size === 1 ? 0 : Math.ceil(size / 2)
  ) {
    for (let at = 0; at < least.length && runs < mostRuns; ) {
      const shorter = least.slice(0, at) + least.slice(at + size);
      runs++;
      if (stillFails(shorter)) least = shorter;
      else at += size;
    }
  }
  return least;
}
