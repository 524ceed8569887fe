import type { Output } from '../output.js';

/** Writes a report of `draft` or `tune` as JSON. */
export function reportJson(output: Output, report: object): void {
  output.report(`${JSON.stringify({ version: 1, ...report }, undefined, 2)}\n`);
}
