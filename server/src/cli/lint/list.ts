import type { Lint } from '../../lint/lint.js';
import { lints } from '../../lint/registry.generated.js';
import { table } from '../options.js';
import { jsonText } from '../report/json.js';

/** Lists all checks with their severity, profile and description, as a table or as JSON. */
export function listLints(json: boolean): string {
  if (json) {
    const checks = lints.map((lint) => ({
      code: lint.id,
      severity: lint.severity,
      ...(lint.elasticSeverity ? { elasticSeverity: lint.elasticSeverity } : {}),
      profile: lint.profile ?? 'default',
      enabled: !lint.off,
      scope: lint.scope ?? 'active',
      summary: lint.summary,
      ...(lint.counterpart ? { counterpart: lint.counterpart } : {}),
    }));
    return `${jsonText({ version: 1, checks }, 2)}\n`;
  }
  return table(lints.map((lint) => [lint.id, `${levelText(lint)}: ${lint.summary}`]));
}

/** Returns, for example, `warning (error in the profile elastic)` or `off (hint)`. */
export function levelText({ severity, elasticSeverity, profile, off }: Lint): string {
  if (off) return `off (${severity})`;
  if (profile === 'elastic') return `${severity} in the profile elastic`;
  return elasticSeverity ? `${severity} (${elasticSeverity} in the profile elastic)` : severity;
}
