import { statSync } from 'node:fs';
import { exitCodes } from '../exit-code.js';
import { type ParsedOptions, UsageError } from '../options.js';
import type { Output } from '../output.js';

/** `rulewright mcp`: serves tools for assistants. The process runs until the client ends it. */
export async function mcpCommand(options: ParsedOptions, output: Output): Promise<number> {
  if (options.positionals.length > 0) throw new UsageError('mcp takes no paths; pass the folder with --root');
  const root = options.text('root') ?? '.';
  if (!statSync(root, { throwIfNoEntry: false })?.isDirectory())
    throw new UsageError(`--root: ${root} is not a folder`);
  const { serve } = await import('./serve.js');
  const allowWrite = options.flag('allow-write');
  output.message(
    `rulewright: serving ${root} to an assistant${allowWrite ? ', which may change rules and tests' : ', read-only'}`,
  );
  const failure = await serve({ root, allowWrite });
  if (failure === undefined) return exitCodes.done;
  output.message(`rulewright: the connection ended: ${failure}; pass large events as a file`);
  return exitCodes.unusable;
}
