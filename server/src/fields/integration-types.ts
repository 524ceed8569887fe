import type { FieldMapping } from './field-type.js';

/**
 * Fields outside ECS whose type decides what a query matches, as declared by the packages that write them:
 * the Windows integration and Winlogbeat split script blocks at everything but ASCII letters, digits,
 * underscores and hyphens (analyzer `powershell_script_analyzer`, pattern `[\W&&[^-]]+`).
 */
export const integrationTypes: ReadonlyMap<string, FieldMapping> = new Map([
  ['powershell.file.script_block_text', { type: 'text', analyzer: 'powershell' }],
]);
