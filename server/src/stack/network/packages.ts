import { Client } from '@elastic/elasticsearch';
import { BaseConnection } from '@elastic/transport';
import { Agent, EnvHttpProxyAgent, request } from 'undici';

/**
 * Loads the packages that use the network; nothing else imports them. The bundles of the command line and of
 * the server replace this file with one that loads them when a command needs a stack (scripts/build.mjs).
 */
export function networkPackages() {
  return { Agent, BaseConnection, Client, EnvHttpProxyAgent, request };
}
