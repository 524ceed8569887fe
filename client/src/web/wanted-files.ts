import { isTestPath, isTomlPath } from '../rules/paths.js';

const eventFile = /\.(?:ndjson|jsonl|json|csv)(?:\.gz|\.zst)?$|\.(?:gz|zst)$/i;
const configuration =
  /\/(?:\.rulewright\.ya?ml|_config\.yaml|\.rulewright\/fields\.json|etc\/[^/]+\.(?:json|ya?ml))$/;

/**
 * Schemas of a detection-rules checkout, which are not read in a browser because they have many megabytes.
 */
const schemas = /\/etc\/[\w-]*schemas(?=[/.])/;

const ranks = { configuration: 0, rule: 1, tests: 2, events: 3 };

/** Returns whether a path may name an event file. */
export function isEventFile(path: string): boolean {
  return rank(path) === ranks.events;
}

/** Returns whether the server reads files with this path. */
export function isWanted(path: string): boolean {
  return rank(path) !== undefined;
}

/**
 * Returns the rank of a file, lowest for files that determine how others are read; undefined for a file that
 * the server does not read.
 */
export function rank(path: string): number | undefined {
  if (schemas.test(path)) return undefined;
  if (configuration.test(path)) return ranks.configuration;
  if (isTomlPath(path)) return ranks.rule;
  if (isTestPath(path)) return ranks.tests;
  return eventFile.test(path) ? ranks.events : undefined;
}
