import { Client } from '@elastic/elasticsearch';
import { BaseConnection } from '@elastic/transport';
import { Agent, EnvHttpProxyAgent, request } from 'undici';

/**
 * The packages that use the network, and the only import of them. The bundles of the command line and of the server replace
 * this file with one that loads them when a command asks for a stack (scripts/build.mjs).
 */
export function networkPackages() {
  return { Agent, BaseConnection, Client, EnvHttpProxyAgent, request };
}
