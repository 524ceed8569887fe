import { once } from 'node:events';
import { createGunzip, gunzipSync } from 'node:zlib';
import type { Checkout } from '../../rule/checkout/checkout.js';
import { type BeatsSchema, readBeatsSchema } from './beats-schema.js';
import { readEcsSchema } from './ecs-schema.js';
import { type FieldList, nestedFields, writeFieldList } from './field-list.js';
import { type ReducedIntegrations, reduceIntegrations } from './integration-schemas.js';
import type { PreparedSchemas } from './prepared-schemas.js';

/** Larger files than this once unpacked are no schema of fields; the schemas of integrations are read in pieces. */
const largestUnpacked = 64 * 1024 * 1024;

/** Paths of all files that the schemas of a checkout come from, whether they exist or not. */
export function schemaFiles(checkout: Checkout): string[] {
  const { stacks } = checkout;
  const versions = (of: (stack: (typeof stacks)[number]) => string | undefined): string[] => [
    ...new Set(stacks.flatMap((stack) => of(stack) ?? [])),
  ];
  return [
    ...versions(({ ecs }) => ecs).map((version) => ecsPath(checkout, version)),
    ...versions(({ beats }) => beats).map((version) => beatsPath(checkout, version)),
    ...versions(({ endgame }) => endgame).map((version) => endgamePath(checkout, version)),
    checkout.data('non-ecs-schema.json'),
    ...customPaths(checkout),
    checkout.data('endpoint_schemas/endpoint_process.json.gz'),
    checkout.data('integration-manifests.json.gz'),
    checkout.data('integration-schemas.json.gz'),
  ];
}

const ecsPath = (checkout: Checkout, version: string): string =>
  checkout.data(`ecs_schemas/${version}/ecs_flat.json.gz`);
const beatsPath = (checkout: Checkout, version: string): string =>
  checkout.data(`beats_schemas/v${version}.json.gz`);
const endgamePath = (checkout: Checkout, version: string): string =>
  checkout.data(`endgame_schemas/${version}/endgame_ecs_mapping.json.gz`);

function customPaths({ stacks, settings }: Checkout): string[] {
  const paths = stacks.flatMap(({ custom }) => custom);
  return [...new Set(settings.collectedSchema === undefined ? paths : [...paths, settings.collectedSchema])];
}

/**
 * Reads the field schemas of a checkout (spec/CORPUS.md section 2, "File formats"). Takes seconds on a checkout with all
 * integrations; what is absent or broken is empty and named in `missing`.
 */
export async function prepareSchemas(checkout: Checkout): Promise<PreparedSchemas> {
  const missing: string[] = [];
  const read = <Value>(path: string, parse: (text: string) => Value, empty: Value): Value => {
    const bytes = checkout.files.bytes(path);
    try {
      if (bytes) return parse(unpack(path, bytes));
      missing.push(`${path} is absent`);
    } catch (error) {
      missing.push(`${path} cannot be read: ${(error as Error).message}`);
    }
    return empty;
  };
  const byVersion = <Value>(
    of: 'ecs' | 'beats' | 'endgame',
    pathOf: (checkout: Checkout, version: string) => string,
    parse: (text: string) => Value,
    empty: Value,
  ): Record<string, Value> => {
    const versions = new Set(checkout.stacks.flatMap((stack) => stack[of] ?? []));
    return Object.fromEntries(
      [...versions].map((version) => [version, read(pathOf(checkout, version), parse, empty)]),
    );
  };
  const flat = (text: string): FieldList => writeFieldList(nestedFields(JSON.parse(text)));

  return {
    ecs: byVersion('ecs', ecsPath, readEcsSchema, ''),
    beats: byVersion<BeatsSchema>('beats', beatsPath, readBeatsSchema, {}),
    endgame: byVersion('endgame', endgamePath, flat, ''),
    byIndex: read(checkout.data('non-ecs-schema.json'), readByIndex, {}),
    custom: Object.fromEntries(customPaths(checkout).map((path) => [path, read(path, readByIndex, {})])),
    endpoint: read(checkout.data('endpoint_schemas/endpoint_process.json.gz'), flat, ''),
    integrations: await readIntegrations(checkout, missing),
    missing,
  };
}

function readByIndex(text: string): Record<string, FieldList> {
  const schemas = JSON.parse(text) as Record<string, unknown>;
  return Object.fromEntries(
    Object.entries(schemas).map(([pattern, schema]) => [pattern, writeFieldList(nestedFields(schema))]),
  );
}

function unpack(path: string, bytes: Uint8Array): string {
  const text = path.endsWith('.gz') ? gunzipSync(bytes, { maxOutputLength: largestUnpacked }) : bytes;
  return new TextDecoder().decode(text);
}

async function readIntegrations(checkout: Checkout, missing: string[]): Promise<ReducedIntegrations> {
  const [manifests, schemas] = ['integration-manifests.json.gz', 'integration-schemas.json.gz'].map(
    (name) => ({
      path: checkout.data(name),
      bytes: checkout.files.bytes(checkout.data(name)),
    }),
  ) as [File, File];
  for (const { path, bytes } of [manifests, schemas]) if (!bytes) missing.push(`${path} is absent`);
  if (!manifests.bytes) return { packages: {}, lists: [] };
  try {
    const reducer = reduceIntegrations(
      unpack(manifests.path, manifests.bytes),
      checkout.stacks.map(({ version }) => version),
    );
    if (schemas.bytes) await unpackInPieces(schemas.bytes, (chunk) => reducer.feed(chunk));
    return reducer.result();
  } catch (error) {
    missing.push(`${schemas.path} cannot be read: ${(error as Error).message}`);
    return { packages: {}, lists: [] };
  }
}

interface File {
  readonly path: string;
  readonly bytes: Uint8Array | undefined;
}

async function unpackInPieces(bytes: Uint8Array, take: (chunk: Uint8Array) => void): Promise<void> {
  const unpacking = createGunzip({ chunkSize: 256 * 1024 });
  unpacking.on('data', take);
  unpacking.end(bytes);
  await once(unpacking, 'end');
}
