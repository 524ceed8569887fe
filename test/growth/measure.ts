/** The growth of some work's time with the size of its text. */
export interface Growth {
  readonly size: number;
  /** Milliseconds at this size and at four times this size. */
  readonly times: readonly [number, number];
  /** Time grows with the size raised to this power. */
  readonly exponent: number;
}

type Work = (text: string) => void;
type Build = (size: number) => string;

/** Minimum milliseconds of the work at the smaller size, unless the text would be too long. */
const enough = 1;
/** Maximum length of a text, at the larger size. */
const longestText = 500_000;
/** Milliseconds after which growth is certain enough, so that measuring again adds nothing. */
const tooLong = 1_500;

/**
 * Runs the work; returns the smaller of CPU and wall time, since CPU time includes other threads and wall
 * time includes waiting.
 */
function timeOf(work: Work, text: string): number {
  const [cpu, wall] = [process.cpuUsage(), performance.now()];
  work(text);
  const { user, system } = process.cpuUsage(cpu);
  return Math.min((user + system) / 1_000, performance.now() - wall);
}

function best(work: Work, text: string, runs: number): number {
  let least = timeOf(work, text);
  for (let run = 1; run < runs && least < tooLong; run++) least = Math.min(least, timeOf(work, text));
  return least;
}

function growthOf(size: number, small: number, large: number): Growth {
  // Work that is fast at the larger size cannot have grown much.
  const exponent = large < 4 * enough ? 0 : Math.log2(large / Math.max(small, enough / 4)) / 2;
  return { size, times: [small, large], exponent };
}

/** Measures work once, at the first size that takes long enough. */
export function measureOnce(work: Work, build: Build): Growth {
  let size = 64;
  let small = 0;
  for (;;) {
    const text = build(size);
    small = timeOf(work, text);
    if (small >= enough) small = Math.min(small, timeOf(work, text));
    if (small >= enough || build(size * 8).length > longestText) break;
    // Work that takes hardly any time can increase in larger steps.
    size *= small < enough / 8 && build(size * 16).length < longestText ? 4 : 2;
  }
  return growthOf(size, small, timeOf(work, build(size * 4)));
}

/** Measures work several times at a larger size; the smallest growth counts. */
export function measureAgain(work: Work, build: Build, size: number): Growth {
  return growthOf(size, best(work, build(size), 4), best(work, build(size * 4), 3));
}
