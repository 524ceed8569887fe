/**
 * A scale that maps times to a line. Long gaps without events are shortened, so that details remain visible.
 */
export interface TimeScale {
  /** Returns a time's position, from 0 to 1. */
  place(time: number): number;
  /** Shortened gaps: their middle, from 0 to 1, and their duration in milliseconds. */
  readonly breaks: readonly { readonly at: number; readonly length: number }[];
}

/** A gap is long if it is this many times the typical one, and is shortened to that. */
const longGap = 12;

/** Creates a scale for times in milliseconds, in any order. */
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

/** Formats a duration in its largest units: `1m 30s`, `250ms`. */
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
