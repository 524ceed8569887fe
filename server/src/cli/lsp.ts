import { type ParsedOptions, UsageError } from './options.js';
import type { Output } from './output.js';

/** `rulewright lsp --stdio`: the process runs until the client ends it. */
export async function lspCommand(options: ParsedOptions, _output: Output): Promise<number> {
  if (!options.flag('stdio')) throw new UsageError('lsp needs --stdio', 'other transports are not supported');
  const { startServer } = await import('../lsp/main.js');
  startServer('stdio');
  return 0;
}
