/** A severity and the risk scores that belong to it. */
export interface SeverityRange {
  readonly severity: string;
  readonly least: number;
  readonly greatest: number;
  /** The default score of rules with this severity. */
  readonly usual: number;
}

export const severityRanges: readonly SeverityRange[] = [
  { severity: 'low', least: 0, greatest: 21, usual: 21 },
  { severity: 'medium', least: 22, greatest: 47, usual: 47 },
  { severity: 'high', least: 48, greatest: 73, usual: 73 },
  { severity: 'critical', least: 74, greatest: 100, usual: 99 },
];
