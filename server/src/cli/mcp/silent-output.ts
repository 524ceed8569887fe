import type { Output } from '../output.js';

const same = (text: string): string => text;

/** An output that drops everything that commands write: standard output belongs to the protocol. */
export const silentOutput: Output = {
  write: () => {},
  report: () => {},
  drained: () => Promise.resolve(),
  message: () => {},
  progress: () => {},
  colors: { bold: same, dim: same, red: same, green: same, yellow: same, cyan: same },
};
