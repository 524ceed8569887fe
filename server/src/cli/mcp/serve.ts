import { version } from '../../../../package.json';
import { codeTables } from '../../lint/documentation.js';
import { internalProblem } from '../../text/internal-error.js';
import { ruleFieldsReader } from '../rule-fields.js';
import { bounded } from './bounded.js';
import { confineTo } from './confined-folder.js';
import { mcpPackages } from './packages.js';
import { Refusal } from './refusal.js';
import { silentOutput } from './silent-output.js';
import type { Input, Tool, ToolContext } from './tool.js';
import { tools } from './tools.js';
import { testFormat, writingRules } from './written-help.js';

export interface ServeOptions {
  /** The folder that tools are confined to. */
  readonly root: string;
  /** Whether tools that change files are offered. */
  readonly allowWrite: boolean;
}

/**
 * Serves the Model Context Protocol on standard input and output. Resolves when the client disconnects, with
 * the reason if the connection failed.
 */
export async function serve({ root, allowWrite }: ServeOptions): Promise<string | undefined> {
  const files = confineTo(root);
  // Paths of findings are relative to the current folder.
  process.chdir(files.folder);
  const fieldsIn = ruleFieldsReader(silentOutput);
  const context: ToolContext = {
    files,
    async fieldsOf(path, document) {
      return path === undefined ? undefined : (await fieldsIn(path))(document);
    },
  };
  const { serveStdio, StdioServerTransport } = mcpPackages();
  const transport = new StdioServerTransport(process.stdin, process.stdout, {
    maxBufferSize: largestMessage,
  });
  return new Promise((resolve) => {
    let failure: string | undefined;
    serveStdio(() => createServer(context, allowWrite), {
      transport,
      onerror: (error) => {
        failure = error.message;
      },
    });
    // Run the protocol's own close handler first.
    const closed = transport.onclose;
    transport.onclose = () => {
      closed?.();
      resolve(failure);
    };
    process.stdin.once('close', () => resolve(undefined));
  });
}

/** In bytes. More events than fit must be read from a file. */
const largestMessage = 64 * 1024 * 1024;

/** Instructions for an assistant about the whole server. */
const instructions =
  'Rulewright verifies Elastic Security detection rules without a cluster. Before you say that a rule works: check_rule has no errors, test_rule passes, mutate_rule has no survivors.';

type Server = InstanceType<ReturnType<typeof mcpPackages>['McpServer']>;

function createServer(context: ToolContext, allowWrite: boolean): Server {
  const { McpServer, z } = mcpPackages();
  const server = new McpServer({ name: 'rulewright', title: 'Rulewright', version }, { instructions });
  for (const tool of tools) {
    if (tool.writes && !allowWrite) continue;
    const annotations = {
      readOnlyHint: !tool.writes,
      destructiveHint: false,
      idempotentHint: !tool.writes,
      openWorldHint: false,
    };
    const { name, title, description } = tool;
    const inputSchema = z.strictObject(tool.input(z) as Record<string, never>);
    server.registerTool(name, { title, description, inputSchema, annotations }, (input: unknown) =>
      answerOf(tool, input as Input, context),
    );
  }
  const page = (name: string, title: string, text: () => string): void => {
    const uri = `rulewright://${name}`;
    server.registerResource(name, uri, { title, mimeType: 'text/markdown' }, () => ({
      contents: [{ uri, mimeType: 'text/markdown', text: text() }],
    }));
  };
  page('checks', 'All checks', codeTables);
  page('test-format', 'Format of test files', () => testFormat);
  server.registerPrompt(
    'write_rule',
    { title: 'Write a rule', description: 'Drafts a rule, checks it, and proves it with tests.' },
    () => ({ messages: [{ role: 'user', content: { type: 'text', text: writingRules } }] }),
  );
  return server;
}

/** Returns a tool's answer in the form of the protocol: the data, and the same as text. */
async function answerOf(tool: Tool, input: Input, context: ToolContext) {
  try {
    const answer = bounded(await tool.run(input, context)) as Record<string, unknown>;
    return { content: [{ type: 'text' as const, text: JSON.stringify(answer) }], structuredContent: answer };
  } catch (error) {
    const message =
      error instanceof Refusal ? error.message : internalProblem(error, { start: 0, end: 0 }).message;
    return { content: [{ type: 'text' as const, text: message }], isError: true };
  }
}
