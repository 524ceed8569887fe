import * as vscode from 'vscode';
import type { Proof, ProvedPlace } from '../../../server/src/lsp/messages.js';
import { toRange } from '../convert.js';

/** The coverage of a rule, with its details. */
export class RuleCoverage extends vscode.FileCoverage {
  constructor(
    rule: vscode.Uri,
    readonly details: readonly vscode.StatementCoverage[],
  ) {
    const covered = details.filter(({ executed }) => executed === true).length;
    super(rule, { covered, total: details.length });
  }
}

/** Returns the coverage of a rule: a condition is covered if the tests notice every change of it. */
export function coverageOf(rule: vscode.Uri, { places }: Proof): RuleCoverage {
  const statement = ({ range, unnoticed }: ProvedPlace): vscode.StatementCoverage =>
    new vscode.StatementCoverage(unnoticed.length === 0, toRange(range));
  return new RuleCoverage(rule, places.map(statement));
}
