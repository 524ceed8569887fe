import type { EventObject } from '../../server/src/evaluate/values/access.js';

/**
 * Reads events in short form, `kind@milliseconds`, optionally followed by a slash and a key: `p@0/x q@1500/y`
 * are two events with `kind` p and q, the second 1.5 seconds later, and `a` x and y.
 */
export function readShortEvents(written: string): EventObject[] {
  return written.split(' ').map((one) => {
    const parts = /^(\w+)@(\d+)(?:\/(\w+))?$/.exec(one);
    if (!parts) throw new Error(`not an event: ${one}`);
    const [, kind, milliseconds, key] = parts;
    const time = new Date(Date.UTC(2026, 0, 1) + Number(milliseconds)).toISOString();
    return { '@timestamp': time, kind, ...(key === undefined ? {} : { a: key }) };
  });
}
