import type { Problem } from '../../server/src/text/problem.js';
import type { Corpus } from './corpus-rules.js';
import { type Mutant, type MutationKind, meets } from './mutant.js';
import { createRandom } from './random.js';

/** The outcome of one planted mistake. */
export interface Outcome {
  readonly path: string;
  readonly mutant: Mutant;
  readonly found: readonly Problem[];
  /** Whether there are findings besides the one mistake. */
  readonly crowded: boolean;
  /** Whether a finding with one of the expected codes is at an expected position. */
  readonly placed: boolean;
}

export interface KindResult {
  readonly kind: MutationKind;
  readonly outcomes: readonly Outcome[];
}

/**
 * Plants about `number` mistakes, equally many of each kind where the rules allow it, and lints the rules.
 */
export function measure(
  corpus: Corpus,
  kinds: readonly MutationKind[],
  number: number,
  seed: string,
): KindResult[] {
  const wanted = Math.ceil(number / kinds.length);
  return kinds.map((kind) => ({ kind, outcomes: measureKind(corpus, kind, wanted, seed) }));
}

function measureKind(corpus: Corpus, kind: MutationKind, wanted: number, seed: string): Outcome[] {
  const outcomes: Outcome[] = [];
  const seen = new Set<string>();
  for (let round = 0; round < 10 && outcomes.length < wanted; round++) {
    const random = createRandom(seed, kind.name, round);
    const before = outcomes.length;
    for (const path of random.shuffle(corpus.paths)) {
      if (outcomes.length >= wanted) break;
      const original = corpus.original(path);
      const mutant = kind.mutate(original, random);
      if (!mutant || seen.has(idOf(path, mutant))) continue;
      if (mutant.text === original.text && !mutant.neighbour && !mutant.path) continue;
      seen.add(idOf(path, mutant));
      const found = corpus.newFindings(original, mutant);
      outcomes.push({
        path,
        mutant,
        found,
        crowded: found.filter(({ code }) => !mutant.company?.includes(code)).length > 1,
        placed: found.some((problem) => isReceived(problem, mutant, kind)),
      });
    }
    if (outcomes.length === before) break;
  }
  return outcomes;
}

const idOf = (path: string, { text, neighbour }: Mutant): string =>
  `${path}\n${JSON.stringify(neighbour ?? '')}\n${text}`;

function isReceived({ code, span }: Problem, mutant: Mutant, kind: MutationKind): boolean {
  return (
    (mutant.codes ?? kind.codes).includes(code) && mutant.expected.some((expected) => meets(span, expected))
  );
}
