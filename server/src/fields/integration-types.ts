import type { FieldMapping } from './field-type.js';

/**
 * Fields outside of ECS whose type decides what a query finds, as the packages declare them that write them: the Windows
 * integration and Winlogbeat cut script blocks at everything but ASCII letters, digits, underscores and hyphens
 * (analyzer `powershell_script_analyzer`, pattern `[\W&&[^-]]+`).
 */
export const integrationTypes: ReadonlyMap<string, FieldMapping> = new Map([
  ['powershell.file.script_block_text', { type: 'text', analyzer: 'powershell' }],
]);
