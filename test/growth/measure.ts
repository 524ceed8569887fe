/** How the time of some work grows with the size of its text. */
export interface Growth {
  readonly size: number;
  /** Milliseconds at this size and at four times of it. */
  readonly times: readonly [number, number];
  /** Time grows as the size to this power. */
  readonly exponent: number;
}

type Work = (text: string) => void;
type Build = (size: number) => string;

/** The work at the smaller size takes so many milliseconds, unless the text would be too long. */
const enough = 1;
/** Longest text, at the larger size. */
const longestText = 500_000;
/** What takes so long has grown enough to be judged, and measuring it again tells nothing more. */
const tooLong = 1_500;

/** Runs the work; the smaller of CPU and wall time, since the one counts other threads and the other counts waiting. */
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
  // What is fast at the larger size cannot have grown much.
  const exponent = large < 4 * enough ? 0 : Math.log2(large / Math.max(small, enough / 4)) / 2;
  return { size, times: [small, large], exponent };
}

/** Measures work once, at the first size at which it takes long enough. */
export function measureOnce(work: Work, build: Build): Growth {
  let size = 64;
  let small = 0;
  for (;;) {
    const text = build(size);
    small = timeOf(work, text);
    if (small >= enough) small = Math.min(small, timeOf(work, text));
    if (small >= enough || build(size * 8).length > longestText) break;
    // What takes hardly any time still has a long way to go.
    size *= small < enough / 8 && build(size * 16).length < longestText ? 4 : 2;
  }
  return growthOf(size, small, timeOf(work, build(size * 4)));
}

/** Measures work several times at a larger size; the least counts. */
export function measureAgain(work: Work, build: Build, size: number): Growth {
  return growthOf(size, best(work, build(size), 4), best(work, build(size * 4), 3));
}
