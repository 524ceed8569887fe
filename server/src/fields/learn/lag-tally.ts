import type { IngestLag } from '../inventory/inventory.js';

/** A count of how long events took to arrive. */
export interface LagTally {
  add(milliseconds: number): void;
  /** Returns undefined if there were no events. */
  result(): IngestLag | undefined;
}

/** Growth from bucket to bucket, so that two durations in one differ by at most a tenth. */
const growth = 1.1;
/** A bucket for each duration up to a few centuries, so that memory is bounded. */
const buckets = 360;

/** Creates a tally without events. Memory does not grow with their number. */
export function createLagTally(): LagTally {
  const counts = new Uint32Array(buckets);
  let total = 0;
  const quantile = (part: number): number => {
    const wanted = Math.ceil(total * part);
    let seen = 0;
    for (let bucket = 0; bucket < buckets; bucket++) {
      seen += counts[bucket]!;
      if (seen >= wanted) return rounded(growth ** bucket / 1_000);
    }
    return 0;
  };
  return {
    add(milliseconds) {
      if (!Number.isFinite(milliseconds)) return;
      const bucket = milliseconds <= 1 ? 0 : Math.ceil(Math.log(milliseconds) / Math.log(growth));
      counts[Math.min(bucket, buckets - 1)]!++;
      total++;
    },
    result: () => (total === 0 ? undefined : { documents: total, p50: quantile(0.5), p99: quantile(0.99) }),
  };
}

/** Rounds to three digits, which is already finer than the buckets. */
function rounded(seconds: number): number {
  return Number(seconds.toPrecision(3));
}
