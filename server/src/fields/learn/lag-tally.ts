import type { IngestLag } from '../inventory/inventory.js';

/** Counts how long events took to arrive. */
export interface LagTally {
  add(milliseconds: number): void;
  /** Undefined without any. */
  result(): IngestLag | undefined;
}

/** Two lengths in one bucket differ by a tenth at most. */
const growth = 1.1;
/** A bucket for each length up to some centuries, so that memory is bounded. */
const buckets = 360;

/** Starts without events. Memory does not grow with their number. */
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

/** Three digits are more than the buckets can tell apart. */
function rounded(seconds: number): number {
  return Number(seconds.toPrecision(3));
}
