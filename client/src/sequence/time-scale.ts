/** Places moments on a line. Long stretches without events are cut short, so that what happens close together shows. */
export interface TimeScale {
  /** Place of a moment, from 0 to 1. */
  place(time: number): number;
  /** Stretches that were cut short: their middle, from 0 to 1, and how long they are in milliseconds. */
  readonly breaks: readonly { readonly at: number; readonly length: number }[];
}

/** A stretch is long when it is so many times the usual one, and cut to that. */
const longGap = 12;

/** A scale for moments in milliseconds, in any order. */
export function timeScale(times: readonly number[]): TimeScale {
  const moments = [...new Set(times)].sort((a, b) => a - b);
  const gaps = moments.slice(1).map((time, index) => time - moments[index]!);
  const usual = [...gaps].sort((a, b) => a - b)[Math.floor(gaps.length / 2)] ?? 1;
  const longest = usual * longGap;
  const positions = [0];
  for (const gap of gaps) positions.push(positions.at(-1)! + Math.min(gap, longest));
  const total = positions.at(-1)! || 1;
  const breaks = gaps.flatMap((gap, index) =>
    gap > longest ? [{ at: (positions[index]! + positions[index + 1]!) / 2 / total, length: gap }] : [],
  );
  return {
    breaks,
    place(time) {
      const next = moments.findIndex((moment) => moment >= time);
      if (next < 0) return 1;
      if (next === 0) return 0;
      const [from, to] = [moments[next - 1]!, moments[next]!];
      const share = (time - from) / (to - from);
      return (positions[next - 1]! + share * (positions[next]! - positions[next - 1]!)) / total;
    },
  };
}

/** A length of time in its largest units: `1m 30s`, `250ms`. */
export function shortDuration(milliseconds: number): string {
  if (milliseconds < 1_000) return `${Math.round(milliseconds)}ms`;
  const seconds = Math.round(milliseconds / 1_000);
  const parts: readonly (readonly [string, number])[] = [
    ['d', Math.floor(seconds / 86_400)],
    ['h', Math.floor(seconds / 3_600) % 24],
    ['m', Math.floor(seconds / 60) % 60],
    ['s', seconds % 60],
  ];
  const first = parts.findIndex(([, count]) => count > 0);
  return parts
    .slice(first, first + 2)
    .filter(([, count]) => count > 0)
    .map(([unit, count]) => `${count}${unit}`)
    .join(' ');
}
