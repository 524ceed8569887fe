import { McpServer } from '@modelcontextprotocol/server';
import { StdioServerTransport, serveStdio } from '@modelcontextprotocol/server/stdio';
import { z } from 'zod';

/** The packages of the Model Context Protocol, a separate bundle that only `rulewright mcp` loads (scripts/build.mjs). */
export function mcpPackages() {
  return { McpServer, StdioServerTransport, serveStdio, z };
}

/** What describes the input of a tool. */
export type Schemas = typeof z;
