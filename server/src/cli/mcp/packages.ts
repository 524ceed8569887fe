import { McpServer } from '@modelcontextprotocol/server';
import { StdioServerTransport, serveStdio } from '@modelcontextprotocol/server/stdio';
import { z } from 'zod';

/**
 * Loads the Model Context Protocol packages from a separate bundle that only `rulewright mcp` needs
 * (scripts/build.mjs).
 */
export function mcpPackages() {
  return { McpServer, StdioServerTransport, serveStdio, z };
}

/** The library that describes tool inputs. */
export type Schemas = typeof z;
